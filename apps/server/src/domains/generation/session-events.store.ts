import type { GenerationId, SessionId } from '#server/kernel/ids.ts'
import type { Database, Executor, Transaction } from '#server/platform/postgres/index.ts'
import { sql } from 'kysely'

export type EventKind = 'generation-changed' | 'generation-removed' | 'credits-changed' | 'sitting-changed'

/** Locks the session of a generation, in the order that `lockSession` tells of. */
export async function lockSessionOf(tx: Transaction, generationId: GenerationId): Promise<void> {
  await sql`
    select 1 from sessions where id = (select session_id from generations where id = ${generationId}) for update`.execute(
    tx,
  )
}

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
  const kinds = events.map(({ kind }) => kind)
  const ids = events.map(({ generationId }) => generationId ?? null)
  // One statement: each costs a way to the database and back, and this one runs at every change.
  await sql`
    with numbered as (
      update sessions set event_sequence = event_sequence + ${events.length}
      where id = ${sessionId} returning id, event_sequence
    ), written as (
      insert into session_events (session_id, sequence, kind, generation_id, occurred_at)
      select numbered.id, event_sequence - ${events.length} + place, kind, generation_id, ${events[0]?.at}
      from numbered, unnest(${kinds}::text[], ${ids}::text[]) with ordinality as event (kind, generation_id, place)
    )
    select pg_notify('session', id) from numbered`.execute(tx)
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
