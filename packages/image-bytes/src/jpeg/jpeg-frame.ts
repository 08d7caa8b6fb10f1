import { ImageFault } from '../image-fault.ts'

export interface JpegFrame {
  widthPx: number
  heightPx: number
  bitDepth: number
  components: readonly number[]
  isArithmetic: boolean
}

/** Baseline, extended and progressive, by Huffman (0, 1, 2) or arithmetic coding (9, 10). */
const sequentialOrProgressive = new Set([0xc0, 0xc1, 0xc2, 0xc9, 0xca])

/**
 * Reads a frame header.
 *
 * A height of nought, to be told after the first scan (DNL), and two components are allowed by the standard and read by
 * no decoder in use; lossless and hierarchical frames by few.
 *
 * @throws ImageFault malformed, unsupported-type
 * @see ITU-T T.81 B.2.2
 */
export function readFrame(code: number, payload: Buffer): JpegFrame {
  if (!sequentialOrProgressive.has(code)) throw new ImageFault('unsupported-type', 'jpeg-unusual')
  const count = payload[5]
  if (count === undefined || payload.length !== 6 + 3 * count) throw new ImageFault('malformed')
  const bitDepth = payload.readUInt8(0)
  const [heightPx, widthPx] = [payload.readUInt16BE(1), payload.readUInt16BE(3)]
  if (bitDepth !== 8 && (bitDepth !== 12 || code === 0xc0)) throw new ImageFault('malformed')
  if (heightPx === 0 || count === 2) throw new ImageFault('unsupported-type', 'jpeg-unusual')
  if (count !== 1 && count !== 3 && count !== 4) throw new ImageFault('malformed')
  const components = Array.from({ length: count }, (_, index) =>
    readComponent(payload.subarray(6 + 3 * index)),
  )
  return { widthPx, heightPx, bitDepth, components, isArithmetic: code >= 0xc9 }
}

/** Its id; sampling factors are 1 to 4, tables 0 to 3. */
function readComponent(specification: Buffer): number {
  const sampling = specification.readUInt8(1)
  const factors = [sampling >> 4, sampling & 15]
  if (factors.some((factor) => factor < 1 || factor > 4) || specification.readUInt8(2) > 3)
    throw new ImageFault('malformed')
  return specification.readUInt8(0)
}
