const mostNames = 10_000

/** The names of requests that the partner gave lately, with the app that each lies below. */
export class RecentNames {
  readonly #apps = new Map<string, string>()

  /** False for one that was given before: no two requests have one name. */
  take(id: string, app: string): boolean {
    if (this.#apps.has(id)) return false
    this.#apps.set(id, app)
    if (this.#apps.size > mostNames) {
      const [oldest] = this.#apps.keys()
      if (oldest !== undefined) this.#apps.delete(oldest)
    }
    return true
  }

  appOf(id: string): string | undefined {
    return this.#apps.get(id)
  }
}
