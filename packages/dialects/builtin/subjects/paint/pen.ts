import type { SKRSContext2D } from '@napi-rs/canvas'
import type { DrawOptions, Palette, Subject } from '../../subject.ts'
import { type Outline, traceCurve, traceOutline, traceSliver } from './outline.ts'

/** Colour of lamplight, the same in every window, lantern and flame. */
export const lamplight = '#ffd98a'

const shadeWash = 'rgba(28, 18, 52, 0.22)'
const rimWash = 'rgba(255, 248, 230, 0.3)'

/** What a drawing is made with: flat shapes, shaded forms and lines, in hundredths of the subject's height. */
export interface Pen extends Palette {
  readonly random: () => number
  readonly lit: boolean
  readonly season: DrawOptions['season']
  /** False in coarse renderings: fine marks may be left out. */
  readonly isFine: boolean
  /** Fills an outline with one tone. */
  flat(colour: string, outline: Outline): void
  /** Fills an outline and models it: shade `depth` wide away from the light, a thin rim towards it. */
  form(colour: string, outline: Outline, depth?: number): void
  /** Draws an open smooth line through `x y, x y, ...`. */
  line(colour: string, width: number, points: string): void
  /** Paints an outline only where it lies on another one. */
  inside(colour: string, mask: Outline, outline: Outline): void
  /** Draws a dark round eye with a spark of light in it. */
  eye(x: number, y: number, radius: number): void
  /** Draws a window pane: dark by day, lamplit at night. */
  pane(outline: Outline): void
  /** Lays a soft round light; nothing when lamps are out. */
  glow(x: number, y: number, radius: number): void
}

type Features = Omit<Subject, 'draw'>

/** Makes a subject of its features and a drawing made with a pen. */
export function subjectOf(features: Features, paint: (pen: Pen) => void): Subject {
  return {
    ...features,
    draw(context, options) {
      context.save()
      context.scale(0.01, 0.01)
      context.lineCap = 'round'
      context.lineJoin = 'round'
      paint(makePen(context, options))
      context.restore()
    },
  }
}

function makePen(context: SKRSContext2D, options: DrawOptions): Pen {
  const { palette } = options
  // The engine mirrors a subject that faces left; the light must stay at the upper left of the picture.
  const side = options.facing === 'left' ? -1 : 1
  const fill = (colour: string, path: ReturnType<typeof traceOutline>) => {
    context.fillStyle = colour
    context.fill(path)
  }
  const flat = (colour: string, outline: Outline) => fill(colour, traceOutline(outline))
  return {
    ...palette,
    random: options.random,
    lit: options.lit,
    season: options.season,
    isFine: options.detail >= 0.4,
    flat,
    form(colour, outline, depth = 5) {
      flat(colour, outline)
      const shade = colour === palette.main ? palette.second : shadeWash
      fill(shade, traceSliver(outline, -depth * 0.7 * side, -depth))
      if (options.detail >= 0.25) fill(rimWash, traceSliver(outline, depth * 0.2 * side, depth * 0.28))
    },
    line(colour, width, points) {
      context.strokeStyle = colour
      context.lineWidth = width
      context.stroke(traceCurve(points))
    },
    inside(colour, mask, outline) {
      context.save()
      context.clip(traceOutline(mask))
      flat(colour, outline)
      context.restore()
    },
    eye(x, y, radius) {
      flat('#1d1622', `o ${x} ${y} ${radius}`)
      flat('#fff8ea', `o ${x + radius * 0.3 * -side} ${y - radius * 0.35} ${radius * 0.34}`)
    },
    pane(outline) {
      flat(options.lit ? lamplight : palette.dark, outline)
    },
    glow(x, y, radius) {
      if (!options.lit) return
      const light = context.createRadialGradient(x, y, 0, x, y, radius)
      light.addColorStop(0, 'rgba(255, 221, 140, 0.75)')
      light.addColorStop(0.4, 'rgba(255, 205, 110, 0.28)')
      light.addColorStop(1, 'rgba(255, 200, 100, 0)')
      context.fillStyle = light
      context.fill(traceOutline(`o ${x} ${y} ${radius}`))
    },
  }
}
