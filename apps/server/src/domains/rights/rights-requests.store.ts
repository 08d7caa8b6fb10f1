import type { RefusalReason } from '#contract'
import { type AccountReference, parseId, type RightsRequestId } from '#server/kernel/ids.ts'
import type { Database, Executor, Transaction } from '#server/platform/postgres/index.ts'
import type { Channel, Outcome, RequestKind } from './rights-request.ts'

export interface RequestRow {
  id: RightsRequestId
  /** Absent for somebody who was not found here. */
  accountReference: AccountReference | undefined
  kind: RequestKind
  channel: Channel
  receivedAt: Date
  dueAt: Date
}

/** False when the form it was entered with was sent before: then nothing is written. */
export async function insertRequest(
  executor: Executor,
  request: RequestRow & { formIndex?: Buffer | undefined },
): Promise<boolean> {
  const written = await executor
    .insertInto('rights_requests')
    .values({
      id: request.id,
      account_reference: request.accountReference ?? null,
      kind: request.kind,
      channel: request.channel,
      received_at: request.receivedAt,
      due_at: request.dueAt,
      answered_at: null,
      outcome: null,
      reason: null,
      form_index: request.formIndex ?? null,
    })
    .onConflict((conflict) => conflict.column('form_index').doNothing())
    .returning('id')
    .executeTakeFirst()
  return written !== undefined
}

/** What was entered with this form; undefined when it is forgotten. */
export async function findRequestOfForm(
  executor: Executor,
  formIndex: Buffer,
): Promise<RightsRequestId | undefined> {
  const row = await executor
    .selectFrom('rights_requests')
    .select('id')
    .where('form_index', '=', formIndex)
    .executeTakeFirst()
  return parseId('req', row?.id ?? '')
}

export type Answer =
  | { outcome: Exclude<Outcome, 'refused'>; reason?: never }
  | { outcome: 'refused'; reason: RefusalReason }

/**
 * Says what came of a request. False for one that was answered: it stays as it is. What is begun cannot be taken back, so
 * that nothing but its being done is said of it.
 */
export async function answerRequest(
  executor: Executor,
  { id, outcome, reason, at }: Answer & { id: RightsRequestId; at: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await executor
    .updateTable('rights_requests')
    .set({ outcome, reason: reason ?? null, answered_at: at })
    .where('id', '=', id)
    .where('answered_at', 'is', null)
    .$if(outcome !== 'done', (update) => update.where('begun_at', 'is', null))
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Locks a request that has no answer; undefined when it has one. */
export async function lockOpenRequest(tx: Transaction, id: RightsRequestId) {
  return tx
    .selectFrom('rights_requests')
    .select(['id', 'received_at', 'begun_at'])
    .where('id', '=', id)
    .where('answered_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}

/** What waits for whoever answers letters, due soonest first: all that is open and not under way. */
export async function listWaiting(executor: Executor, limit: number): Promise<RequestRow[]> {
  const rows = await waiting(executor).orderBy('due_at').orderBy('id').limit(limit).execute()
  return rows.flatMap((row) => toRow(row) ?? [])
}

/** One of those. */
export async function findWaiting(executor: Executor, id: RightsRequestId): Promise<RequestRow | undefined> {
  const row = await waiting(executor).where('id', '=', id).executeTakeFirst()
  return row && toRow(row)
}

const waiting = (executor: Executor) =>
  executor
    .selectFrom('rights_requests')
    .select(['id', 'account_reference', 'kind', 'channel', 'received_at', 'due_at'])
    .where('answered_at', 'is', null)
    .where('begun_at', 'is', null)

function toRow(row: {
  id: string
  account_reference: string | null
  kind: RequestKind
  channel: Channel
  received_at: Date
  due_at: Date
}): RequestRow | undefined {
  const id = parseId('req', row.id)
  if (id === undefined) return undefined
  return {
    id,
    accountReference: parseId('ref', row.account_reference ?? ''),
    kind: row.kind,
    channel: row.channel,
    receivedAt: row.received_at,
    dueAt: row.due_at,
  }
}

/** The erasure of this account that was asked for and has not come to its end, if there is one. Locks it. */
export async function findOpenErasure(tx: Transaction, accountReference: AccountReference) {
  return tx
    .selectFrom('rights_requests')
    .select(['id', 'received_at', 'begun_at'])
    .where('account_reference', '=', accountReference)
    .where('kind', '=', 'erase-account')
    .where('answered_at', 'is', null)
    .orderBy('begun_at')
    .orderBy('received_at')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
}

/**
 * Says that an erasure is under way, and for which key its receipt is kept. False where it was before: it keeps the time
 * and the key of its first beginning.
 */
export async function markBegun(
  tx: Transaction,
  id: RightsRequestId,
  { at, keyIndex }: { at: Date; keyIndex?: Buffer | undefined },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('rights_requests')
    .set({ begun_at: at, receipt_index: keyIndex ?? null })
    .where('id', '=', id)
    .where('answered_at', 'is', null)
    .where('begun_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Of the key for which the receipt of an account's erasure is kept, if there is one. */
export async function findReceiptIndex(
  tx: Transaction,
  accountReference: AccountReference,
): Promise<Buffer | undefined> {
  const row = await tx
    .selectFrom('rights_requests')
    .select('receipt_index')
    .where('account_reference', '=', accountReference)
    .where('answered_at', 'is', null)
    .where('receipt_index', 'is not', null)
    .executeTakeFirst()
  return row?.receipt_index ?? undefined
}

/** Whether an erasure is under way whose receipt will be kept for this key. */
export async function isBegunUnder(executor: Executor, keyIndex: Buffer): Promise<boolean> {
  const row = await executor
    .selectFrom('rights_requests')
    .select('id')
    .where('receipt_index', '=', keyIndex)
    .where('answered_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** The newest requests of somebody. */
export async function listRequests(executor: Executor, accountReference: AccountReference, limit: number) {
  return executor
    .selectFrom('rights_requests')
    .select(['id', 'kind', 'channel', 'received_at', 'due_at', 'answered_at', 'outcome', 'reason'])
    .where('account_reference', '=', accountReference)
    .orderBy('received_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Says of every open erasure of an account that it is done: the account is gone. */
export async function answerErasures(
  executor: Executor,
  {
    accountReference,
    at,
    unreadableAt,
  }: { accountReference: AccountReference; at: Date; unreadableAt?: Date },
): Promise<void> {
  await executor
    .updateTable('rights_requests')
    .set({
      outcome: 'done',
      answered_at: at,
      receipt_index: null,
      ...(unreadableAt === undefined ? {} : { unreadable_at: unreadableAt }),
    })
    .where('account_reference', '=', accountReference)
    .where('kind', '=', 'erase-account')
    .where('answered_at', 'is', null)
    .execute()
}

/** Whose account is being erased: begun by then, and not at its end. What only waits for an answer is not among them. */
export async function listBegunErasures(
  executor: Executor,
  { begunBy, limit }: { begunBy: Date; limit: number },
): Promise<string[]> {
  const rows = await executor
    .selectFrom('rights_requests')
    .select('account_reference')
    .where('kind', '=', 'erase-account')
    .where('answered_at', 'is', null)
    .where('account_reference', 'is not', null)
    .where('begun_at', '<=', begunBy)
    .orderBy('begun_at')
    .limit(limit)
    .execute()
  return rows.flatMap(({ account_reference }) => account_reference ?? [])
}

/** Whose content is being erased: begun by then, and not at its end. */
export async function listBegunContentErasures(
  executor: Executor,
  { begunBy, limit }: { begunBy: Date; limit: number },
): Promise<{ id: RightsRequestId; accountReference: AccountReference }[]> {
  const rows = await executor
    .selectFrom('rights_requests')
    .select(['id', 'account_reference'])
    .where('kind', '=', 'erase-content')
    .where('answered_at', 'is', null)
    .where('begun_at', '<=', begunBy)
    .orderBy('begun_at')
    .limit(limit)
    .execute()
  return rows.flatMap((row) => {
    const id = parseId('req', row.id)
    const accountReference = parseId('ref', row.account_reference ?? '')
    return id === undefined || accountReference === undefined ? [] : [{ id, accountReference }]
  })
}

/** Forgets every request of a pseudonym. */
export async function deleteRequestsOf(
  database: Database,
  accountReference: AccountReference,
): Promise<void> {
  await database.deleteFrom('rights_requests').where('account_reference', '=', accountReference).execute()
}

/** Forgets answered requests past their time; returns how many. */
export async function deleteRequestsBefore(database: Database, moment: Date): Promise<number> {
  const result = await database
    .deleteFrom('rights_requests')
    .where('received_at', '<=', moment)
    .where('answered_at', 'is not', null)
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}
