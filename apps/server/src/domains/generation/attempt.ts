import type { EnabledPartner } from '#partner-spec'
import type { Ticket } from '#server/domains/vault/index.ts'
import type { Transaction } from '#server/platform/postgres/index.ts'
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
  const isOurs = now?.phase === 'running' && now.attempt === generation.attempt
  return isOurs ? now : undefined
}

/** True when the attempt is over: with this, or before. */
export async function change(
  parts: GenerationParts,
  running: Attempt,
  event: GenerationEvent,
): Promise<boolean> {
  await running.beside.settle()
  return parts.database.transaction().execute(async (tx) => {
    const generation = await lockAttempt(tx, running)
    return generation === undefined || hasEnded(await applyEvent(parts, tx, { generation, event }))
  })
}
