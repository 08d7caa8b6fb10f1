/**
 * Rows that are written while a picture streams in, which does not wait for them. Whoever tells of an end waits first, and
 * hears of one that failed.
 */
export class WrittenBeside {
  readonly #writes: Promise<{ error?: unknown }>[] = []

  add(write: Promise<void>): void {
    this.#writes.push(
      write.then(
        () => ({}),
        (error: unknown) => ({ error }),
      ),
    )
  }

  async settle(): Promise<void> {
    for (const write of this.#writes) {
      const outcome = await write
      if ('error' in outcome) throw outcome.error
    }
  }
}
