import type { SessionId } from '#server/kernel/ids.ts'
import type { Database, Transaction } from '#server/platform/postgres/index.ts'
import type { AfterCommit, IdentityHooks } from './identity-hooks.ts'
import { deleteSessions } from './sessions.store.ts'

export interface EndingParts {
  database: Database
  hooks: Pick<IdentityHooks, 'onSessionsEnding'>
}

/**
 * The one way a session ends, whoever asks: in one transaction the sessions are locked by `choose`, their work is
 * cancelled, and their rows go, with every wrapped content key by foreign key. What is told to others waits for the
 * commit. Returns how many ended.
 */
export async function endSessions(
  { database, hooks }: EndingParts,
  choose: (tx: Transaction) => Promise<readonly SessionId[]>,
): Promise<number> {
  const { count, afterCommit } = await database
    .transaction()
    .execute(async (tx) => endSessionsIn(tx, hooks, await choose(tx)))
  await afterCommit()
  return count
}

/** The same within a transaction that does more; the caller runs `afterCommit` after it. The rows must be locked. */
export async function endSessionsIn(
  tx: Transaction,
  hooks: Pick<IdentityHooks, 'onSessionsEnding'>,
  sessionIds: readonly SessionId[],
): Promise<{ count: number; afterCommit: AfterCommit }> {
  if (sessionIds.length === 0) return { count: 0, afterCommit: () => undefined }
  // NOTE: the hook runs while the rows are there: it finds the work of a session by them.
  const afterCommit = await hooks.onSessionsEnding(tx, [...sessionIds])
  const count = await deleteSessions(tx, sessionIds)
  return { count, afterCommit }
}
