import type { ImageFacts } from './image-facts.ts'
import { defaultImageLimits, type ImageLimits } from './image-limits.ts'
import { readJpeg } from './jpeg/read-jpeg.ts'
import { readPng } from './png/read-png.ts'
import type { ReadImage } from './read-image.ts'
import { type ImageMediaType, recognise } from './recognise.ts'
import { readWebp } from './webp/read-webp.ts'

const readers: Readonly<Record<ImageMediaType, (bytes: Buffer, limits: ImageLimits) => ReadImage>> = {
  'image/png': readPng,
  'image/jpeg': readJpeg,
  'image/webp': readWebp,
}

/**
 * Says what a PNG, JPEG or WebP is, from its whole structure and without decoding a pixel.
 *
 * Judged by content only; takes time in proportion to the length. A moving picture is described, not refused.
 *
 * @throws ImageFault for everything but `animated`
 */
export function inspectImage(bytes: Buffer, limits: ImageLimits = defaultImageLimits): ImageFacts {
  return readImage(bytes, limits).facts
}

export function readImage(bytes: Buffer, limits: ImageLimits): ReadImage {
  return readers[recognise(bytes)](bytes, limits)
}
