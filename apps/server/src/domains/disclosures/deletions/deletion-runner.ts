import { createQuestions } from '#partner-kit'
import type { DeletionOutcome as PartnerAnswer, EnabledPartner } from '#partner-spec'
import type { DisclosureParts } from '../parts.ts'
import { afterAnswer, beforeAsking, type StoredStep } from './next-step.ts'
import { claimDeletions, type ClaimedDeletion, putOff, storeStep } from './running-deletions.store.ts'

/** Asks partners to delete, again and again, until each has answered or has nothing left by its own terms. */
export interface DeletionRunner {
  start(): Promise<void>
  /** Asks nothing more, and breaks off what is being asked: whoever starts next asks it again. */
  stop(): Promise<void>
}

/** Asked at once; a partner that does not answer keeps one busy for half a minute. */
const askedAtOnce = 8
const answerWithinMs = 30_000

export const createDeletionRunner = (parts: DisclosureParts): DeletionRunner => new AskingRunner(parts)

class AskingRunner implements DeletionRunner {
  readonly #parts: DisclosureParts
  readonly #stopping = new AbortController()
  readonly #running = new Set<Promise<void>>()
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> | undefined
  #isWanted = false

  constructor(parts: DisclosureParts) {
    this.#parts = parts
  }

  async start(): Promise<void> {
    const { listener, limits } = this.#parts
    await listener.listen(
      'deletions',
      () => this.#look(),
      () => this.#look(),
    )
    // A notice can be missed, and what was put off has none.
    this.#timer = setInterval(() => this.#look(), limits.deletionLookEveryMs)
    this.#look()
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#stopping.abort()
    await this.#looking
    await Promise.all(this.#running)
  }

  #look(): void {
    this.#isWanted = true
    this.#looking ??= this.#take().finally(() => {
      this.#looking = undefined
      // Wanted after the last look, and before this was known to be over.
      if (this.#isWanted && !this.#stopping.signal.aborted) this.#look()
    })
  }

  async #take(): Promise<void> {
    const { signal } = this.#stopping
    while (this.#isWanted && !signal.aborted) {
      this.#isWanted = false
      const free = askedAtOnce - this.#running.size
      if (free === 0) return
      for (const claimed of await this.#claim(free)) this.#run(claimed)
    }
  }

  async #claim(atMost: number): Promise<ClaimedDeletion[]> {
    const { database, clock, limits, logger } = this.#parts
    try {
      const claimed = await claimDeletions(database, {
        now: clock.now(),
        leaseMs: limits.deletionLeaseMs,
        answerMs: limits.partnerTotalMs,
        atMost,
      })
      if (claimed.length === atMost) this.#isWanted = true
      return claimed
    } catch (error) {
      logger.warn('deletion-failed', {}, error)
      return []
    }
  }

  #run(claimed: ClaimedDeletion): void {
    const work = this.#step(claimed)
      .catch((error: unknown) =>
        // Its lease lapses, and it is asked again.
        this.#parts.logger.error('deletion-failed', { partner: claimed.partnerId }, error),
      )
      .finally(() => {
        this.#running.delete(work)
        if (!this.#stopping.signal.aborted) this.#look()
      })
    this.#running.add(work)
  }

  async #step(claimed: ClaimedDeletion): Promise<void> {
    const { database, clock, catalogue, limits } = this.#parts
    const partner = catalogue.partners().find(({ description }) => description.id === claimed.partnerId)
    const step = beforeAsking(claimed, partner?.deletion.kind, clock.now())
    if (step.kind !== 'ask' && step.kind !== 'wait') return this.#store(claimed, step)
    if (step.kind === 'wait' || (await this.#isAtWork(claimed))) {
      const nextAt = new Date(clock.now().getTime() + limits.deletionFirstPauseMs)
      return putOff(database, claimed, nextAt)
    }
    if (partner === undefined) return
    const answer = await this.#ask(partner, step.partnerRequestId)
    // Broken off because we stop, it says nothing of the partner.
    if (answer.kind === 'try-later' && this.#stopping.signal.aborted)
      return putOff(database, claimed, clock.now())
    await this.#store(
      claimed,
      afterAnswer(claimed, answer, { now: clock.now(), limits, random: Math.random }),
    )
  }

  /** NOTE: a partner that is still at it may have nothing to delete yet, say so, and keep what it makes then. */
  async #isAtWork({ generationId }: ClaimedDeletion): Promise<boolean> {
    if (generationId === undefined) return false
    return (await this.#parts.findAtWork([generationId])).size > 0
  }

  async #ask({ deletion }: EnabledPartner, partnerRequestId: string): Promise<PartnerAnswer> {
    if (deletion.kind !== 'api') throw new Error('this partner has no call that deletes')
    const { limits } = this.#parts
    const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(answerWithinMs)])
    const connection = createQuestions({
      baseUrl: deletion.baseUrl,
      ...(deletion.credentials === undefined ? {} : { credentials: deletion.credentials }),
      signal,
      limits: {
        connectMs: limits.partnerConnectMs,
        answerMs: Math.min(limits.partnerAnswerMs, answerWithinMs),
        idleMs: Math.min(limits.partnerIdleMs, answerWithinMs),
        totalMs: answerWithinMs,
      },
    })
    return deletion.deletePayloads(partnerRequestId, { connection, signal })
  }

  async #store(claimed: ClaimedDeletion, step: StoredStep): Promise<void> {
    const { database, clock, logger } = this.#parts
    const isOurs = await storeStep(database, claimed, step, clock.now())
    if (!isOurs) return
    const facts = {
      partner: claimed.partnerId,
      attempt: claimed.attempts,
      ...(step.partnerStatus === undefined ? {} : { status: step.partnerStatus }),
    }
    if (step.kind === 'postpone') logger.info('deletion-postponed', facts)
    else
      logger.info('deletion-settled', { ...facts, state: step.kind === 'write' ? 'to-write' : step.outcome })
  }
}
