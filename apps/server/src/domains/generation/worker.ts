import type { EnabledPartner } from '#partner-spec'
import type { GenerationId } from '#server/kernel/ids.ts'
import type { Ticket } from '#server/domains/vault/index.ts'
import { applyEvent } from './apply-event.ts'
import type { Generation } from './generation.ts'
import { renewLeases } from './generations.store.ts'
import type { GenerationParts } from './parts.ts'
import { findNextInQueue, storeSlots } from './queue.store.ts'
import { type Running, runGeneration } from './run-generation.ts'
import { lockWithSession } from './session-events.store.ts'

export interface Worker {
  start(): Promise<void>
  /** Takes nothing more, gives what runs `drainMs` to end, and stops it then. */
  stop(options: { drainMs: number }): Promise<void>
}

/** A notice can be missed; a look at the queue cannot. */
const lookEveryMs = 2_000

export function createWorker(parts: GenerationParts): Worker {
  return new ClaimingWorker(parts)
}

interface Held {
  abort: AbortController
  ended: Promise<void>
}

/** What a ticket was written for and what the row says now are one. */
const isFor = (ticket: Ticket, queued: Generation) =>
  ticket.attempt === queued.attempt &&
  ticket.partnerId === queued.partnerId &&
  ticket.modelId === queued.modelId

class ClaimingWorker implements Worker {
  readonly #parts: GenerationParts
  readonly #held = new Map<GenerationId, Held>()
  readonly #timers: NodeJS.Timeout[] = []
  #looking: Promise<void> | undefined
  /** Partners whose queues are to be looked at. */
  readonly #wanted = new Set<string>()
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
      (partnerId) => this.#wake([partnerId]),
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

  #wake(partnerIds: readonly string[]): void {
    for (const id of partnerIds) this.#wanted.add(id)
    if (this.#isOpen) this.#looking ??= this.#look()
  }

  #wakeAll(): void {
    this.#wake(this.#parts.catalogue.partners().map(({ description }) => description.id))
  }

  async stop({ drainMs }: { drainMs: number }): Promise<void> {
    if (!this.#isOpen) return
    this.#isOpen = false
    for (const timer of this.#timers.splice(0)) clearInterval(timer)
    await this.#looking
    const patience = setTimeout(() => this.#abortAll(), drainMs)
    await Promise.all([...this.#held.values()].map(({ ended }) => ended))
    clearTimeout(patience)
    await this.#parts.vaults.workerKeys.stop()
    this.#parts.logger.info('worker-stopped', { workerId: this.#parts.workerId })
  }

  async #look(): Promise<void> {
    while (this.#wanted.size > 0 && this.#isOpen) {
      for (const partner of this.#parts.catalogue.partners()) {
        if (!this.#wanted.delete(partner.description.id)) continue
        while (this.#isOpen && (await this.#claim(partner)));
      }
    }
    this.#looking = undefined
  }

  /** Starts the next one of this partner's queue. False when there is none, or no slot. */
  async #claim(partner: EnabledPartner): Promise<boolean> {
    const abort = new AbortController()
    try {
      const running = await this.#take(partner, abort.signal)
      if (running === undefined) return false
      const { id } = running.generation
      const ended = runGeneration(this.#parts, running)
        .catch((error: unknown) => this.#parts.logger.error('worker-failed', { generationId: id }, error))
        .finally(() => {
          this.#held.delete(id)
          this.#wake([partner.description.id])
        })
      this.#held.set(id, { abort, ended })
      return true
    } catch (error) {
      this.#parts.logger.error('worker-failed', { partner: partner.description.id }, error)
      return false
    }
  }

  async #take(partner: EnabledPartner, signal: AbortSignal): Promise<Running | undefined> {
    const { database, vaults } = this.#parts
    return database.transaction().execute(async (tx) => {
      const id = await findNextInQueue(tx, partner.description.id, vaults.workerKeys.keyIds())
      const queued = id === undefined ? undefined : await lockWithSession(tx, id)
      // Between the look and the lock it may have been cancelled; the next look finds another.
      if (queued?.phase !== 'queued') return undefined
      const ticket = await vaults.workerKeys.takeTicket(tx, queued.id)
      if (ticket === undefined || !isFor(ticket, queued)) {
        ticket?.close()
        return undefined
      }
      const generation = await applyEvent(this.#parts, tx, { generation: queued, event: { kind: 'claimed' } })
      return { generation, partner, ticket, signal }
    })
  }

  /** Says that this worker lives. What it does not hold any more, or was asked to stop, is aborted. */
  async #renew(): Promise<void> {
    const { database, clock, limits, workerId, vaults, logger } = this.#parts
    try {
      const until = new Date(clock.now().getTime() + limits.leaseMs)
      const claimedBefore = [...this.#held.keys()]
      const still = await renewLeases(database, { workerId, ids: claimedBefore, until })
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
