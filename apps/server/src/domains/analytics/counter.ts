import { addCounts } from './daily-counts.store.ts'
import type { AnalyticsParts } from './parts.ts'
import type { DailyCount, Use } from './usage.ts'

/** Sums in memory, added to the table now and then: there is no row of a person or of a moment, not even for a while. */
export class DailyCounter {
  readonly #parts: AnalyticsParts
  readonly #sums = new Map<string, DailyCount>()
  #storing: Promise<void> = Promise.resolve()
  #timer: NodeJS.Timeout | undefined

  constructor(parts: AnalyticsParts) {
    this.#parts = parts
  }

  start(): void {
    this.#timer = setInterval(() => void this.store(), this.#parts.limits.usageFlushEveryMs)
    this.#timer.unref()
  }

  /** Stores what waits. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.store()
  }

  add({ event, detail }: Use): void {
    this.#add({ event, detail, countedOn: dayOf(this.#parts.clock.now()), count: 1 })
  }

  #add(one: DailyCount): void {
    const key = `${one.countedOn} ${one.event} ${one.detail}`
    const sum = this.#sums.get(key)
    this.#sums.set(key, { ...one, count: one.count + (sum?.count ?? 0) })
  }

  /** One after another; what cannot be stored waits for the next time. */
  store(): Promise<void> {
    this.#storing = this.#storing.then(() => this.#storeNow())
    return this.#storing
  }

  async #storeNow(): Promise<void> {
    const sums = [...this.#sums.values()]
    if (sums.length === 0) return
    this.#sums.clear()
    try {
      await addCounts(this.#parts.database, sums)
    } catch (error) {
      for (const sum of sums) this.#add(sum)
      this.#parts.logger.warn('usage-not-counted', {}, error)
    }
  }
}

/** YYYY-MM-DD, in UTC. */
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10)
