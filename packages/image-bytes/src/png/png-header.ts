import type { ColourModel } from '../image-facts.ts'
import { ImageFault } from '../image-fault.ts'
import { hasRightChecksum, type PngChunk, readChunk, signatureBytes } from './png-chunks.ts'

export interface PngHeader {
  widthPx: number
  heightPx: number
  bitDepth: number
  colourModel: ColourModel
  /** Behind the chunk. */
  end: number
}

const models: Readonly<Record<number, { colourModel: ColourModel; bitDepths: readonly number[] }>> = {
  0: { colourModel: 'grey', bitDepths: [1, 2, 4, 8, 16] },
  2: { colourModel: 'rgb', bitDepths: [8, 16] },
  3: { colourModel: 'palette', bitDepths: [1, 2, 4, 8] },
  4: { colourModel: 'grey-alpha', bitDepths: [8, 16] },
  6: { colourModel: 'rgba', bitDepths: [8, 16] },
}

/**
 * Reads IHDR, which must be the first chunk.
 *
 * @throws ImageFault truncated, malformed
 * @see PNG 3rd edition 11.2.1
 */
export function readPngHeader(bytes: Buffer): PngHeader {
  const chunk = readChunk(bytes, signatureBytes)
  if (chunk === undefined) throw new ImageFault('truncated')
  if (!isHeader(bytes, chunk)) throw new ImageFault('malformed')
  const { payload, end } = chunk
  const bitDepth = payload.readUInt8(8)
  const model = models[payload.readUInt8(9)]
  const [compression, filter, interlace] = payload.subarray(10)
  if (model === undefined || !model.bitDepths.includes(bitDepth)) throw new ImageFault('malformed')
  if (compression !== 0 || filter !== 0 || (interlace !== 0 && interlace !== 1))
    throw new ImageFault('malformed')
  return {
    widthPx: payload.readUInt32BE(0),
    heightPx: payload.readUInt32BE(4),
    bitDepth,
    colourModel: model.colourModel,
    end,
  }
}

function isHeader(bytes: Buffer, chunk: PngChunk): boolean {
  return chunk.type === 'IHDR' && chunk.payload.length === 13 && hasRightChecksum(bytes, chunk)
}
