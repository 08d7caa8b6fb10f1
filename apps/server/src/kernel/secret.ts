import { timingSafeEqual } from 'node:crypto'
import { inspect } from 'node:util'

/** A configured secret: prints as `[secret]` everywhere; a search for `reveal(` shows every use. */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  reveal(): string {
    return this.#value
  }

  /** Takes as long for a near guess as for a far one. */
  isEqualTo(guess: string): boolean {
    const own = Buffer.from(this.#value)
    const other = Buffer.from(guess)
    return own.length === other.length && timingSafeEqual(own, other)
  }

  toString(): string {
    return '[secret]'
  }

  toJSON(): string {
    return '[secret]'
  }

  [inspect.custom](): string {
    return '[secret]'
  }
}
