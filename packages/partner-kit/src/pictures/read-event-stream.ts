import { PartnerFault } from '../partner-fault.ts'
import { ByteSource, withoutReturn } from './byte-source.ts'

/** One event of a stream. Its data is read as it arrives, before the next event is asked for. */
export interface StreamedEvent {
  /** As its `event:` line says, where that came before the data; empty otherwise. */
  name: string
  data: AsyncIterable<Uint8Array>
}

const lineFeed = 0x0a
const carriageReturn = 0x0d
const fieldMaximumBytes = 1024

/**
 * Reads server-sent events whose data may be larger than memory.
 *
 * @see the HTML standard, section 9.2.6: lines end with LF, CRLF or CR; an empty line ends an event
 */
export async function* readEventStream(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<StreamedEvent> {
  const lines = new Lines(bytes)
  let name = ''
  for (;;) {
    const field = await lines.readField()
    if (field === undefined) return
    if (field.name === 'data') {
      const data = readData(lines)
      yield { name, data: withoutReturn(data) }
      while ((await data.next()).done !== true);
      name = ''
    } else {
      const value = await lines.readSmall()
      if (field.name === 'event') name = value
      else if (field.name === '' && !field.hasValue) name = ''
    }
  }
}

/** The rest of this line, and of each line of data that follows it at once. */
async function* readData(lines: Lines): AsyncGenerator<Uint8Array> {
  for (;;) {
    yield* lines.readRest()
    const field = await lines.readField()
    if (field === undefined) return
    if (field.name === 'data') {
      yield Buffer.from('\n')
      continue
    }
    await lines.readSmall()
    if (field.name === '' && !field.hasValue) return
  }
}

class Lines {
  readonly #source: ByteSource
  /** A line ended with CR at the very end of a piece: an LF that follows belongs to it. */
  #skipsLineFeed = false

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#source = new ByteSource(bytes)
  }

  /** Reads up to the value of the next line. Undefined at the end of the stream. */
  async readField(): Promise<{ name: string; hasValue: boolean } | undefined> {
    let name = ''
    for (;;) {
      const piece = await this.#peek()
      if (piece === undefined) return undefined
      const end = piece.findIndex((byte) => byte === 0x3a || byte === lineFeed || byte === carriageReturn)
      name += piece.toString('latin1', 0, end === -1 ? piece.length : end)
      if (name.length > fieldMaximumBytes) throw new PartnerFault('malformed-answer', 'sent')
      if (end === -1) {
        this.#source.take(piece.length)
        continue
      }
      const hasValue = piece[end] === 0x3a
      // A line without a value ends here, but its end is read with its value: as an empty one.
      this.#source.take(hasValue ? end + 1 : end)
      if (hasValue && (await this.#peek())?.[0] === 0x20) this.#source.take(1)
      return { name, hasValue }
    }
  }

  /** The rest of the line as text. */
  async readSmall(): Promise<string> {
    let text = ''
    for await (const piece of this.readRest()) {
      text += Buffer.from(piece).toString('latin1')
      if (text.length > fieldMaximumBytes) throw new PartnerFault('malformed-answer', 'sent')
    }
    return text
  }

  /** The rest of the line as it arrives, without its end. */
  async *readRest(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const piece = await this.#peek()
      if (piece === undefined) return
      const end = findLineEnd(piece)
      if (end !== 0) {
        const text = end === -1 ? piece : piece.subarray(0, end)
        this.#source.take(text.length)
        yield text
      }
      if (end === -1) continue
      this.#source.take(1)
      this.#skipsLineFeed = piece[end] === carriageReturn
      return
    }
  }

  async #peek(): Promise<Buffer | undefined> {
    const piece = await this.#source.peek()
    if (piece === undefined || !this.#skipsLineFeed) return piece
    this.#skipsLineFeed = false
    if (piece[0] !== lineFeed) return piece
    this.#source.take(1)
    return this.#source.peek()
  }
}

function findLineEnd(piece: Buffer): number {
  const feed = piece.indexOf(lineFeed)
  const carriage = (feed === -1 ? piece : piece.subarray(0, feed)).indexOf(carriageReturn)
  return carriage === -1 ? feed : carriage
}
