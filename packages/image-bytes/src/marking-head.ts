import type { ProvenanceMark } from './provenance.ts'

/** The beginning of a file, up to its pixels, read as it arrives: where a mark goes, and which old packets it replaces. */
export interface MarkingHead {
  readonly marks: readonly ProvenanceMark[]
  /**
   * Reads on in all that has arrived so far; true once the pixels begin.
   *
   * @throws ImageFault
   */
  read(bytes: Buffer): boolean
  /** Pieces of the same bytes with the packet among them. */
  splice(bytes: Buffer, packet: Buffer): Buffer[]
}

export interface Place {
  from: number
  to: number
}

/** Puts a piece in at a place and leaves out others behind it. */
export function spliceAt(
  bytes: Buffer,
  at: number,
  { piece, without }: { piece: Buffer; without: readonly Place[] },
): Buffer[] {
  const pieces = [bytes.subarray(0, at), piece]
  let from = at
  for (const place of without) {
    pieces.push(bytes.subarray(from, place.from))
    from = place.to
  }
  return [...pieces, bytes.subarray(from)]
}
