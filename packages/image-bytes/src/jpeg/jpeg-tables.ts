import { ImageFault } from '../image-fault.ts'
import type { JpegFrame } from './jpeg-frame.ts'

/**
 * Checks that a segment of quantisation tables is made of whole tables and nothing else.
 *
 * @throws ImageFault malformed
 * @see ITU-T T.81 B.2.4.1
 */
export function checkQuantisation(payload: Buffer): void {
  let at = 0
  while (at < payload.length) {
    const head = payload.readUInt8(at)
    const [precision, destination] = [head >> 4, head & 15]
    if (precision > 1 || destination > 3) throw new ImageFault('malformed')
    at += 1 + 64 * (precision + 1)
  }
  if (at !== payload.length) throw new ImageFault('malformed')
}

/** @see ITU-T T.81 B.2.4.2 */
export function checkHuffman(payload: Buffer): void {
  let at = 0
  while (at < payload.length) {
    const head = payload.readUInt8(at)
    const lengths = payload.subarray(at + 1, at + 17)
    const codes = lengths.reduce((sum, count) => sum + count, 0)
    if (head >> 4 > 1 || (head & 15) > 3 || lengths.length !== 16 || codes > 256)
      throw new ImageFault('malformed')
    at += 17 + codes
  }
  if (at !== payload.length) throw new ImageFault('malformed')
}

/** @see ITU-T T.81 B.2.4.3 */
export function checkArithmetic(payload: Buffer): void {
  if (payload.length % 2 !== 0) throw new ImageFault('malformed')
}

/** @see ITU-T T.81 B.2.4.4 */
export function checkRestartInterval(payload: Buffer): void {
  if (payload.length !== 2) throw new ImageFault('malformed')
}

/**
 * Checks a scan header against its frame.
 *
 * @throws ImageFault malformed
 * @see ITU-T T.81 B.2.3
 */
export function checkScan(payload: Buffer, frame: JpegFrame | undefined): void {
  const count = payload[0] ?? 0
  const isOfLength = payload.length === 4 + 2 * count && count >= 1 && count <= 4
  if (frame === undefined || !isOfLength) throw new ImageFault('malformed')
  for (let index = 0; index < count; index += 1) {
    if (!frame.components.includes(payload.readUInt8(1 + 2 * index))) throw new ImageFault('malformed')
  }
}
