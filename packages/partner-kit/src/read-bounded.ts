import { PartnerFault } from './partner-fault.ts'

/** Reads what is no picture whole. @throws PartnerFault malformed-answer when it is longer */
export async function readBounded(bytes: AsyncIterable<Uint8Array>, maximumBytes: number): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let total = 0
  for await (const piece of bytes) {
    total += piece.byteLength
    if (total > maximumBytes) throw new PartnerFault('malformed-answer', 'sent')
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
