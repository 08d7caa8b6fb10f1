import sharp from 'sharp'

/** Screens are compared as thumbnails of this width: what a letter's edge does on another machine is gone, a moved column is not. */
const thumbnailWidthPx = 120

/** How far a thumbnail may be from its reference, in steps of 0 to 255. */
export const bounds = {
  /** The mean over all of it: a theme or a picture that changed. */
  mean: 2.5,
  /** The largest share of places that differ by more than `place`: a column, a button, a line that came or went. */
  share: 0.01,
  place: 24,
} as const

export interface Difference {
  mean: number
  share: number
}

/** How a screen differs from its reference; another size of the screen is the largest difference there is. */
export async function compareScreens(shot: Buffer, reference: Buffer): Promise<Difference> {
  const [one, other] = await Promise.all([shrink(shot), shrink(reference)])
  if (one.length !== other.length) return { mean: 255, share: 1 }
  let sum = 0
  let far = 0
  for (let at = 0; at < one.length; at += 3) {
    const steps = [0, 1, 2].map((channel) => Math.abs((one[at + channel] ?? 0) - (other[at + channel] ?? 0)))
    sum += steps.reduce((all, step) => all + step, 0)
    if (Math.max(...steps) > bounds.place) far += 1
  }
  return { mean: sum / one.length, share: far / (one.length / 3) }
}

/** Opened whole first: a WebP that is made small while it is opened is made small in another way than a PNG. */
async function shrink(screen: Buffer): Promise<Buffer> {
  const { data, info } = await sharp(screen).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  return sharp(data, { raw: { width, height, channels } })
    .resize({ width: thumbnailWidthPx, kernel: 'lanczos3' })
    .raw()
    .toBuffer()
}
