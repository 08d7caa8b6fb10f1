import { PartnerFault } from '../partner-fault.ts'

const backslash = 0x5c

/** Some writers of JSON escape `/`, `+` and `=`, which base64 is full of; nothing else in it can be escaped. */
export class JsonEscapes {
  /** An escape that is cut by the end of a piece. */
  #begun = ''

  resolve(piece: Buffer): Buffer {
    if (this.#begun === '' && piece.indexOf(backslash) === -1) return piece
    const text = (this.#begun + piece.toString('latin1')).replaceAll(
      /\\(?:\/|u00(2b|2f|3d))/gi,
      (_, code?: string) => (code === undefined ? '/' : String.fromCharCode(Number.parseInt(code, 16))),
    )
    const cut = text.indexOf('\\')
    this.#begun = cut === -1 ? '' : text.slice(cut)
    if (this.#begun.length >= 6) throw new PartnerFault('malformed-answer', 'sent')
    return Buffer.from(cut === -1 ? text : text.slice(0, cut), 'latin1')
  }

  end(): void {
    if (this.#begun !== '') throw new PartnerFault('malformed-answer', 'sent')
  }
}
