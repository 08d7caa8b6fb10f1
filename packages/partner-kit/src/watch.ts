/** Ends an exchange that lasts too long, or in which the other side is silent too long while it is waited for. */
export class Watch {
  readonly #total: NodeJS.Timeout
  readonly #onExpiry: () => void
  #silence: NodeJS.Timeout | undefined
  #silenceMs = 0
  #isWaiting = false

  constructor(totalMs: number, onExpiry: () => void) {
    this.#onExpiry = onExpiry
    this.#total = setTimeout(onExpiry, totalMs)
  }

  /** From now on the other side has this long to do its next thing. */
  expect(withinMs: number): void {
    this.#isWaiting = true
    if (this.#silence !== undefined && this.#silenceMs === withinMs) {
      this.#silence.refresh()
      return
    }
    clearTimeout(this.#silence)
    this.#silenceMs = withinMs
    this.#silence = setTimeout(() => {
      if (this.#isWaiting) this.#onExpiry()
    }, withinMs)
  }

  /** It is our turn: the other side cannot be late. */
  pause(): void {
    this.#isWaiting = false
  }

  stop(): void {
    clearTimeout(this.#total)
    clearTimeout(this.#silence)
  }
}
