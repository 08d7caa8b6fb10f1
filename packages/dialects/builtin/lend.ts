import type { Rgb } from './colour.ts'
import type { Pixels } from './pixels.ts'

/** What a picture of the person's own lends to a new one: its colours, and where things stand in it. */
export interface Lent {
  /** Mean and spread of each channel, 0 to 255. */
  mean: Rgb
  spread: Rgb
  /** Share of the height at which its strongest level border runs; absent: it has none. */
  horizon: number | undefined
  /** Share of the width at which it weighs most: what differs most from its edge. */
  focusX: number
}

/** Reads what several small pictures lend together: colours of all of them, the composition of the first. */
export function readLent(pictures: readonly Pixels[]): Lent | undefined {
  const [first] = pictures
  if (first === undefined) return undefined
  const samples = pictures.flatMap(opaqueColours)
  if (samples.length === 0) return undefined
  const mean = meanOf(samples)
  const squares = samples.map((colour): Rgb => mapRgb(colour, (part, channel) => (part - mean[channel]) ** 2))
  return {
    mean,
    spread: mapRgb(meanOf(squares), Math.sqrt),
    horizon: findHorizon(first),
    focusX: findFocus(first),
  }
}

type Channel = 0 | 1 | 2
const mapRgb = ([red, green, blue]: Rgb, change: (part: number, channel: Channel) => number): Rgb => [
  change(red, 0),
  change(green, 1),
  change(blue, 2),
]

function colourAt({ rgba, widthPx }: Pixels, x: number, y: number): Rgb {
  const at = (y * widthPx + x) * 4
  return [rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0]
}

function opaqueColours({ rgba }: Pixels): Rgb[] {
  const colours: Rgb[] = []
  for (let at = 0; at + 3 < rgba.length; at += 4) {
    if ((rgba[at + 3] ?? 0) >= 128) colours.push([rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0])
  }
  return colours
}

function meanOf(colours: readonly Rgb[]): Rgb {
  const sum: [number, number, number] = [0, 0, 0]
  for (const [red, green, blue] of colours) {
    sum[0] += red
    sum[1] += green
    sum[2] += blue
  }
  return mapRgb(sum, (part) => part / colours.length)
}

const distance = (one: Rgb, other: Rgb) =>
  Math.abs(one[0] - other[0]) + Math.abs(one[1] - other[1]) + Math.abs(one[2] - other[2])

/** Differences of mean colour between neighbouring bands; a border must stand out from the others to count. */
function findHorizon(picture: Pixels): number | undefined {
  const { widthPx, heightPx } = picture
  const rows = Array.from({ length: heightPx }, (_, y) =>
    meanOf(Array.from({ length: widthPx }, (_unused, x) => colourAt(picture, x, y))),
  )
  const band = Math.max(1, Math.round(heightPx / 16))
  const steps = rows.map((_, y) => {
    const above = rows.slice(Math.max(0, y - band), y)
    const below = rows.slice(y, y + band)
    return above.length < band || below.length < band ? 0 : distance(meanOf(above), meanOf(below))
  })
  const candidates = steps.map((step, y) => ({ step, share: y / heightPx }))
  const inside = candidates.filter(({ share }) => share >= 0.3 && share <= 0.8)
  const best = inside.toSorted((one, other) => other.step - one.step)[0]
  return best !== undefined && best.step >= borderColourSteps ? best.share : undefined
}

/** Sum over the channels; about a tenth of what black and white differ by. */
const borderColourSteps = 72

/** The centre of what differs from the picture's own edge. */
function findFocus(picture: Pixels): number {
  const { widthPx, heightPx } = picture
  const edge = meanOf(
    Array.from({ length: heightPx }, (_, y) => [
      colourAt(picture, 0, y),
      colourAt(picture, widthPx - 1, y),
    ]).flat(),
  )
  let weight = 0
  let moment = 0
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      const differs = distance(colourAt(picture, x, y), edge) ** 2
      weight += differs
      moment += differs * (x + 0.5)
    }
  }
  return weight === 0 ? 0.5 : moment / weight / widthPx
}

/** How far a new picture moves to the colours it was lent: 1 is all the way. */
const lentShare = 0.72
/** A spread is stretched so far and no further, or grain becomes a storm. */
const [narrowest, widest] = [0.35, 2.4]

/**
 * Gives a picture the lent colours, in place: each channel gets the mean and the spread of the lender's.
 *
 * @see Reinhard et al. 2001, "Color Transfer between Images", here on the channels of sRGB
 */
export function lendColours(rgba: Uint8ClampedArray, lent: Lent): void {
  const own = readLent([
    {
      rgba: new Uint8Array(rgba.buffer, rgba.byteOffset, rgba.length),
      widthPx: rgba.length / 4,
      heightPx: 1,
    },
  ])
  if (own === undefined) return
  for (const channel of [0, 1, 2] as const) {
    const stretch = Math.min(
      widest,
      Math.max(narrowest, lent.spread[channel] / Math.max(own.spread[channel], 1)),
    )
    const [from, to] = [own.mean[channel], lent.mean[channel]]
    for (let at = channel; at < rgba.length; at += 4) {
      const was = rgba[at] ?? 0
      const asLent = (was - from) * stretch + to
      rgba[at] = was + (asLent - was) * lentShare
    }
  }
}
