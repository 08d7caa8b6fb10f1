import type { EnabledPartner } from '#partner-spec'
import type { GenerationId } from '#server/kernel/ids.ts'
import type { Ticket } from '#server/domains/vault/index.ts'
import { applyEvent } from './apply-event.ts'
import type { Running } from './attempt.ts'
import type { Generation } from './generation.ts'
import { renewLeases } from './generations.store.ts'
import type { Transaction } from '#server/platform/postgres/index.ts'
import type { GenerationParts } from './parts.ts'
import { findFirstInQueue, lockQueue, storeSlots } from './queue.store.ts'
import { runGeneration } from './run-generation.ts'
import { lockIdleWithSessions } from './session-events.store.ts'

export interface Worker {
  start(): Promise<void>
  /**
   * A place for a wish whose own transaction may claim it. Undefined where the usual way is the only one: this process runs
   * nothing for that partner, or others wait for it.
   */
  offerPlace(partnerId: string): Place | undefined
  /** No slot was free: until somebody has looked at the queue, wishes go into it. */
  tellCrowded(partnerId: string): void
  /** Takes nothing more, gives what runs `drainMs` to end, or until `hurry`, and stops it then. */
  stop(options: { drainMs: number; hurry?: AbortSignal | undefined }): Promise<void>
}

/** Kept while a wish is written; a worker that stops waits until it is left. */
export interface Place {
  /** Runs what its transaction has claimed, once that is committed. */
  run(claimed: Pick<Running, 'generation' | 'ticket'>): void
  /** To be called whatever became of the transaction, after `run`. */
  leave(): void
}

/** A notice can be missed; a look at the queue cannot. */
const lookEveryMs = 2_000
const lookAgainMs = 25
/** Claimed in one transaction, while the queue is locked. */
const claimedAtOnce = 16

export function createWorker(parts: GenerationParts): Worker {
  return new ClaimingWorker(parts)
}

interface Held {
  abort: AbortController
  ended: Promise<void>
}

type Claimed = Running & Pick<Held, 'abort'>

/** What a ticket was written for and what the row says now are one. */
const isFor = (ticket: Ticket, queued: Generation) =>
  ticket.attempt === queued.attempt &&
  ticket.partnerId === queued.partnerId &&
  ticket.modelId === queued.modelId

class ClaimingWorker implements Worker {
  readonly #parts: GenerationParts
  readonly #held = new Map<GenerationId, Held>()
  readonly #timers: NodeJS.Timeout[] = []
  /** By partner: the look at its queue that is under way. */
  readonly #looking = new Map<string, Promise<void>>()
  /** Partners whose queues are to be looked at (again). */
  readonly #wanted = new Set<string>()
  /** Partners whose queues held more than could be started: a slot that becomes free is a reason to look. */
  readonly #crowded = new Set<string>()
  /** Wishes that are being written and may be run here. */
  readonly #places = new Set<Promise<void>>()
  #isOpen = false

  constructor(parts: GenerationParts) {
    this.#parts = parts
  }

  async start(): Promise<void> {
    const { listener, catalogue, database, vaults, workerId, limits, logger } = this.#parts
    for (const { description } of catalogue.partners()) {
      await storeSlots(database, { partnerId: description.id, slots: description.slots })
    }
    await vaults.workerKeys.start(workerId)
    this.#isOpen = true
    await listener.listen(
      'work',
      (partnerId) => this.#wake(partnerId),
      () => this.#wakeAll(),
    )
    await listener.listen(
      'cancel',
      (id) => this.#abort(id),
      () => void this.#renew(),
    )
    await listener.listen('worker-keys', () => void this.#renew())
    this.#timers.push(setInterval(() => this.#wakeAll(), lookEveryMs))
    this.#timers.push(setInterval(() => void this.#renew(), limits.leaseRenewMs))
    logger.info('worker-started', { workerId })
    this.#wakeAll()
  }

  offerPlace(partnerId: string): Place | undefined {
    const partner = this.#findPartner(partnerId)
    if (!this.#isOpen || partner === undefined || this.#crowded.has(partnerId)) return undefined
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#places.add(promise)
    return {
      run: (claimed) => {
        const abort = new AbortController()
        this.#run({ ...claimed, partner, abort, signal: abort.signal })
      },
      leave: () => {
        this.#places.delete(promise)
        resolve()
      },
    }
  }

  tellCrowded(partnerId: string): void {
    this.#crowded.add(partnerId)
  }

  #findPartner(partnerId: string): EnabledPartner | undefined {
    return this.#parts.catalogue.partners().find(({ description }) => description.id === partnerId)
  }

  #wake(partnerId: string): void {
    const partner = this.#findPartner(partnerId)
    if (partner === undefined) return
    this.#wanted.add(partnerId)
    if (this.#isOpen && !this.#looking.has(partnerId)) this.#looking.set(partnerId, this.#look(partner))
  }

  #wakeAll(): void {
    for (const { description } of this.#parts.catalogue.partners()) this.#wake(description.id)
  }

  async stop({ drainMs, hurry }: { drainMs: number; hurry?: AbortSignal | undefined }): Promise<void> {
    if (!this.#isOpen) return
    this.#isOpen = false
    for (const timer of this.#timers.splice(0)) clearInterval(timer)
    await Promise.all([...this.#looking.values(), ...this.#places])
    const patience = setTimeout(() => this.#abortAll(), drainMs)
    hurry?.addEventListener('abort', () => this.#abortAll())
    if (hurry?.aborted === true) this.#abortAll()
    await Promise.all([...this.#held.values()].map(({ ended }) => ended))
    clearTimeout(patience)
    await this.#parts.vaults.workerKeys.stop()
    this.#parts.logger.info('worker-stopped', { workerId: this.#parts.workerId })
  }

  async #look(partner: EnabledPartner): Promise<void> {
    const { id } = partner.description
    while (this.#isOpen && this.#wanted.delete(id)) {
      try {
        for (const running of await this.#take(partner)) this.#run(running)
      } catch (error) {
        this.#parts.logger.error('worker-failed', { partner: id }, error)
      }
    }
    this.#looking.delete(id)
  }

  #run({ abort, ...running }: Claimed): void {
    const { id, partnerId } = running.generation
    const ended = runGeneration(this.#parts, running)
      .catch((error: unknown) => this.#parts.logger.error('worker-failed', { generationId: id }, error))
      .finally(() => {
        this.#held.delete(id)
        if (this.#crowded.has(partnerId)) this.#wake(partnerId)
      })
    this.#held.set(id, { abort, ended })
  }

  /** Claims what is first in this partner's queue, as much as there are slots for. */
  async #take(partner: EnabledPartner): Promise<Claimed[]> {
    let tickets: ReadonlyMap<GenerationId, Ticket> = new Map()
    try {
      return await this.#parts.database.transaction().execute(async (tx) => {
        const queued = await this.#findFirst(tx, partner.description.id)
        tickets = await this.#parts.vaults.workerKeys.takeTickets(
          tx,
          queued.map(({ id }) => id),
        )
        return this.#claim(tx, { partner, queued, tickets })
      })
    } catch (error) {
      for (const ticket of tickets.values()) ticket.close()
      throw error
    }
  }

  async #findFirst(tx: Transaction, partnerId: string): Promise<Generation[]> {
    const keyIds = this.#parts.vaults.workerKeys.keyIds()
    const { slots, waiting } = (await lockQueue(tx, partnerId)) ?? { slots: 0, waiting: 0 }
    const claim = { partnerId, keyIds, slots, atMost: claimedAtOnce }
    const first = waiting === 0 ? [] : await findFirstInQueue(tx, claim)
    // NOTE: who holds the slots waits for nobody: a wish has its session, and waits for the slots.
    const queued = await lockIdleWithSessions(tx, first)
    if (queued.length < first.length) this.#lookAgainSoon(partnerId)
    if (queued.length === claimedAtOnce) this.#wanted.add(partnerId)
    if (waiting > queued.length) this.#crowded.add(partnerId)
    else this.#crowded.delete(partnerId)
    return queued.filter(({ phase }) => phase === 'queued')
  }

  /** Something of those it passed over was locked, as when it was cancelled: not for long. */
  #lookAgainSoon(partnerId: string): void {
    setTimeout(() => this.#wake(partnerId), lookAgainMs).unref()
  }

  async #claim(
    tx: Transaction,
    taken: {
      partner: EnabledPartner
      queued: readonly Generation[]
      tickets: ReadonlyMap<GenerationId, Ticket>
    },
  ): Promise<Claimed[]> {
    const claimed: Claimed[] = []
    for (const waiting of taken.queued) {
      const ticket = taken.tickets.get(waiting.id)
      if (ticket === undefined || !isFor(ticket, waiting)) {
        ticket?.close()
        continue
      }
      const generation = await applyEvent(this.#parts, tx, {
        generation: waiting,
        event: { kind: 'claimed' },
      })
      const abort = new AbortController()
      claimed.push({ generation, partner: taken.partner, ticket, abort, signal: abort.signal })
    }
    return claimed
  }

  /** Says that this worker lives. What it does not hold any more, or was asked to stop, is aborted. */
  async #renew(): Promise<void> {
    const { leases, clock, limits, workerId, vaults, logger } = this.#parts
    try {
      const until = new Date(clock.now().getTime() + limits.leaseMs)
      const claimedBefore = [...this.#held.keys()]
      const still = await renewLeases(leases, { workerId, ids: claimedBefore, until })
      for (const id of claimedBefore) {
        const found = still.find((held) => held.id === id)
        if (found === undefined || found.cancelRequested) this.#abort(id)
      }
      await vaults.workerKeys.renew()
    } catch (error) {
      logger.warn('worker-failed', { workerId, reason: 'renewal' }, error)
    }
  }

  #abort(id: string): void {
    for (const [held, { abort }] of this.#held) if (held === id) abort.abort()
  }

  #abortAll(): void {
    for (const { abort } of this.#held.values()) abort.abort()
  }
}
