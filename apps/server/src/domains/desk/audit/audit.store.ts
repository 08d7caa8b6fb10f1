import type { Database, Executor, Transaction } from '#server/platform/postgres/index.ts'
import type { Act, Chain, ProvenEntry } from './entry.ts'

const pageSize = 1_000

/** Who it was where no operator is named. */
const namelessActor = (act: Act) => (act === 'letter-deleted' ? 'number' : 'command-line')

/** Locks the record until the transaction ends: entries follow each other, in every process. Undefined before the first. */
export async function lockChain(tx: Transaction, first: Chain): Promise<Chain> {
  await tx
    .insertInto('audit_chain')
    .values(toRow(first))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return toChain(await tx.selectFrom('audit_chain').selectAll().forUpdate().executeTakeFirstOrThrow())
}

export async function findChain(executor: Executor): Promise<Chain | undefined> {
  const row = await executor.selectFrom('audit_chain').selectAll().executeTakeFirst()
  return row && toChain(row)
}

export async function storeChain(tx: Transaction, chain: Chain): Promise<void> {
  await tx.updateTable('audit_chain').set(toRow(chain)).execute()
}

export async function insertEntry(tx: Transaction, entry: ProvenEntry): Promise<void> {
  const { number, at, actor, act, subject, before, proof } = entry
  await tx
    .insertInto('audit_entries')
    .values({
      number,
      at,
      account_reference: actor === namelessActor(act) ? null : actor,
      act,
      subject: subject ?? null,
      before,
      proof,
    })
    .execute()
}

/** Every entry past a number, in order, a page at a time. */
export async function* readEntries(executor: Executor, after: number): AsyncGenerator<ProvenEntry> {
  for (let last = after; ; ) {
    const rows = await executor
      .selectFrom('audit_entries')
      .selectAll()
      .where('number', '>', last)
      .orderBy('number')
      .limit(pageSize)
      .execute()
    for (const { account_reference: reference, subject, ...row } of rows)
      yield { ...row, actor: reference ?? namelessActor(row.act), subject: subject ?? undefined }
    const end = rows.at(-1)
    if (end === undefined || rows.length < pageSize) return
    last = end.number
  }
}

/** The proof of one entry. */
export async function findProof(executor: Executor, number: number): Promise<Buffer | undefined> {
  const row = await executor
    .selectFrom('audit_entries')
    .select('proof')
    .where('number', '=', number)
    .executeTakeFirst()
  return row?.proof
}

/** The number up to which every entry is older than a moment; 0 when the first is not. */
export async function findLastBefore(executor: Executor, moment: Date): Promise<number> {
  const row = await executor
    .selectFrom('audit_entries')
    .select(({ fn }) => fn.min('number').as('first'))
    .where('at', '>', moment)
    .executeTakeFirst()
  if (row?.first != null) return Number(row.first) - 1
  const all = await executor
    .selectFrom('audit_entries')
    .select(({ fn }) => fn.max('number').as('last'))
    .executeTakeFirst()
  return Number(all?.last ?? 0)
}

export async function deleteEntriesUpTo(tx: Transaction, number: number): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('audit_entries')
    .where('number', '<=', number)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Runs what reads several times on one state of the database. */
export function atOneMoment<Value>(
  database: Database,
  read: (tx: Transaction) => Promise<Value>,
): Promise<Value> {
  return database.transaction().setIsolationLevel('repeatable read').execute(read)
}

const toRow = ({ beginsAfter, beginning, count, head, seal }: Chain) => ({
  begins_after: beginsAfter,
  beginning,
  count,
  head,
  seal,
})

const toChain = (row: {
  begins_after: number
  beginning: Buffer
  count: number
  head: Buffer
  seal: Buffer
}): Chain => ({
  beginsAfter: row.begins_after,
  beginning: row.beginning,
  count: row.count,
  head: row.head,
  seal: row.seal,
})
