import type { ImageBytes, MediaType } from '#partner-spec'
import { PartnerFault } from '../partner-fault.ts'

const headBytes = 12
const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex')

/** What a picture is by its first twelve bytes. @see PNG 3rd edition 5.2; ITU-T T.81 B.1.1.3; RFC 9649 section 2.4 */
export function mediaTypeOf(head: Buffer): MediaType | undefined {
  if (head.length < headBytes) return undefined
  if (head.subarray(0, 8).equals(pngSignature)) return 'image/png'
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'image/jpeg'
  const isWebp = head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP'
  return isWebp ? 'image/webp' : undefined
}

/**
 * Reads as far as it takes to know what a picture is, whatever its sender calls it.
 *
 * @throws PartnerFault when it is none that is taken
 */
export async function recognisePicture(
  bytes: ImageBytes,
): Promise<{ mediaType: MediaType; bytes: ImageBytes }> {
  const pieces = bytes[Symbol.asyncIterator]()
  let head = Buffer.alloc(0)
  while (head.length < headBytes) {
    const { done, value } = await pieces.next()
    if (done === true) break
    head = Buffer.concat([head, value])
  }
  const mediaType = mediaTypeOf(head)
  if (mediaType === undefined) throw new PartnerFault('malformed-answer', 'sent')
  return { mediaType, bytes: continueFrom(head, pieces) }
}

async function* continueFrom(head: Buffer, pieces: AsyncIterator<Uint8Array>): ImageBytes {
  yield head
  for (;;) {
    const { done, value } = await pieces.next()
    if (done === true) return
    yield value
  }
}
