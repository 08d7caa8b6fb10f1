import type { AccountId } from '#server/kernel/ids.ts'
import type { AnalyticsParts } from './parts.ts'

/** It is asked at every use: those of a moment are asked about together. */
const togetherMs = 25

interface Round {
  people: Set<AccountId>
  answer: PromiseWithResolvers<ReadonlySet<AccountId>>
  timer: NodeJS.Timeout
}

/** Asks who may be counted. Nothing is kept of an answer: it holds for the uses that it was asked for. */
export class Asking {
  readonly #parts: Pick<AnalyticsParts, 'rights' | 'logger'>
  #next: Round | undefined

  constructor(parts: Pick<AnalyticsParts, 'rights' | 'logger'>) {
    this.#parts = parts
  }

  /** Never throws: of whom nothing can be learnt nothing is counted. */
  async mayCount(accountId: AccountId): Promise<boolean> {
    this.#next ??= {
      people: new Set(),
      answer: Promise.withResolvers(),
      timer: setTimeout(() => this.askNow(), togetherMs),
    }
    this.#next.people.add(accountId)
    return (await this.#next.answer.promise).has(accountId)
  }

  askNow(): void {
    const round = this.#next
    if (round === undefined) return
    this.#next = undefined
    clearTimeout(round.timer)
    void this.#ask([...round.people]).then(round.answer.resolve)
  }

  async #ask(people: readonly AccountId[]): Promise<ReadonlySet<AccountId>> {
    try {
      return await this.#parts.rights.whoAllows('analytics', people)
    } catch (error) {
      this.#parts.logger.warn('usage-not-counted', {}, error)
      return new Set()
    }
  }
}
