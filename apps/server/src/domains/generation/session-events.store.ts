import { type AccountId, type GenerationId, parseId, type SessionId } from '#server/kernel/ids.ts'
import {
  anyOf,
  sendAlone,
  type Database,
  type Executor,
  makeStatement,
  sendAhead,
  type Statement,
  type Transaction,
} from '#server/platform/postgres/index.ts'
import { type Nullable, type RawBuilder, sql } from 'kysely'
import { type EventKind, eventKinds } from './event-kind.ts'
import type { Generation } from './generation.ts'
import { columnsOfGeneration, type GenerationRow, toGeneration } from './generation-row.ts'
import type { stateUpdate } from './generations.store.ts'

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

/** Locks every session of an account, in one order for everyone who locks several. */
export async function lockSessionsOf(tx: Transaction, accountId: AccountId): Promise<SessionId[]> {
  const rows = await tx
    .selectFrom('sessions')
    .select('id')
    .where('account_id', '=', accountId)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.flatMap(({ id }) => parseId('ses', id) ?? [])
}

/** Locks a session and one of its generations, in this order. Undefined when one of them is gone. */
export async function lockWithSession(tx: Transaction, id: GenerationId): Promise<Generation | undefined> {
  return sendAlone(tx, lockingWithSession(tx, id))
}

/** The same, to leave together with what comes after it. */
export function lockingWithSession(tx: Transaction, id: GenerationId): Statement<Generation | undefined> {
  const query = sql<GenerationRow>`${withSessions(sql`= ${id}`)} for update of session, generation`
  return makeStatement(query.compile(tx), ({ rows: [row] }) => row && toGeneration(row))
}

/** The same for several; those that somebody else has locked, or their sessions, are passed over. */
export async function lockIdleWithSessions(
  tx: Transaction,
  ids: readonly GenerationId[],
): Promise<Generation[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<GenerationRow>`
    ${withSessions(sql`= ${anyOf(ids)}`)} for update of session, generation skip locked`.execute(tx)
  return rows.map(toGeneration)
}

const withSessions = (named: RawBuilder<unknown>) => sql`
  select ${columnsOfGeneration}
  from generations generation join sessions session on session.id = generation.session_id
  where generation.id ${named}`

/**
 * Locks a session as `lockSession` does and takes its next numbers for events that the caller writes in this transaction.
 * False when the session has ended.
 */
export function takingNumbers(tx: Transaction, sessionId: SessionId, count: number): Statement<boolean> {
  const query = sql`update sessions set event_sequence = event_sequence + ${count} where id = ${sessionId}`
  return makeStatement(query.compile(tx), ({ rowCount }) => rowCount === 1)
}

export interface NewEvent {
  kind: EventKind
  generationId?: GenerationId
  at: Date
}

/** Adds events under the next numbers of their session, and tells every process at the commit. */
export async function appendEvents(
  tx: Transaction,
  sessionId: SessionId,
  events: readonly NewEvent[],
): Promise<void> {
  const append = sql`with ${appending(sessionId, events)} select pg_notify('session', id) from numbered`
  await sendAhead(tx, append.compile(tx))
}

/**
 * The same together with the change they tell of, in one statement: each costs a way to the database and back. Of what is gone
 * nothing is told: who found nothing to lock has not locked the session, and must not wait for it while they hold a balance.
 */
export function storingChange(
  tx: Transaction,
  change: { update: ReturnType<typeof stateUpdate>; sessionId: SessionId; events: readonly NewEvent[] },
): Statement<void> {
  const { update, sessionId, events } = change
  const store = sql`
    with changed as (${update.returning('id')}), ${appending(sessionId, events, sql`exists (select from changed)`)}
    select pg_notify('session', id) from numbered`
  return makeStatement(store.compile(tx), () => undefined)
}

function appending(sessionId: SessionId, events: readonly NewEvent[], condition = sql`true`) {
  const kinds = events.map(({ kind }) => kind)
  const ids = events.map(({ generationId }) => generationId ?? null)
  return sql`
    numbered as (
      update sessions set event_sequence = event_sequence + ${events.length}
      where id = ${sessionId} and ${condition} returning id, event_sequence
    ), written as (
      insert into session_events (session_id, sequence, kind, generation_id, occurred_at)
      select numbered.id, event_sequence - ${events.length} + place, kind, generation_id, ${events[0]?.at}
      from numbered, unnest(${kinds}::text[], ${ids}::text[]) with ordinality as event (kind, generation_id, place)
    )`
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
  /** As it is now; absent when it is gone, or the event is of something else. */
  generation: Generation | undefined
}

export interface News {
  /** The number of the session's last event. */
  newest: number
  /** What comes after the cursor, at most `limit`. */
  events: StoredEvent[]
}

/** What is new in a session since a cursor. Undefined when the session has ended. */
export function readingNews(
  executor: Executor,
  sessionId: SessionId,
  { cursor, limit }: { cursor: number; limit: number },
): Statement<News | undefined> {
  const query = sql<NewsRow>`
    select session.event_sequence, event.sequence, event.kind, event.generation_id, ${columnsOfGeneration}
    from sessions session
    left join lateral (
      select sequence, kind, generation_id from session_events
      where session_id = session.id and sequence > ${String(cursor)}::bigint order by sequence limit ${limit}
    ) event on true
    left join generations generation on generation.id = event.generation_id
    where session.id = ${sessionId} order by event.sequence`
  return makeStatement(
    query.compile(executor),
    ({ rows }) => rows[0] && { newest: Number(rows[0].event_sequence), events: rows.flatMap(toEvent) },
  )
}

type NewsRow = { event_sequence: string } & Nullable<
  GenerationRow & { sequence: string; kind: string; generation_id: string }
>

function toEvent(row: NewsRow): StoredEvent[] {
  const kind = eventKinds.find((known) => known === row.kind)
  if (kind === undefined) return []
  const generation = isThere(row) ? toGeneration(row) : undefined
  return [{ sequence: Number(row.sequence), kind, generationId: row.generation_id ?? undefined, generation }]
}

/** The row of a generation that the join has found: all of it, or nothing. */
function isThere(row: Nullable<GenerationRow>): row is GenerationRow {
  return row.id !== null
}

export async function deleteEventsBefore(database: Database, moment: Date): Promise<number> {
  const deleted = await database
    .deleteFrom('session_events')
    .where('occurred_at', '<=', moment)
    .executeTakeFirst()
  return Number(deleted.numDeletedRows)
}
