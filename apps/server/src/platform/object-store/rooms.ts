/** Buffers of one size that are used again: to allocate and forget so much for every object keeps the collector busy. */
export class Rooms {
  readonly sizeBytes: number
  readonly #atMost: number
  readonly #free: Buffer[] = []

  /** @param atMost how many are kept when nobody uses them */
  constructor(sizeBytes: number, atMost: number) {
    this.sizeBytes = sizeBytes
    this.#atMost = atMost
  }

  /** What lies in it is of whoever had it before: sealed bytes, as everything that passes an object store. */
  take(): Buffer {
    return this.#free.pop() ?? Buffer.allocUnsafeSlow(this.sizeBytes)
  }

  /** Nobody may use it after. */
  giveBack(...rooms: readonly Buffer[]): void {
    this.#free.push(...rooms.slice(0, Math.max(0, this.#atMost - this.#free.length)))
  }
}
