import type { ImageFacts } from './image-facts.ts'
import { ImageFault } from './image-fault.ts'
import { defaultImageLimits, type ImageLimits } from './image-limits.ts'
import { readImage } from './inspect-image.ts'
import type { NeedsDecoding } from './read-image.ts'

/** A clean file in pieces, or why there is none without decoding. */
export type RewrittenImage =
  | { facts: ImageFacts; pieces: readonly Buffer[]; needsDecoding?: never }
  | { facts: ImageFacts; pieces: undefined; needsDecoding: NeedsDecoding }

/**
 * Writes the same picture anew from the parts that make it and nothing else: no Exif but the orientation, no GPS, XMP,
 * IPTC, maker notes, thumbnails, second pictures, comments, texts, times, unknown parts, nothing behind the end.
 *
 * Lossless: coded pixels stay as they are. Orientation and colour profile stay, the profile without its texts. The pieces
 * in their order are the file; those that nothing changes are views of `bytes`, the others are shared: none may be written
 * to. Rewriting the file again gives the same. Marks of origin go too and are told in `facts`. What an encoder hid inside
 * the coded pixels stays, as it would in the pixels themselves.
 *
 * @throws ImageFault
 */
export function rewriteImage(bytes: Buffer, limits: ImageLimits = defaultImageLimits): RewrittenImage {
  const { facts, needsDecoding, cleanPieces } = readImage(bytes, limits)
  if (facts.isAnimated) throw new ImageFault('animated')
  if (needsDecoding !== undefined) return { facts, pieces: undefined, needsDecoding }
  return { facts, pieces: cleanPieces() }
}
