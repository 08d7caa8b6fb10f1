import { zero } from './keys.ts'

const nothing = Buffer.alloc(0)

/** Takes runs of bytes from pieces of any size, in order. Copies only what lies across a border of two pieces. */
export class PieceCutter {
  readonly #across: Buffer
  #held = 0
  #piece: Buffer = nothing
  #at = 0

  /** @param longestBytes the most that is ever taken at once */
  constructor(longestBytes: number) {
    this.#across = Buffer.allocUnsafeSlow(longestBytes)
  }

  /** How many bytes can be taken. */
  get length(): number {
    return this.#held + this.#piece.length - this.#at
  }

  /** Goes on with the next piece, behind what was kept of the one before. */
  offer(piece: Uint8Array): void {
    this.#piece = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
    this.#at = 0
  }

  /** The next bytes, at most `length` of them; good until the next call. */
  take(sizeBytes: number): Buffer {
    const from = this.#at
    this.#at += sizeBytes - this.#held
    if (this.#held === 0) return this.#piece.subarray(from, this.#at)
    this.#piece.copy(this.#across, this.#held, from, this.#at)
    this.#held = 0
    return this.#across.subarray(0, sizeBytes)
  }

  /** Copies what was not taken, because the source may use its piece again. It must be shorter than the longest run. */
  keep(): void {
    this.#held += this.#piece.copy(this.#across, this.#held, this.#at)
    this.#piece = nothing
    this.#at = 0
  }

  /** Overwrites what it copied. */
  clear(): void {
    zero(this.#across)
  }
}
