import { hostileJpegs } from './hostile-jpegs.ts'
import { hostilePngs } from './hostile-pngs.ts'
import type { HostileImage } from './hostile-image.ts'
import { hostileWebps } from './hostile-webps.ts'
import { otherFiles } from './other-files.ts'
import { jpegWith } from './jpeg-builder.ts'
import { pngWith } from './png-builder.ts'
import { vp8l, vp8x, webpOf } from './webp-builder.ts'

const whole = [
  ['PNG', pngWith({ width: 40, height: 40 })],
  ['JPEG', jpegWith({ width: 400, height: 400 })],
  ['WebP', webpOf([vp8x(), vp8l()])],
] as const

const cutOff = whole.flatMap(([type, bytes]) =>
  Array.from({ length: 12 }, (_, twelfth): HostileImage => {
    const length = 1 + Math.floor((twelfth * (bytes.length - 1)) / 12)
    return [`${type} cut off after ${length} bytes`, bytes.subarray(0, length), 'truncated']
  }),
)

/** Files that are none, are not what they say, or are made to harm; each with what is to become of it. */
export const hostileImages: readonly HostileImage[] = [
  ...otherFiles,
  ...cutOff,
  ...hostilePngs,
  ...hostileJpegs,
  ...hostileWebps,
]
