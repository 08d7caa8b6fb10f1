import type { ImageBytes } from '#partner-spec'
import { PartnerFault } from '../partner-fault.ts'
import { Base64Decoder } from './base64-decoder.ts'
import { ByteSource, withoutReturn } from './byte-source.ts'
import { JsonEscapes } from './json-escapes.ts'

export interface PictureJsonOptions {
  /** The name of the fields whose strings are pictures; absent: any, and elements of lists, which `data-url` can tell. */
  key?: string
  /** How a picture is written: its base64 alone, or as `data:image/…;base64,…` (RFC 2397). */
  form?: 'base64' | 'data-url'
  /** The most there may be around the pictures; bytes. */
  restMaximumBytes: number
}

const quote = 0x22
const backslash = 0x5c
const colon = 0x3a
const comma = 0x2c
/** A slash may be escaped (RFC 8259 section 7). */
const dataUrlHead = /^data:image\\?\/[\w.+-]{1,40};base64,$/
const dataUrlHeadBytes = 64

/**
 * A JSON document whose long strings are pictures. They are decoded as they arrive, so that neither the document nor a
 * picture is ever whole in memory; what stands around them is kept, with `""` in their places, or what stood before the
 * base64 of a data URL.
 *
 * Order of fields and white space are free. A name, an address or a picture of another kind counts to the rest.
 */
export class PictureJson {
  readonly #source: ByteSource
  readonly #rest: Rest
  #open: AsyncGenerator<Uint8Array> | undefined

  constructor(source: ByteSource | AsyncIterable<Uint8Array>, options: PictureJsonOptions) {
    this.#source = source instanceof ByteSource ? source : new ByteSource(source)
    this.#rest = new Rest(options)
  }

  /**
   * The next picture, at the reader's pace; what was not read of the one before is passed over. Undefined at the end.
   *
   * @throws PartnerFault when there is too much around the pictures, or a picture is none
   */
  async nextPicture(): Promise<ImageBytes | undefined> {
    if (this.#open !== undefined) while ((await this.#open.next()).done !== true);
    for (let piece = await this.#source.peek(); piece !== undefined; piece = await this.#source.peek()) {
      const start = this.#rest.readUntilPicture(piece)
      this.#source.take(start.taken)
      if (!start.isPicture) continue
      this.#open = this.#decode()
      return withoutReturn(this.#open)
    }
    return undefined
  }

  /** What stood around the pictures up to here. */
  rest(): string {
    return this.#rest.text()
  }

  async *#decode(): AsyncGenerator<Uint8Array> {
    const decoder = new Base64Decoder()
    const escapes = new JsonEscapes()
    for (;;) {
      const piece = await this.#source.peek()
      if (piece === undefined) throw new PartnerFault('malformed-answer', 'sent')
      const end = piece.indexOf(quote)
      const text = end === -1 ? piece : piece.subarray(0, end)
      this.#source.take(end === -1 ? text.length : text.length + 1)
      const bytes = decoder.push(escapes.resolve(text))
      if (bytes.length > 0) yield bytes
      if (end !== -1) break
    }
    escapes.end()
    const last = decoder.end()
    if (last.length > 0) yield last
  }
}

/** Follows a document far enough to know where a picture begins, and keeps what is none. */
class Rest {
  readonly #options: PictureJsonOptions
  #bytes = Buffer.alloc(1024)
  #length = 0
  #isInString = false
  #isEscaped = false
  /** It may turn out to be a data URL. */
  #mayBePicture = false
  #stringStart = 0
  /** The last whole string, while nothing but a colon followed. */
  #lastString: string | undefined
  #hasColon = false

  constructor(options: PictureJsonOptions) {
    this.#options = options
  }

  text(): string {
    return this.#bytes.toString('utf8', 0, this.#length)
  }

  readUntilPicture(piece: Buffer): { taken: number; isPicture: boolean } {
    for (const [at, byte] of piece.entries()) {
      this.#keep(byte)
      const isPicture = this.#isInString ? this.#isDataUrl(byte) : byte === quote && this.#isNamedPicture()
      if (isPicture) {
        this.#keep(quote)
        this.#isInString = false
        this.#forget()
        return { taken: at + 1, isPicture }
      }
      if (this.#isInString) this.#readInString(byte)
      else if (byte === quote) this.#startString()
      else if (byte === colon) this.#hasColon = true
      else if (byte > 0x20) this.#forget()
    }
    return { taken: piece.length, isPicture: false }
  }

  #isNamedPicture(): boolean {
    return this.#options.form !== 'data-url' && this.#isNamed()
  }

  #isNamed(): boolean {
    return this.#hasColon && this.#lastString === this.#options.key
  }

  #startString(): void {
    const { key, form } = this.#options
    this.#mayBePicture = form === 'data-url' && (key === undefined || this.#isNamed())
    this.#isInString = true
    this.#stringStart = this.#length
  }

  /** At the comma before its base64 it is one; a string that began otherwise, or ended, or goes on too long, is none. */
  #isDataUrl(byte: number): boolean {
    if (!this.#mayBePicture || (byte !== comma && this.#length - this.#stringStart < dataUrlHeadBytes))
      return false
    this.#mayBePicture = false
    return byte === comma && dataUrlHead.test(this.#bytes.toString('latin1', this.#stringStart, this.#length))
  }

  #readInString(byte: number): void {
    if (this.#isEscaped) this.#isEscaped = false
    else if (byte === backslash) this.#isEscaped = true
    else if (byte === quote) {
      this.#isInString = false
      this.#hasColon = false
      this.#lastString = this.#bytes.toString('latin1', this.#stringStart, this.#length - 1)
    }
  }

  #forget(): void {
    this.#lastString = undefined
    this.#hasColon = false
  }

  #keep(byte: number): void {
    if (this.#length >= this.#options.restMaximumBytes) throw new PartnerFault('malformed-answer', 'sent')
    if (this.#length === this.#bytes.length)
      this.#bytes = Buffer.concat([this.#bytes, Buffer.alloc(this.#bytes.length)])
    this.#bytes[this.#length] = byte
    this.#length += 1
  }
}
