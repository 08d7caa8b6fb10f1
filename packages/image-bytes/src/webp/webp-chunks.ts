import { ImageFault } from '../image-fault.ts'

export interface WebpChunk {
  type: string
  /** From the type to behind the padding. */
  at: number
  end: number
  payload: Buffer
}

export const riffHeadBytes = 12
const chunkHeadBytes = 8
/** A still picture has at most seven of known types. */
const maximumChunks = 4_096

/**
 * Goes from chunk to chunk as far as the container says it reaches; what follows it is no part of the picture.
 *
 * @throws ImageFault truncated, malformed
 * @see RFC 9649 2.3 and 2.4
 */
export function* walkChunks(bytes: Buffer): Generator<WebpChunk> {
  const end = containerEnd(bytes)
  let at = riffHeadBytes
  for (let count = 0; at < end; count += 1) {
    if (count === maximumChunks) throw new ImageFault('malformed')
    const chunk = readChunk(bytes, at, end)
    yield chunk
    at = chunk.end
  }
}

/** @throws ImageFault truncated, malformed */
export function containerEnd(bytes: Buffer): number {
  const size = bytes.readUInt32LE(4)
  if (size < riffHeadBytes) throw new ImageFault('malformed')
  if (chunkHeadBytes + size > bytes.length) throw new ImageFault('truncated')
  return chunkHeadBytes + size
}

/** A length that reaches past the container lies, as the container itself is whole. */
function readChunk(bytes: Buffer, at: number, containerEndsAt: number): WebpChunk {
  if (at + chunkHeadBytes > containerEndsAt) throw new ImageFault('malformed')
  const length = bytes.readUInt32LE(at + 4)
  const payloadAt = at + chunkHeadBytes
  const end = payloadAt + length + (length % 2)
  if (end > containerEndsAt) throw new ImageFault('malformed')
  return {
    type: bytes.toString('latin1', at, at + 4),
    at,
    end,
    payload: bytes.subarray(payloadAt, payloadAt + length),
  }
}

/** A chunk as pieces: head, payload, and a padding of nought if the length is odd. */
export function makeChunk(type: string, payload: Buffer): Buffer[] {
  const head = Buffer.alloc(chunkHeadBytes)
  head.write(type, 'latin1')
  head.writeUInt32LE(payload.length, 4)
  return payload.length % 2 === 0 ? [head, payload] : [head, payload, Buffer.alloc(1)]
}

/** Puts the head of the container before chunks. */
export function makeContainer(chunks: readonly Buffer[]): Buffer[] {
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  const size = chunks.reduce((sum, { length }) => sum + length, 4)
  head.writeUInt32LE(size, 4)
  return [head, ...chunks]
}
