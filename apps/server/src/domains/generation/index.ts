import type { SessionId } from '#server/kernel/ids.ts'
import { notify, type Transaction } from '#server/platform/postgres/index.ts'
import { endAll } from './close-vaults.ts'
import { countQueued } from './generations.store.ts'
import { createGenerationHandlers, type GenerationHandlers } from './handlers.ts'
import type { GenerationParts } from './parts.ts'
import { findCursor } from './session-events.store.ts'
import { createSessionStreams } from './session-streams.ts'
import { sweepGenerations } from './sweep.ts'
import { createWorker, type Worker } from './worker.ts'

/** Asking for images, drawing them, and telling of it. */
export interface Generation {
  handlers: GenerationHandlers
  worker: Worker
  /** Ends the work of sessions that are about to go, in their transaction. */
  onSessionsEnding(tx: Transaction, sessionIds: SessionId[]): Promise<() => void>
  sweep(): Promise<void>
  /** The number of a session's last event. */
  cursor(sessionId: SessionId): Promise<number>
  queueDepth(): Promise<number>
  /** Ends every event stream. */
  close(): void
}

export type { GenerationParts } from './parts.ts'

export function createGeneration(parts: GenerationParts): Generation {
  const worker = createWorker(parts)
  const streams = createSessionStreams(parts)
  return {
    handlers: createGenerationHandlers(parts, streams),
    worker,
    async onSessionsEnding(tx, sessionIds) {
      await endAll(parts, tx, { by: { sessionIds }, reason: 'signed-out' })
      // Told at the commit, when the session is gone: its streams end.
      for (const sessionId of sessionIds) await notify(tx, 'session', sessionId)
      return () => undefined
    },
    sweep: () => sweepGenerations(parts),
    cursor: async (sessionId) => (await findCursor(parts.database, sessionId)) ?? 0,
    queueDepth: () => countQueued(parts.database),
    close: () => streams.close(),
  }
}
