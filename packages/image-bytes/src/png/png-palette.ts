import { ImageFault } from '../image-fault.ts'
import type { PngHeader } from './png-header.ts'

/**
 * Checks PLTE against IHDR.
 *
 * @throws ImageFault malformed
 * @see PNG 3rd edition 11.2.2
 */
export function checkPalette(palette: Buffer, { colourModel, bitDepth }: PngHeader): void {
  const entries = palette.length / 3
  const isRight = Number.isInteger(entries) && entries >= 1 && entries <= 256
  if (!isRight || colourModel === 'grey' || colourModel === 'grey-alpha') throw new ImageFault('malformed')
  if (colourModel === 'palette' && entries > 2 ** bitDepth) throw new ImageFault('malformed')
}

/**
 * Says if a tRNS chunk is one for this picture; with an alpha channel there can be none.
 *
 * @see PNG 3rd edition 11.3.1.1
 */
export function isTransparency(
  transparency: Buffer,
  { header, palette }: { header: PngHeader; palette: Buffer | undefined },
): boolean {
  const { length } = transparency
  if (header.colourModel === 'grey') return length === 2
  if (header.colourModel === 'rgb') return length === 6
  return (
    header.colourModel === 'palette' && palette !== undefined && length >= 1 && length <= palette.length / 3
  )
}
