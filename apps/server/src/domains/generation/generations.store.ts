import {
  type AccountId,
  type GenerationId,
  parseId,
  type SessionId,
  type VaultId,
  type WorkerId,
} from '#server/kernel/ids.ts'
import {
  anyOf,
  type Database,
  type Executor,
  isMissing,
  makeStatement,
  notification,
  sendAhead,
  type Statement,
  type Transaction,
} from '#server/platform/postgres/index.ts'
import { type InsertObject, type RawBuilder, sql } from 'kysely'
import type { Schema } from '#database/schema.ts'
import type { EventKind } from './event-kind.ts'
import type { Generation } from './generation.ts'
import { generationColumns, toGeneration } from './generation-row.ts'
import type { GenerationState } from './generation-state.ts'
import { isFree } from './queue.store.ts'

const unended = ['reserved', 'queued', 'running'] as const

/** What a new generation is written with. */
export interface Written {
  idempotencyIndex: Buffer
  fingerprint: Buffer
  /** What it is told by; their numbers are the last that its session has drawn. */
  events: readonly EventKind[]
}

export interface Lease {
  workerId: WorkerId
  until: Date
}

/** Writes a queued generation with the events that tell of it; its partner's workers are woken at the commit. */
export async function insertQueued(tx: Transaction, generation: Generation, written: Written): Promise<void> {
  const row = { ...toColumns(generation, written), phase: generation.phase }
  await insertTold(tx, generation, { row, events: written.events })
  await sendAhead(tx, notification(tx, 'work', generation.partnerId).query)
}

/**
 * Writes one that runs from the start, if a slot is free that nobody waits for; where none is, it fails with what
 * `isNoSlotFree` knows. The slots must be locked by an earlier statement.
 */
export async function insertClaimed(
  tx: Transaction,
  generation: Generation,
  { lease, ...written }: Written & { lease: Lease },
): Promise<void> {
  const row = {
    ...toColumns(generation, written),
    // No phase, no row: the column refuses it.
    phase: sql<
      GenerationState['phase']
    >`case when ${isFree(generation.partnerId)} then ${generation.phase} end`,
    started_at: generation.startedAt ?? null,
    worker_id: lease.workerId,
    lease_until: lease.until,
  }
  await insertTold(tx, generation, { row, events: written.events })
}

export const isNoSlotFree = (error: unknown): boolean => isMissing(error, 'phase')

type NewRow = InsertObject<Schema, 'generations'>

async function insertTold(
  tx: Transaction,
  { id, sessionId, createdAt }: Generation,
  { row, events }: { row: NewRow; events: readonly EventKind[] },
): Promise<void> {
  const insert = sql`
    with inserted as (${tx.insertInto('generations').values(row).returning('id')}), written as (
      insert into session_events (session_id, sequence, kind, generation_id, occurred_at)
      select session.id, event_sequence - ${events.length} + place, kind, case kind when 'generation-changed' then ${id} end, ${createdAt}
      from inserted, sessions session, unnest(${[...events]}::text[]) with ordinality as event (kind, place)
      where session.id = ${sessionId}
    )
    select pg_notify('session', ${sessionId}) from inserted`
  await sendAhead(tx, insert.compile(tx))
}

const toColumns = (generation: Generation, { idempotencyIndex, fingerprint }: Written) => ({
  id: generation.id,
  account_id: generation.accountId,
  session_id: generation.sessionId,
  vault_id: generation.vaultId,
  prompt_object_id: generation.promptObjectId,
  model_id: generation.modelId,
  partner_id: generation.partnerId,
  width_px: generation.widthPx,
  height_px: generation.heightPx,
  image_count: generation.imagesAsked,
  seed: generation.seed,
  background: generation.background,
  quality: generation.quality ?? null,
  reference_ids: generation.referenceIds,
  mask_id: generation.maskId ?? null,
  credits_per_image: generation.creditsPerImage,
  idempotency_index: idempotencyIndex,
  request_fingerprint: fingerprint,
  created_at: generation.createdAt,
  queued_at: generation.createdAt,
})

/**
 * Whether the account has used this key, and how many of its generations have not ended. The session must be locked by an
 * earlier statement, so that everything of it is counted.
 */
export function countingUse(
  tx: Transaction,
  accountId: AccountId,
  idempotencyIndex: Buffer,
): Statement<{ isKeyUsed: boolean; unended: number }> {
  const query = sql<{ is_key_used: boolean; unended: number }>`
    select exists (
      select 1 from generations where account_id = ${accountId} and idempotency_index = ${idempotencyIndex}
    ) as is_key_used, (
      select count(*)::integer from generations where account_id = ${accountId} and phase = ${anyOf(unended)}
    ) as unended`
  return makeStatement(query.compile(tx), ({ rows: [use] }) => ({
    isKeyUsed: use?.is_key_used ?? false,
    unended: use?.unended ?? 0,
  }))
}

export async function findByKey(executor: Executor, accountId: AccountId, idempotencyIndex: Buffer) {
  const row = await executor
    .selectFrom('generations')
    .select([...generationColumns, 'request_fingerprint'])
    .where('account_id', '=', accountId)
    .where('idempotency_index', '=', idempotencyIndex)
    .executeTakeFirst()
  return row === undefined
    ? undefined
    : { generation: toGeneration(row), fingerprint: row.request_fingerprint }
}

export async function findGeneration(executor: Executor, id: GenerationId): Promise<Generation | undefined> {
  const row = await executor
    .selectFrom('generations')
    .select(generationColumns)
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? undefined : toGeneration(row)
}

/** What a change of state writes; `queuedAt` begins a new attempt, and a `lease` of null gives it back. */
export interface StateChange {
  state: GenerationState
  queuedAt?: Date
  startedAt?: Date
  endedAt?: Date
  lease?: { workerId: WorkerId; until: Date } | null
}

/** The statement that stores a change, to be run by itself or as a part of another. */
export const stateUpdate = (tx: Transaction, id: GenerationId, { state, ...times }: StateChange) =>
  tx
    .updateTable('generations')
    .set({
      phase: state.phase,
      reason: state.reason ?? null,
      refusal_stage: state.refusal?.stage ?? null,
      refusal_category: state.refusal?.category ?? null,
      attempt: state.attempt,
      images_sealed: state.imagesSealed,
      images_sealed_before: state.imagesSealedBefore,
      charged_credits: state.chargedCredits,
      disclosed: state.disclosed,
      cancel_requested: state.cancelRequested,
      ...(times.queuedAt === undefined ? {} : { queued_at: times.queuedAt, ended_at: null }),
      ...(times.startedAt === undefined ? {} : { started_at: times.startedAt }),
      ...(times.endedAt === undefined ? {} : { ended_at: times.endedAt }),
      ...(times.lease === undefined
        ? {}
        : { worker_id: times.lease?.workerId ?? null, lease_until: times.lease?.until ?? null }),
    })
    .where('id', '=', id)

/** Locks a generation alone, for a change of nothing else that is committed with it. */
export const lockingAlone = (executor: Executor, id: GenerationId): Statement<void> =>
  makeStatement(sql`select 1 from generations where id = ${id} for update`.compile(executor), () => undefined)

/** Says of an attempt that it is sent, where it still runs here, nobody asked it to stop, and it may leave; returns it then. */
export const markingSent =
  ({ id, attempt, workerId }: Generation) =>
  (mayLeave: RawBuilder<boolean>) =>
    sql`
    update generations set disclosed = 'sent'
    where id = ${id} and attempt = ${attempt} and worker_id = ${workerId ?? null} and phase = 'running'
      and not cancel_requested and ${mayLeave}
    returning id`

/** Remembers that the person's device has this image for good. */
export async function storeKeptImage(tx: Transaction, id: GenerationId, imageIndex: number): Promise<void> {
  await tx
    .updateTable('generations')
    .set({ kept_images: sql<number[]>`array_append(kept_images, ${imageIndex}::smallint)` })
    .where('id', '=', id)
    .execute()
}

/** The generations of a session, newest first. */
export async function listOfSession(
  executor: Executor,
  sessionId: SessionId,
  limit: number,
): Promise<Generation[]> {
  const rows = await executor
    .selectFrom('generations')
    .select(generationColumns)
    .where('session_id', '=', sessionId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(toGeneration)
}

/** Ids of what has not ended, in one order for everyone who locks several. */
export async function findUnended(
  executor: Executor,
  by: { sessionIds: readonly SessionId[] } | { vaultIds: readonly VaultId[] },
): Promise<GenerationId[]> {
  const owners = 'sessionIds' in by ? by.sessionIds : by.vaultIds
  if (owners.length === 0) return []
  const rows = await executor
    .selectFrom('generations')
    .select('id')
    .where('sessionIds' in by ? 'session_id' : 'vault_id', '=', anyOf<string>(owners))
    .where('phase', '=', anyOf(unended))
    .orderBy('id')
    .execute()
  return rows.flatMap((row) => parseId('gen', row.id) ?? [])
}

export async function findBusyVaults(executor: Executor, vaultIds: readonly VaultId[]): Promise<Set<string>> {
  if (vaultIds.length === 0) return new Set()
  const rows = await executor
    .selectFrom('generations')
    .select('vault_id')
    .where('vault_id', '=', anyOf(vaultIds))
    .where('phase', '=', anyOf(unended))
    .execute()
  return new Set(rows.flatMap(({ vault_id }) => vault_id ?? []))
}

/** Removes every record of an account; returns what they were. */
export async function deleteGenerationsOf(
  tx: Transaction,
  accountId: AccountId,
): Promise<{ id: GenerationId; sessionId: SessionId | undefined }[]> {
  const rows = await tx
    .deleteFrom('generations')
    .where('account_id', '=', accountId)
    .returning(['id', 'session_id'])
    .execute()
  return rows.flatMap((row) => {
    const id = parseId('gen', row.id)
    return id === undefined ? [] : [{ id, sessionId: parseId('ses', row.session_id ?? '') }]
  })
}

export async function deleteGeneration(tx: Transaction, id: GenerationId): Promise<void> {
  await tx.deleteFrom('generations').where('id', '=', id).execute()
}

/**
 * Extends the leases of what a worker holds; returns what it still holds, and what it was asked to stop. What it has let
 * go of without an end, because the database was away, must lapse.
 */
export async function renewLeases(
  database: Database,
  { workerId, ids, until }: { workerId: WorkerId; ids: readonly GenerationId[]; until: Date },
) {
  if (ids.length === 0) return []
  const rows = await database
    // In the order of everyone who locks several.
    .with('held', (query) =>
      query
        .selectFrom('generations')
        .select('id')
        .where('id', '=', anyOf(ids))
        .where('worker_id', '=', workerId)
        .where('phase', '=', 'running')
        .orderBy('id')
        .forUpdate(),
    )
    .updateTable('generations')
    .from('held')
    .set({ lease_until: until })
    .whereRef('generations.id', '=', 'held.id')
    .returning(['generations.id', 'cancel_requested'])
    .execute()
  return rows.map(({ id, cancel_requested }) => ({ id, cancelRequested: cancel_requested }))
}

/** Running past their lease, or queued with no ticket that a living worker could open. */
export async function findAbandoned(
  executor: Executor,
  now: Date,
  limit: number,
  id?: GenerationId,
): Promise<GenerationId[]> {
  const rows = await executor
    .selectFrom('generations')
    .select('id')
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .where(({ and, or, eb, not, exists, selectFrom }) =>
      or([
        and([eb('phase', '=', 'running'), eb('lease_until', '<=', now)]),
        and([
          eb('phase', '=', 'queued'),
          not(
            exists(
              selectFrom('tickets')
                .innerJoin('worker_keys', 'worker_keys.id', 'tickets.worker_key_id')
                .select('tickets.generation_id')
                .whereRef('tickets.generation_id', '=', 'generations.id')
                .where('worker_keys.alive_until', '>', now),
            ),
          ),
        ]),
      ]),
    )
    .limit(limit)
    .execute()
  return rows.flatMap((row) => parseId('gen', row.id) ?? [])
}

export async function deleteEndedBefore(database: Database, moment: Date): Promise<number> {
  const deleted = await database.deleteFrom('generations').where('ended_at', '<=', moment).executeTakeFirst()
  return Number(deleted.numDeletedRows)
}

/** Of these, those that a partner works on now. */
export async function findRunning(
  executor: Executor,
  ids: readonly GenerationId[],
): Promise<ReadonlySet<GenerationId>> {
  const rows = await executor
    .selectFrom('generations')
    .select('id')
    .where('id', '=', anyOf(ids))
    .where('phase', '=', 'running')
    .execute()
  return new Set(rows.flatMap(({ id }) => parseId('gen', id) ?? []))
}

export async function countQueued(database: Database): Promise<number> {
  const { rows } = await sql<{
    count: string
  }>`select count(*) from generations where phase = 'queued'`.execute(database)
  return Number(rows[0]?.count ?? 0)
}
