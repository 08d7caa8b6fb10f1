import { ImageFault } from './image-fault.ts'

const firstBytes = 64 * 1024

/** Bytes that arrive in pieces, in one buffer that doubles as they do, up to a limit. */
export class GrowingBytes {
  readonly #maximumBytes: number
  #room = Buffer.alloc(firstBytes)
  #length = 0

  constructor(maximumBytes: number) {
    this.#maximumBytes = maximumBytes
  }

  /** All that has arrived; a view that the next piece may leave behind. */
  get bytes(): Buffer {
    return this.#room.subarray(0, this.#length)
  }

  /** @throws ImageFault malformed beyond the limit: no picture has so much */
  add(piece: Uint8Array): void {
    const length = this.#length + piece.byteLength
    if (length > this.#maximumBytes) throw new ImageFault('malformed')
    if (length > this.#room.length) {
      const room = Buffer.alloc(Math.max(length, this.#room.length * 2))
      room.set(this.bytes)
      this.#room.fill(0)
      this.#room = room
    }
    this.#room.set(piece, this.#length)
    this.#length = length
  }
}
