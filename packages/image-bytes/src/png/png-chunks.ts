import { crc32 } from 'node:zlib'
import { ImageFault } from '../image-fault.ts'

export interface PngChunk {
  type: string
  /** From the length field to behind the checksum. */
  at: number
  end: number
  payload: Buffer
}

export const signatureBytes = 8
/** Length, type and checksum around the payload. */
export const frameBytes = 12
/** A PNG in pieces of 8 KiB stays below this at 130 MB; more are made to keep a reader busy. */
const maximumChunks = 16_384
const maximumLength = 0x7f_ff_ff_ff

/**
 * Goes from chunk to chunk up to the end mark; what follows it is no part of the picture.
 *
 * @throws ImageFault truncated, malformed
 * @see PNG 3rd edition 5.3
 */
export function* walkChunks(bytes: Buffer): Generator<PngChunk> {
  let at = signatureBytes
  for (let count = 0; count < maximumChunks; count += 1) {
    const chunk = readChunk(bytes, at)
    if (chunk === undefined) throw new ImageFault('truncated')
    yield chunk
    if (chunk.type === 'IEND') return
    at = chunk.end
  }
  throw new ImageFault('malformed')
}

/**
 * Reads the chunk at a place; `undefined` if the bytes end before it does.
 *
 * @throws ImageFault malformed
 */
export function readChunk(bytes: Buffer, at: number): PngChunk | undefined {
  const head = readChunkHead(bytes, at)
  if (head === undefined || head.end > bytes.length) return undefined
  const { type, end } = head
  return { type, at, end, payload: bytes.subarray(at + 8, end - 4) }
}

/** Length and type alone; `undefined` if the bytes end before. */
export function readChunkHead(bytes: Buffer, at: number): { type: string; end: number } | undefined {
  if (at + 8 > bytes.length) return undefined
  const length = bytes.readUInt32BE(at)
  const type = readType(bytes, at + 4)
  if (length > maximumLength || type === undefined) throw new ImageFault('malformed')
  return { type, end: at + frameBytes + length }
}

/** Coded pixels often come in hundreds of chunks: their type is told without making a string each time. */
const pixels = { type: 'IDAT', code: 0x49_44_41_54, sum: crc32('IDAT') }

/** Four letters; `undefined` for anything else. */
function readType(bytes: Buffer, at: number): string | undefined {
  if (bytes.readUInt32BE(at) === pixels.code) return pixels.type
  const type = bytes.toString('latin1', at, at + 4)
  return /^[A-Za-z]{4}$/.test(type) ? type : undefined
}

/** The checksum is over type and payload (PNG 3rd edition 5.5). */
export function hasRightChecksum(bytes: Buffer, { type, end, payload }: PngChunk): boolean {
  const sumOfType = type === pixels.type ? pixels.sum : crc32(type)
  return crc32(payload, sumOfType) === bytes.readUInt32BE(end - 4)
}

export function makeChunk(type: string, payload: Buffer): Buffer {
  const chunk = Buffer.alloc(frameBytes + payload.length)
  chunk.writeUInt32BE(payload.length)
  chunk.write(type, 4, 'latin1')
  payload.copy(chunk, 8)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4)
  return chunk
}
