import { ImageFault } from '../image-fault.ts'
import type { WebpChunk } from './webp-chunks.ts'

export interface WebpBitstream {
  type: 'VP8 ' | 'VP8L'
  widthPx: number
  heightPx: number
  /** Its own alpha; a lossy picture has it in a chunk beside. */
  hasAlpha: boolean
}

/**
 * Reads the head of a picture's coded data.
 *
 * @throws ImageFault malformed
 * @see RFC 6386 9.1 for VP8; RFC 9649 3.4 for VP8L
 */
export function readBitstream({ type, payload }: WebpChunk): WebpBitstream {
  return type === 'VP8L' ? readLossless(payload) : readLossy(payload)
}

/** Frame tag of three bytes (key frame, version, shown, size of the first partition), start code, sides of 14 bits. */
function readLossy(payload: Buffer): WebpBitstream {
  if (payload.length < 10) throw new ImageFault('malformed')
  const tag = payload.readUIntLE(0, 3)
  const isKeyFrame = (tag & 1) === 0
  const version = (tag >> 1) & 7
  const isShown = ((tag >> 4) & 1) === 1
  const firstPartition = tag >> 5
  const isRight = isKeyFrame && version <= 3 && isShown && payload.readUIntBE(3, 3) === 0x9d012a
  if (!isRight || 10 + firstPartition > payload.length) throw new ImageFault('malformed')
  return {
    type: 'VP8 ',
    widthPx: payload.readUInt16LE(6) & 0x3fff,
    heightPx: payload.readUInt16LE(8) & 0x3fff,
    hasAlpha: false,
  }
}

/** Signature, then 14 bits of width less one, 14 of height less one, alpha, and a version of three bits that is nought. */
function readLossless(payload: Buffer): WebpBitstream {
  if (payload.length < 5 || payload.readUInt8(0) !== 0x2f) throw new ImageFault('malformed')
  const head = payload.readUInt32LE(1)
  if (head >>> 29 !== 0) throw new ImageFault('malformed')
  return {
    type: 'VP8L',
    widthPx: (head & 0x3fff) + 1,
    heightPx: ((head >>> 14) & 0x3fff) + 1,
    hasAlpha: ((head >>> 28) & 1) === 1,
  }
}
