import { sql } from 'kysely'
import type { AccountReference } from '#server/kernel/ids.ts'
import {
  type Executor,
  makeStatement,
  type Statement,
  type Transaction,
} from '#server/platform/postgres/index.ts'

export type EntryKind = 'grant' | 'reserve' | 'capture' | 'release'

export interface Entry {
  accountReference: AccountReference
  kind: EntryKind
  amount: number
  /** What it is for; each kind happens at most once for one operation. */
  operation: string
  at: Date
}

/** Writes one entry. False when this operation has an entry of this kind already: then nothing is changed. */
export async function insertEntry(tx: Transaction, { accountReference, kind, amount, operation, at }: Entry) {
  const written = await tx
    .insertInto('credit_entries')
    .values({
      account_reference: accountReference,
      kind,
      amount,
      operation,
      recorded_at: at,
    })
    .onConflict((conflict) => conflict.columns(['operation', 'kind']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return written !== undefined
}

/**
 * Moves credits from what is available to what is reserved, with the entry that says so; too few, or with an entry that is
 * there already, it moves nothing. Locks the balance until the transaction ends, so that entries of one account are
 * written one after another. Answers what was available before; undefined when the account has no balance.
 */
export function reserving(
  tx: Transaction,
  { accountReference, amount, operation, at }: Omit<Entry, 'kind'>,
): Statement<number | undefined> {
  const query = sql<{ available: number }>`
    with balance as (
      select available from credit_balances where account_reference = ${accountReference} for update
    ), entry as (
      insert into credit_entries (account_reference, kind, amount, operation, recorded_at)
      select ${accountReference}, 'reserve', ${amount}, ${operation}, ${at}
      from balance where available >= ${amount}
      on conflict (operation, kind) do nothing returning amount
    ), moved as (
      update credit_balances set available = available - entry.amount, reserved = reserved + entry.amount
      from entry where account_reference = ${accountReference}
    )
    select available from balance`
  return makeStatement(query.compile(tx), ({ rows: [balance] }) => balance?.available)
}

/** Locks the balance that an operation holds credits of. */
export function lockingBalance(tx: Transaction, operation: string): Statement<void> {
  const query = sql`
    select 1 from credit_balances balance
    join credit_entries entry on entry.account_reference = balance.account_reference
    where entry.operation = ${operation} and entry.kind = 'reserve'
    for update of balance`
  return makeStatement(query.compile(tx), () => undefined)
}

/**
 * Takes from what an operation still holds: reserved, less what was captured and released. Whose credits they are is what
 * was written when they were held. The balance must be locked by an earlier statement, so that this one sees every entry
 * of the account.
 */
export function settling(
  tx: Transaction,
  { kind, amount, operation, at }: Omit<Entry, 'accountReference'>,
): Statement<'settled' | 'repeated' | 'not-held'> {
  const returned = kind === 'release' ? amount : 0
  const query = sql<{ held: boolean; written: boolean; moved: boolean }>`
    with held as (
      select account_reference, sum(case kind when 'reserve' then amount else -amount end) as amount
      from credit_entries where operation = ${operation} and kind in ('reserve', 'capture', 'release')
      group by account_reference
    ), entry as (
      insert into credit_entries (account_reference, kind, amount, operation, recorded_at)
      select account_reference, ${kind}, ${amount}, ${operation}, ${at} from held
      on conflict (operation, kind) do nothing returning amount
    ), moved as (
      update credit_balances balance set available = available + ${returned}, reserved = reserved - entry.amount
      from entry, held
      where balance.account_reference = held.account_reference and held.amount >= entry.amount
      returning reserved
    )
    select exists (select 1 from held) as held, exists (select 1 from entry) as written, exists (select 1 from moved) as moved`
  return makeStatement(query.compile(tx), ({ rows: [outcome] }) => {
    if (outcome?.held !== true) return 'not-held'
    // A repetition is told by its entry, not by what is left.
    if (!outcome.written) return 'repeated'
    return outcome.moved ? 'settled' : 'not-held'
  })
}

/** Moves the balance by the given amounts; negative takes away. */
export async function moveBalance(
  tx: Transaction,
  accountReference: AccountReference,
  by: { available: number; reserved: number },
): Promise<void> {
  const moved = await tx
    .updateTable('credit_balances')
    .set((row) => ({
      available: row('available', '+', by.available),
      reserved: row('reserved', '+', by.reserved),
    }))
    .where('account_reference', '=', accountReference)
    .executeTakeFirst()
  if (moved.numUpdatedRows === 0n) throw new Error('the account has no balance')
}

/** Makes the account's row; there already, it stays as it is. */
export async function openBalance(tx: Transaction, accountReference: AccountReference): Promise<void> {
  await tx
    .insertInto('credit_balances')
    .values({ account_reference: accountReference, available: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export function readingBalance(
  executor: Executor,
  accountReference: AccountReference,
): Statement<{ available: number; reserved: number } | undefined> {
  const query = executor
    .selectFrom('credit_balances')
    .select(['available', 'reserved'])
    .where('account_reference', '=', accountReference)
  return makeStatement(query.compile(), ({ rows: [balance] }) => balance)
}
