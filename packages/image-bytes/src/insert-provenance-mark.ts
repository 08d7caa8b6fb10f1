import { ImageFault } from './image-fault.ts'
import { JpegMarkingHead } from './jpeg/jpeg-marking-head.ts'
import { isMarked, makeMarkPacket, type MarkTerm } from './mark-packet.ts'
import type { MarkingHead } from './marking-head.ts'
import { walkChunks } from './png/png-chunks.ts'
import { PngMarkingHead } from './png/png-marking-head.ts'
import { PngMarks } from './png/png-marks.ts'
import { type ImageMediaType, recognise } from './recognise.ts'
import { markWebp } from './webp/mark-webp.ts'

/**
 * Puts the IPTC digital source type into a picture, as XMP and without touching a pixel; never anything else.
 *
 * A file that carries a mark already (C2PA, TC260, or an IPTC term for what machines made) is given back as it is, the
 * same buffer: a signature over it stays valid. XMP without such a mark is replaced, as a file may have one packet.
 *
 * @throws ImageFault for what is no PNG, JPEG or WebP, or is cut off
 */
export function insertProvenanceMark(bytes: Buffer, term: MarkTerm = 'trainedAlgorithmicMedia'): Buffer {
  const mediaType = recognise(bytes)
  const packet = makeMarkPacket(term)
  if (mediaType === 'image/webp') return markWebp(bytes, packet)
  const head = makeMarkingHead(mediaType)
  if (!head.read(bytes)) throw new ImageFault('truncated')
  const isKnown = isMarked(head.marks) || (mediaType === 'image/png' && isPngMarked(bytes))
  return isKnown ? bytes : Buffer.concat(head.splice(bytes, packet))
}

export function makeMarkingHead(mediaType: Exclude<ImageMediaType, 'image/webp'>): MarkingHead {
  return mediaType === 'image/png' ? new PngMarkingHead() : new JpegMarkingHead()
}

/** Behind the pixels too, where a mark may stand though it should not (C2PA 2.4, A.3). */
function isPngMarked(bytes: Buffer): boolean {
  const marks = new PngMarks()
  for (const chunk of walkChunks(bytes)) marks.add(chunk)
  return isMarked(marks.found)
}
