import { ImageFault } from '../image-fault.ts'
import { type MarkingHead, type Place, spliceAt } from '../marking-head.ts'
import { makeChunk, readChunk, readChunkHead, signatureBytes } from './png-chunks.ts'
import { isXmpChunk, makeXmpPayload, PngMarks } from './png-marks.ts'

/** The mark goes behind IHDR, in an iTXt chunk that is not packed (XMP part 3, 1.1.5). */
export class PngMarkingHead implements MarkingHead {
  #at = signatureBytes
  #headerEnd = 0
  readonly #old: Place[] = []
  readonly #marks = new PngMarks()

  get marks() {
    return this.#marks.found
  }

  read(bytes: Buffer): boolean {
    for (;;) {
      const head = readChunkHead(bytes, this.#at)
      if (head === undefined) return false
      if ((this.#headerEnd === 0) !== (head.type === 'IHDR')) throw new ImageFault('malformed')
      if (head.type === 'IDAT') return true
      if (head.type === 'IEND') throw new ImageFault('malformed')
      const chunk = readChunk(bytes, this.#at)
      if (chunk === undefined) return false
      if (chunk.type === 'IHDR') this.#headerEnd = chunk.end
      if (isXmpChunk(chunk)) this.#old.push({ from: chunk.at, to: chunk.end })
      this.#marks.add(chunk)
      this.#at = chunk.end
    }
  }

  splice(bytes: Buffer, packet: Buffer): Buffer[] {
    const piece = makeChunk('iTXt', makeXmpPayload(packet))
    return spliceAt(bytes, this.#headerEnd, { piece, without: this.#old })
  }
}
