import { ImageFault } from '../image-fault.ts'
import type { PngChunk } from './png-chunks.ts'

/**
 * The run of IDAT chunks: they follow one another, and the stream they make begins as zlib does. It is not unpacked.
 *
 * @see PNG 3rd edition 11.2.3 and 10.1; RFC 1950 2.2
 */
export class PngPixels {
  #from: number | undefined
  #to = 0
  #hasEnded = false
  /** The first two bytes of the stream, which may lie in two chunks. */
  #streamHead = Buffer.alloc(0)

  get hasBegun(): boolean {
    return this.#from !== undefined
  }

  /** @throws ImageFault malformed if pixels come in two runs */
  pass({ type, at, end, payload }: PngChunk): void {
    if (type !== 'IDAT') {
      this.#hasEnded = this.hasBegun
      return
    }
    if (this.#hasEnded) throw new ImageFault('malformed')
    this.#from ??= at
    this.#to = end
    if (this.#streamHead.length < 2)
      this.#streamHead = Buffer.concat([this.#streamHead, payload.subarray(0, 2)]).subarray(0, 2)
  }

  /** @throws ImageFault malformed if there are none, or the stream is not one */
  check(): void {
    if (this.#streamHead.length < 2) throw new ImageFault('malformed')
    const head = this.#streamHead.readUInt16BE()
    const isDeflate = (head >> 8) % 16 === 8 && head >> 12 <= 7
    const hasDictionary = (head & 0x20) !== 0
    if (!isDeflate || hasDictionary || head % 31 !== 0) throw new ImageFault('malformed')
  }

  of(bytes: Buffer): Buffer {
    return bytes.subarray(this.#from, this.#to)
  }
}
