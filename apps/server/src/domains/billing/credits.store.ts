import type { AccountReference } from '#server/kernel/ids.ts'
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

/** What an operation still holds: reserved, less what was captured and released. Undefined when it never reserved. */
export async function findHeld(tx: Transaction, operation: string): Promise<number | undefined> {
  const entries = await tx
    .selectFrom('credit_entries')
    .select(['kind', 'amount'])
    .where('operation', '=', operation)
    .execute()
  const reserve = entries.find(({ kind }) => kind === 'reserve')
  if (reserve === undefined) return undefined
  const settled = entries.filter(({ kind }) => kind === 'capture' || kind === 'release')
  return settled.reduce((held, { amount }) => held - amount, reserve.amount)
}

/** Locks the balance until the transaction ends, so that entries of one account are written one after another. */
export async function lockBalance(tx: Transaction, accountReference: AccountReference) {
  return tx
    .selectFrom('credit_balances')
    .select(['available', 'reserved'])
    .where('account_reference', '=', accountReference)
    .forUpdate()
    .executeTakeFirst()
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
