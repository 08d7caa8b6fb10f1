/** Bytes that arrive in pieces, with a place in them. Everything that reads one answer moves the same place. */
export class ByteSource {
  readonly #pieces: AsyncIterator<Uint8Array>
  #piece: Buffer = Buffer.alloc(0)
  #at = 0

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#pieces = bytes[Symbol.asyncIterator]()
  }

  /** What has arrived and was not taken: never empty, and undefined at the end. */
  async peek(): Promise<Buffer | undefined> {
    while (this.#at >= this.#piece.length) {
      const { done, value } = await this.#pieces.next()
      if (done === true) return undefined
      this.#piece = Buffer.from(value.buffer, value.byteOffset, value.byteLength)
      this.#at = 0
    }
    return this.#at === 0 ? this.#piece : this.#piece.subarray(this.#at)
  }

  /** Moves on, within what was last peeked at. */
  take(count: number): void {
    this.#at += count
  }
}

/** Part of something longer: a reader that leaves it early does not end it, and whoever reads on passes over the rest. */
export const withoutReturn = (part: AsyncGenerator<Uint8Array>): AsyncIterable<Uint8Array> => ({
  [Symbol.asyncIterator]: () => ({ next: () => part.next() }),
})
