import { ImageFault } from './image-fault.ts'

/** How large a picture may be; both are of the stored picture. */
export interface ImageLimits {
  maximumSidePx: number
  maximumPixels: number
}

/** A side of 16 384 and 40 million pixels: larger than any camera in use, and 160 MB when decoded. */
export const defaultImageLimits: ImageLimits = { maximumSidePx: 16_384, maximumPixels: 40_000_000 }

/** @throws ImageFault malformed for a picture of nothing, too-large-side, too-many-pixels */
export function checkSize(
  { widthPx, heightPx }: { widthPx: number; heightPx: number },
  { maximumSidePx, maximumPixels }: ImageLimits,
): void {
  if (widthPx === 0 || heightPx === 0) throw new ImageFault('malformed')
  if (widthPx > maximumSidePx || heightPx > maximumSidePx) throw new ImageFault('too-large-side')
  if (widthPx * heightPx > maximumPixels) throw new ImageFault('too-many-pixels')
}
