import { PartnerFault } from '../partner-fault.ts'

/**
 * Decodes base64 that arrives in pieces, four characters to three bytes, and holds three characters at most.
 *
 * @see RFC 4648 sections 4 and 5
 */
export class Base64Decoder {
  /** One to three characters that wait for the rest of their four. */
  #begun = ''
  #isPadded = false

  /** @throws PartnerFault for anything that is no base64 */
  push(piece: Buffer): Buffer {
    const missing = this.#begun === '' ? 0 : 4 - this.#begun.length
    if (piece.length < missing) {
      this.#begun += piece.toString('latin1')
      return Buffer.alloc(0)
    }
    const first = missing === 0 ? '' : this.#begun + piece.toString('latin1', 0, missing)
    const whole = piece.length - ((piece.length - missing) % 4)
    const rest = piece.toString('latin1', missing, whole)
    this.#begun = piece.toString('latin1', whole)
    return this.#decode(first, rest)
  }

  /** The padding may be missing at the end, and nowhere else. */
  end(): Buffer {
    const last = this.#begun
    this.#begun = ''
    if (last === '') return Buffer.alloc(0)
    return this.#decode(last.padEnd(4, '='), '')
  }

  #decode(first: string, rest: string): Buffer {
    const characters = first.length + rest.length
    if (characters === 0) return Buffer.alloc(0)
    const last = rest === '' ? first : rest
    const padding = last.endsWith('==') ? 2 : last.endsWith('=') ? 1 : 0
    if (this.#isPadded) throw new PartnerFault('malformed-answer', 'sent')
    this.#isPadded = padding > 0
    const bytes = Buffer.allocUnsafe((characters / 4) * 3 - padding)
    const begun = bytes.write(first, 0, 'base64')
    // The decoder passes over what is no base64: then the bytes are fewer than the characters promise.
    if (begun + bytes.write(rest, begun, 'base64') !== bytes.length)
      throw new PartnerFault('malformed-answer', 'sent')
    return bytes
  }
}
