import { sql } from 'kysely'
import { type AccountReference, parseId } from '#server/kernel/ids.ts'
import type { Executor, Transaction } from '#server/platform/postgres/index.ts'

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
 * written one after another. Returns what was available before; undefined when the account has no balance.
 */
export async function reserve(
  tx: Transaction,
  { accountReference, amount, operation, at }: Omit<Entry, 'kind'>,
): Promise<number | undefined> {
  const { rows } = await sql<{ available: number }>`
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
    select available from balance`.execute(tx)
  return rows[0]?.available
}

/** Locks the balance that an operation holds credits of; undefined when it never reserved. */
export async function lockBalanceOfOperation(
  tx: Transaction,
  operation: string,
): Promise<AccountReference | undefined> {
  const { rows } = await sql<{ account_reference: string }>`
    select balance.account_reference from credit_balances balance
    join credit_entries entry on entry.account_reference = balance.account_reference
    where entry.operation = ${operation} and entry.kind = 'reserve'
    for update of balance`.execute(tx)
  return parseId('ref', rows[0]?.account_reference ?? '')
}

/**
 * Takes from what an operation still holds: reserved, less what was captured and released. The balance must be locked by
 * an earlier statement, so that this one sees every entry of the account.
 */
export async function settle(
  tx: Transaction,
  { accountReference, kind, amount, operation, at }: Entry,
): Promise<'settled' | 'repeated' | 'not-held'> {
  const returned = kind === 'release' ? amount : 0
  const { rows } = await sql<{ written: boolean; moved: boolean }>`
    with held as (
      select sum(case kind when 'reserve' then amount else -amount end) as amount
      from credit_entries where operation = ${operation} and kind in ('reserve', 'capture', 'release')
    ), entry as (
      insert into credit_entries (account_reference, kind, amount, operation, recorded_at)
      values (${accountReference}, ${kind}, ${amount}, ${operation}, ${at})
      on conflict (operation, kind) do nothing returning amount
    ), moved as (
      update credit_balances set available = available + ${returned}, reserved = reserved - entry.amount
      from entry, held where account_reference = ${accountReference} and held.amount >= entry.amount
      returning reserved
    )
    select exists (select 1 from entry) as written, exists (select 1 from moved) as moved`.execute(tx)
  // A repetition is told by its entry, not by what is left.
  if (rows[0]?.written !== true) return 'repeated'
  return rows[0].moved ? 'settled' : 'not-held'
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

export async function readBalance(executor: Executor, accountReference: AccountReference) {
  return executor
    .selectFrom('credit_balances')
    .select(['available', 'reserved'])
    .where('account_reference', '=', accountReference)
    .executeTakeFirst()
}
