import { ImageFault } from '../image-fault.ts'
import { findScanEnd } from './find-scan-end.ts'
import { isRestart, marker } from './markers.ts'

export interface JpegSegment {
  code: number
  /** The 0xFF of the marker; fill bytes lie before it. */
  at: number
  /** Behind the payload; for a scan, behind its coded data. */
  end: number
  payload: Buffer
}

/** Far more than a picture has: a profile and a manifest of 16 MB together need 512. */
const maximumSegments = 4_096

/**
 * Goes from segment to segment up to the end mark; what follows it is no part of the picture.
 *
 * @throws ImageFault truncated, malformed
 * @see ITU-T T.81 B.1 and B.2
 */
export function* walkSegments(bytes: Buffer): Generator<JpegSegment> {
  let at = 2
  for (let count = 0; count < maximumSegments; count += 1) {
    const segment = readSegment(bytes, at)
    if (segment === undefined) throw new ImageFault('truncated')
    if (segment.code === marker.startOfScan) {
      const end = findScanEnd(bytes, segment.end)
      if (end === -1) throw new ImageFault('truncated')
      segment.end = end
    }
    yield segment
    if (segment.code === marker.endOfImage) return
    at = segment.end
  }
  throw new ImageFault('malformed')
}

/**
 * Reads the marker at a place and its segment; `undefined` if the bytes end before it does.
 *
 * @throws ImageFault malformed where no marker stands, or one that stands for itself
 */
export function readSegment(bytes: Buffer, from: number): JpegSegment | undefined {
  let position = from
  while (bytes[position] === 0xff) position += 1
  const code = bytes[position]
  if (code === undefined) return undefined
  if (position === from || code < 0xc0 || isRestart(code) || code === marker.startOfImage)
    throw new ImageFault('malformed')
  const at = position - 1
  const payloadAt = position + 3
  if (code === marker.endOfImage) return { code, at, end: position + 1, payload: bytes.subarray(0, 0) }
  if (payloadAt > bytes.length) return undefined
  const length = bytes.readUInt16BE(position + 1)
  if (length < 2) throw new ImageFault('malformed')
  const end = position + 1 + length
  return end > bytes.length ? undefined : { code, at, end, payload: bytes.subarray(payloadAt, end) }
}

export function makeSegment(code: number, payload: Buffer): Buffer {
  const head = Buffer.from([0xff, code, 0, 0])
  head.writeUInt16BE(payload.length + 2, 2)
  return Buffer.concat([head, payload])
}
