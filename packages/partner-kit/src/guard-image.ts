import type { ImageBytes, MediaType } from '#partner-spec'
import { type PictureSize, startWalk } from './pictures/picture-walk.ts'
import { mediaTypeOf } from './pictures/recognise-picture.ts'

/** What a partner called an image is none, is cut short, or is larger than any it may send. */
export class ImageRejected extends Error {
  override readonly name = 'ImageRejected'
}

export interface ImageLimits {
  mediaType: MediaType
  maximumBytes: number
  /** Of the picture once it is unpacked. */
  maximumPixels?: number
}

export interface GuardedImage {
  /** @throws ImageRejected while reading */
  bytes: ImageBytes
  /** As it says itself, known once the bytes have passed. */
  size(): PictureSize | undefined
}

const headBytes = 12
const usualMaximumPixels = 40_000_000

/**
 * Lets an image pass as it streams, if its first bytes are those of its media type, it is no larger than allowed, packed
 * and unpacked, and it comes to its end.
 */
export function guardImage(bytes: ImageBytes, limits: ImageLimits): GuardedImage {
  const walk = startWalk(limits.mediaType)
  return { bytes: watch(bytes, walk, limits), size: () => walk.size() }
}

async function* watch(
  bytes: ImageBytes,
  walk: ReturnType<typeof startWalk>,
  { mediaType, maximumBytes, maximumPixels = usualMaximumPixels }: ImageLimits,
): ImageBytes {
  let head: Buffer | undefined = Buffer.alloc(0)
  let total = 0
  for await (const arrived of bytes) {
    total += arrived.byteLength
    if (total > maximumBytes) throw new ImageRejected('the image is larger than allowed')
    const piece: Buffer = head === undefined ? asBuffer(arrived) : Buffer.concat([head, arrived])
    if (head !== undefined && piece.length < headBytes) {
      head = piece
      continue
    }
    if (head !== undefined && mediaTypeOf(piece) !== mediaType)
      throw new ImageRejected('the bytes are not of their media type')
    head = undefined
    if (!walk.follow(piece)) throw new ImageRejected('the bytes are not in the order of their media type')
    checkSize(walk.size(), maximumPixels)
    yield piece
  }
  if (!walk.isWhole() || walk.size() === undefined) throw new ImageRejected('the image is cut off')
}

function checkSize(size: PictureSize | undefined, maximumPixels: number): void {
  if (size === undefined) return
  const pixels = size.widthPx * size.heightPx
  if (pixels < 1 || pixels > maximumPixels)
    throw new ImageRejected('the image is of a size that is not allowed')
}

const asBuffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
