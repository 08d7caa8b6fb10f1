import type { GenerationId, SessionId } from '#server/kernel/ids.ts'
import { type Database, type Executor, notify, type Transaction } from '#server/platform/postgres/index.ts'
import { sql } from 'kysely'

export type EventKind = 'generation-changed' | 'generation-removed' | 'credits-changed' | 'sitting-changed'

/**
 * Locks a session's row, before any row of its generations: everyone who needs both takes them in this order, so that a
 * sign-out and a worker wait for each other and never for ever. False when it has ended.
 */
export async function lockSession(tx: Transaction, sessionId: SessionId): Promise<boolean> {
  const row = await tx
    .selectFrom('sessions')
    .select('id')
    .where('id', '=', sessionId)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

/** Adds events under the next numbers of their session, and tells every process at the commit. */
export async function appendEvents(
  tx: Transaction,
  sessionId: SessionId,
  events: readonly { kind: EventKind; generationId?: GenerationId; at: Date }[],
): Promise<void> {
  const { rows } = await sql<{ last: string }>`
    update sessions set event_sequence = event_sequence + ${events.length}
    where id = ${sessionId} returning event_sequence as last`.execute(tx)
  const last = rows[0]?.last
  if (last === undefined) return
  const first = BigInt(last) - BigInt(events.length) + 1n
  await tx
    .insertInto('session_events')
    .values(
      events.map(({ kind, generationId, at }, index) => ({
        session_id: sessionId,
        sequence: first + BigInt(index),
        kind,
        generation_id: generationId ?? null,
        occurred_at: at,
      })),
    )
    .execute()
  await notify(tx, 'session', sessionId)
}

/** The number of the session's last event; undefined when the session has ended. */
export async function findCursor(executor: Executor, sessionId: SessionId): Promise<number | undefined> {
  const row = await executor
    .selectFrom('sessions')
    .select('event_sequence')
    .where('id', '=', sessionId)
    .executeTakeFirst()
  return row === undefined ? undefined : Number(row.event_sequence)
}

export interface StoredEvent {
  sequence: number
  kind: EventKind
  generationId: string | undefined
}

const kinds: readonly EventKind[] = [
  'generation-changed',
  'generation-removed',
  'credits-changed',
  'sitting-changed',
]

export async function readEventsAfter(
  executor: Executor,
  sessionId: SessionId,
  { cursor, limit }: { cursor: number; limit: number },
): Promise<StoredEvent[]> {
  const rows = await executor
    .selectFrom('session_events')
    .select(['sequence', 'kind', 'generation_id'])
    .where('session_id', '=', sessionId)
    .where('sequence', '>', String(cursor))
    .orderBy('sequence')
    .limit(limit)
    .execute()
  return rows.flatMap((row) => {
    const kind = kinds.find((known) => known === row.kind)
    return kind === undefined
      ? []
      : [{ sequence: Number(row.sequence), kind, generationId: row.generation_id ?? undefined }]
  })
}

export async function deleteEventsBefore(database: Database, moment: Date): Promise<number> {
  const deleted = await database
    .deleteFrom('session_events')
    .where('occurred_at', '<=', moment)
    .executeTakeFirst()
  return Number(deleted.numDeletedRows)
}
