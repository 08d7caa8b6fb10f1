import type { ImageSize } from '#contract'

const usualRatios = [
  [1, 1],
  [5, 4],
  [4, 3],
  [3, 2],
  [16, 9],
  [2, 1],
  [21, 9],
  [3, 1],
] as const

/** The shape of a size as people name it: the nearest usual ratio within two percent, else its own in lowest terms. */
export function ratioOf({ widthPx, heightPx }: ImageSize): string {
  const isTall = heightPx > widthPx
  const ratio = isTall ? heightPx / widthPx : widthPx / heightPx
  const found = usualRatios.find(([long, short]) => Math.abs(long / short / ratio - 1) < 0.02)
  const [long, short] = found ?? [Math.round(ratio * 100) / 100, 1]
  return isTall ? `${short}:${long}` : `${long}:${short}`
}
