import { GrowingBytes } from './growing-bytes.ts'
import { ImageFault } from './image-fault.ts'
import { makeMarkingHead } from './insert-provenance-mark.ts'
import { isMarked, makeMarkPacket, type MarkTerm } from './mark-packet.ts'
import { type ImageMediaType, recognise } from './recognise.ts'
import { markWebp } from './webp/mark-webp.ts'

/** What a file has before its pixels: profile, Exif and a manifest with its thumbnails stay well below. */
const maximumHeadBytes = 4 * 1024 * 1024
/** A WebP tells its whole length first and has its marks last: it is held whole. */
const maximumWebpBytes = 32 * 1024 * 1024
const recognisedBytes = 12

/**
 * Puts the same mark as `insertProvenanceMark` into a picture while it streams.
 *
 * PNG and JPEG are held up to their pixels, 4 MB at most, and pass on as they come; WebP is held whole, 32 MB at most.
 * A mark that a PNG carries behind its pixels is not seen in time: the picture then has both.
 *
 * @throws ImageFault while reading, if the bytes are not of the media type, end inside what is held, or are more than is held
 */
export async function* markStream(
  source: AsyncIterable<Uint8Array>,
  mediaType: ImageMediaType,
  term: MarkTerm = 'trainedAlgorithmicMedia',
): AsyncGenerator<Buffer> {
  const packet = makeMarkPacket(term)
  if (mediaType === 'image/webp') yield markWebp(await gatherWebp(source), packet)
  else yield* markAtHead(source, mediaType, packet)
}

async function gatherWebp(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const gathered = new GrowingBytes(maximumWebpBytes)
  for await (const piece of source) gathered.add(piece)
  checkType(gathered.bytes, 'image/webp')
  return gathered.bytes
}

async function* markAtHead(
  source: AsyncIterable<Uint8Array>,
  mediaType: Exclude<ImageMediaType, 'image/webp'>,
  packet: Buffer,
): AsyncGenerator<Buffer> {
  const head = makeMarkingHead(mediaType)
  const gathered = new GrowingBytes(maximumHeadBytes)
  let isHead = true
  for await (const piece of source) {
    if (!isHead) {
      yield Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
      continue
    }
    gathered.add(piece)
    const { bytes } = gathered
    if (bytes.length < recognisedBytes) continue
    checkType(bytes, mediaType)
    if (!head.read(bytes)) continue
    isHead = false
    if (isMarked(head.marks)) yield bytes
    else yield* head.splice(bytes, packet)
  }
  if (!isHead) return
  checkType(gathered.bytes, mediaType)
  throw new ImageFault('truncated')
}

function checkType(bytes: Buffer, mediaType: ImageMediaType): void {
  if (recognise(bytes) !== mediaType) throw new ImageFault('not-an-image')
}
