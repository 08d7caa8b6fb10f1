import type { Sitting, VaultSession } from '#server/domains/vault/index.ts'
import type { AccountId, GenerationId, SessionId } from '#server/kernel/ids.ts'
import { notify, type Transaction } from '#server/platform/postgres/index.ts'
import { endAll, openSitting } from './close-vaults.ts'
import { cancelWork } from './cancel-work.ts'
import { eraseContent } from './erase-content.ts'
import { countQueued, findRunning } from './generations.store.ts'
import { createGenerationHandlers, type GenerationHandlers } from './handlers.ts'
import type { GenerationParts } from './parts.ts'
import { appendEvents, findCursor } from './session-events.store.ts'
import { createSessionStreams } from './session-streams.ts'
import { sweepGenerations } from './sweep.ts'
import { createWorker, type Worker } from './worker.ts'

/** Asking for images, drawing them, and telling of it. */
export interface Generation {
  handlers: GenerationHandlers
  worker: Worker
  /** Ends the work of sessions that are about to go, in their transaction. */
  onSessionsEnding(tx: Transaction, sessionIds: SessionId[]): Promise<() => void>
  /** The session's sitting, a fresh one where the last is past its limits. */
  openSitting(session: VaultSession): Promise<Sitting>
  /** Tells the session's tabs, at the commit, that what is held has changed. */
  tellSittingChanged(tx: Transaction, sessionId: SessionId): Promise<void>
  /** Erases all content of an account, its keys first; returns how many sittings there were. */
  eraseContent(accountId: AccountId): Promise<number>
  /** Cancels everything of an account that has not ended. */
  cancelWork(accountId: AccountId): Promise<void>
  sweep(): Promise<void>
  /** The number of a session's last event. */
  cursor(sessionId: SessionId): Promise<number>
  queueDepth(): Promise<number>
  /** Of these, the generations that a partner works on now. */
  findAtWork(ids: readonly GenerationId[]): Promise<ReadonlySet<GenerationId>>
  /** Ends every event stream. */
  close(): void
}

export type { GenerationParts } from './parts.ts'

export function createGeneration(parts: GenerationParts): Generation {
  const worker = createWorker(parts)
  const streams = createSessionStreams(parts)
  return {
    handlers: createGenerationHandlers({ ...parts, worker }, streams),
    worker,
    async onSessionsEnding(tx, sessionIds) {
      await endAll(parts, tx, { by: { sessionIds }, reason: 'signed-out' })
      // Told at the commit, when the session is gone: its streams end.
      for (const sessionId of sessionIds) await notify(tx, 'session', sessionId)
      return () => undefined
    },
    openSitting: (session) => openSitting(parts, session),
    tellSittingChanged: (tx, sessionId) =>
      appendEvents(tx, sessionId, [{ kind: 'sitting-changed', at: parts.clock.now() }]),
    eraseContent: (accountId) => eraseContent(parts, accountId),
    cancelWork: (accountId) => cancelWork(parts, accountId),
    sweep: () => sweepGenerations(parts),
    cursor: async (sessionId) => (await findCursor(parts.database, sessionId)) ?? 0,
    findAtWork: (ids) => findRunning(parts.database, ids),
    queueDepth: () => countQueued(parts.database),
    close: () => streams.close(),
  }
}
