import { DecodingFault } from './decoding-fault.ts'

/**
 * Collects what a child says. A decoder that was taken over could talk without end; what it may say is known before.
 *
 * @throws DecodingFault too-large
 */
export async function collectAtMost(source: AsyncIterable<Buffer>, maximumBytes: number): Promise<Buffer> {
  const pieces: Buffer[] = []
  let total = 0
  for await (const piece of source) {
    total += piece.length
    if (total > maximumBytes) throw new DecodingFault('too-large')
    pieces.push(piece)
  }
  return Buffer.concat(pieces, total)
}
