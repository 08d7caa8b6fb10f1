import type { MediaType } from '#partner-spec'

export interface PictureSize {
  widthPx: number
  heightPx: number
}

/** Follows a picture as it passes, without holding it: how large it says it is, and whether it came to its end. */
export interface PictureWalk {
  /** Undefined until its head has passed. */
  size(): PictureSize | undefined
  /** False for bytes that cannot be such a picture. */
  follow(piece: Buffer): boolean
  isWhole(): boolean
}

export const startWalk = (mediaType: MediaType): PictureWalk =>
  ({
    'image/png': () => new PngWalk(),
    'image/jpeg': () => new JpegWalk(),
    'image/webp': () => new WebpWalk(),
  })[mediaType]()

/** Collects the few bytes that are needed next, and passes over the many that are not. */
class Gatherer {
  #bytes = Buffer.alloc(0)
  #toSkip = 0

  skip(count: number): void {
    this.#toSkip += count
  }

  /** Some bytes of what is needed were in an earlier piece. */
  hasBegun(): boolean {
    return this.#bytes.length > 0
  }

  /** Where in the piece it goes on, behind what is to be skipped. */
  pass(piece: Buffer, at: number): number {
    const skipped = Math.min(this.#toSkip, piece.length - at)
    this.#toSkip -= skipped
    return at + skipped
  }

  /** Takes what is needed from the piece; undefined when there is not enough of it yet. */
  gather(piece: Buffer, at: number, count: number): { at: number; bytes: Buffer | undefined } {
    const start = this.pass(piece, at)
    if (this.#toSkip > 0) return { at: start, bytes: undefined }
    const end = Math.min(piece.length, start + count - this.#bytes.length)
    const bytes = Buffer.concat([this.#bytes, piece.subarray(start, end)])
    const isEnough = bytes.length === count
    this.#bytes = isEnough ? Buffer.alloc(0) : bytes
    return { at: end, bytes: isEnough ? bytes : undefined }
  }
}

/** @see PNG 3rd edition 5.3: length, type, content, checksum; IHDR first, IEND last */
class PngWalk implements PictureWalk {
  readonly #gatherer = new Gatherer()
  #size: PictureSize | undefined
  #hasEnded = false

  size(): PictureSize | undefined {
    return this.#size
  }

  follow(piece: Buffer): boolean {
    let at = 0
    while (at < piece.length && !this.#hasEnded) {
      // The signature and the whole first chunk, then the head of each.
      const next = this.#gatherer.gather(piece, at, this.#size === undefined ? 33 : 8)
      at = next.at
      if (next.bytes === undefined) return true
      if (this.#size === undefined) {
        if (next.bytes.toString('latin1', 12, 16) !== 'IHDR') return false
        this.#size = { widthPx: next.bytes.readUInt32BE(16), heightPx: next.bytes.readUInt32BE(20) }
        continue
      }
      this.#gatherer.skip(next.bytes.readUInt32BE(0) + 4)
      // Its checksum is not waited for: an end without it is one all the same.
      this.#hasEnded = next.bytes.toString('latin1', 4) === 'IEND'
    }
    return true
  }

  isWhole(): boolean {
    return this.#hasEnded
  }
}

/** @see ITU-T T.81 annex B: markers, segments with their lengths, coded data in which FF is followed by 00 or RSTn */
class JpegWalk implements PictureWalk {
  readonly #gatherer = new Gatherer()
  #size: PictureSize | undefined
  #state: 'marker' | 'length' | 'frame' | 'coded' | 'ended' = 'marker'
  #marker = 0
  /** Of a frame's segment, behind its size. */
  #frameRest = 0

  size(): PictureSize | undefined {
    return this.#size
  }

  follow(piece: Buffer): boolean {
    let at = 0
    while (at < piece.length && this.#state !== 'ended') {
      at = this.#findNext(piece, at)
      const next = this.#gatherer.gather(piece, at, this.#state === 'frame' ? 5 : 2)
      at = next.at
      if (next.bytes === undefined) return true
      if (this.#isFilled(next.bytes)) at -= 1
      else if (!this.#read(next.bytes)) return false
    }
    return true
  }

  isWhole(): boolean {
    return this.#state === 'ended'
  }

  /** Coded data is searched for the next marker, everything else is read in order. */
  #findNext(piece: Buffer, at: number): number {
    const start = this.#gatherer.pass(piece, at)
    if (this.#state !== 'coded' || this.#gatherer.hasBegun()) return start
    const found = piece.indexOf(0xff, start)
    return found === -1 ? piece.length : found
  }

  /** A marker may have any number of FF before it: the second may be the first of the marker itself. */
  #isFilled(bytes: Buffer): boolean {
    return (this.#state === 'marker' || this.#state === 'coded') && bytes.readUInt16BE(0) === 0xffff
  }

  #read(bytes: Buffer): boolean {
    if (this.#state === 'frame') {
      this.#size = { widthPx: bytes.readUInt16BE(3), heightPx: bytes.readUInt16BE(1) }
      this.#gatherer.skip(this.#frameRest)
      this.#state = 'marker'
      return true
    }
    if (this.#state === 'length') return this.#readLength(bytes.readUInt16BE(0))
    const [first, marker = 0] = bytes
    if (first !== 0xff || (marker === 0 && this.#state === 'marker')) return false
    const isAlone = marker === 0 || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)
    if (isAlone) return true
    this.#marker = marker
    this.#state = marker === 0xd9 ? 'ended' : 'length'
    return true
  }

  #readLength(length: number): boolean {
    if (length < 2) return false
    const marker = this.#marker
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame && length < 7) return false
    this.#state = isFrame ? 'frame' : marker === 0xda ? 'coded' : 'marker'
    if (isFrame) this.#frameRest = length - 7
    else this.#gatherer.skip(length - 2)
    return true
  }
}

/** @see RFC 9649 sections 2.4 to 2.7 */
class WebpWalk implements PictureWalk {
  readonly #gatherer = new Gatherer()
  #size: PictureSize | undefined
  #total = 0
  #announced = Number.POSITIVE_INFINITY

  size(): PictureSize | undefined {
    return this.#size
  }

  follow(piece: Buffer): boolean {
    this.#total += piece.length
    if (this.#size !== undefined) return true
    const { bytes } = this.#gatherer.gather(piece, 0, 30)
    if (bytes === undefined) return true
    this.#announced = bytes.readUInt32LE(4) + 8
    this.#size = sizeOfWebp(bytes)
    return this.#size !== undefined
  }

  isWhole(): boolean {
    return this.#total >= this.#announced
  }
}

function sizeOfWebp(head: Buffer): PictureSize | undefined {
  switch (head.toString('latin1', 12, 16)) {
    case 'VP8X':
      return { widthPx: head.readUIntLE(24, 3) + 1, heightPx: head.readUIntLE(27, 3) + 1 }
    case 'VP8L': {
      const bits = head.readUInt32LE(21)
      return { widthPx: (bits & 0x3fff) + 1, heightPx: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8 ':
      return { widthPx: head.readUInt16LE(26) & 0x3fff, heightPx: head.readUInt16LE(28) & 0x3fff }
    default:
      return undefined
  }
}
