import type { ImageBytes, MediaType } from '#partner-spec'

/** What a partner called an image is none, or is larger than any it may send. */
export class ImageRejected extends Error {
  override readonly name = 'ImageRejected'
}

const headBytes = 12

/**
 * Lets an image pass as it streams, if its first bytes are those of its media type and it ends within the limit.
 *
 * @throws ImageRejected while reading
 */
export async function* guardImage(
  bytes: ImageBytes,
  { mediaType, maximumBytes }: { mediaType: MediaType; maximumBytes: number },
): ImageBytes {
  let head: Buffer | undefined = Buffer.alloc(0)
  let total = 0
  for await (const piece of bytes) {
    total += piece.byteLength
    if (total > maximumBytes) throw new ImageRejected('the image is larger than allowed')
    if (head === undefined) {
      yield piece
      continue
    }
    head = Buffer.concat([head, piece])
    if (head.length < headBytes) continue
    if (!startsAs(mediaType, head)) throw new ImageRejected('the bytes are not of their media type')
    yield head
    head = undefined
  }
  if (head !== undefined) throw new ImageRejected('the image is cut off')
}

const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex')

/** @see PNG 3rd edition 5.2; ITU-T T.81 B.1.1.3; RFC 9649 section 2.4 */
function startsAs(mediaType: MediaType, head: Buffer): boolean {
  if (mediaType === 'image/png') return head.subarray(0, 8).equals(pngSignature)
  if (mediaType === 'image/jpeg') return head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff
  return head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP'
}
