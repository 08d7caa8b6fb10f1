import type { EnabledPartner } from '#partner-spec'
import type { Ticket } from '#server/domains/vault/index.ts'
import { isNoConnectionFree, type Transaction } from '#server/platform/postgres/index.ts'
import { applyEvent } from './apply-event.ts'
import type { Generation } from './generation.ts'
import { type GenerationEvent, hasEnded } from './generation-state.ts'
import type { GenerationParts } from './parts.ts'
import { lockWithSession } from './session-events.store.ts'
import type { WrittenBeside } from './written-beside.ts'

export interface Running {
  generation: Generation
  partner: EnabledPartner
  ticket: Ticket
  /** Aborted when the person cancels, the sitting ends, or the lease is lost. */
  signal: AbortSignal
}

/** An attempt at work, and what is written beside it. */
export type Attempt = Running & { beside: WrittenBeside }

/** The attempt was lost, ended or cancelled, and its worker had not heard of it yet. */
export class AttemptOver extends Error {
  override readonly name = 'AttemptOver'
}

/** Locks the attempt if it still runs here. */
export async function lockAttempt(tx: Transaction, { generation }: Running): Promise<Generation | undefined> {
  const now = await lockWithSession(tx, generation.id)
  // Whose lease is lost has no say any more, also before the sweep has told of it.
  const isOurs =
    now?.phase === 'running' && now.attempt === generation.attempt && now.workerId === generation.workerId
  return isOurs ? now : undefined
}

const mostTries = 20

/**
 * A transaction of an attempt. When all connections are in use it waits its turn again, as long as the attempt is ours: a
 * picture that a partner has drawn is not given up because many came at once.
 */
export async function transact<Value>(
  { database }: Pick<GenerationParts, 'database'>,
  { signal }: Pick<Running, 'signal'>,
  work: (tx: Transaction) => Promise<Value>,
): Promise<Value> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await database.transaction().execute(work)
    } catch (error) {
      // NOTE: only what was never begun. What broke in the middle may have been committed.
      if (!isNoConnectionFree(error) || signal.aborted || tries === mostTries) throw error
    }
  }
}

/** True when the attempt is over: with this, or before. */
export async function change(
  parts: GenerationParts,
  running: Attempt,
  event: GenerationEvent,
): Promise<boolean> {
  await running.beside.settle()
  return transact(parts, running, async (tx) => {
    const generation = await lockAttempt(tx, running)
    return generation === undefined || hasEnded(await applyEvent(parts, tx, { generation, event }))
  })
}
