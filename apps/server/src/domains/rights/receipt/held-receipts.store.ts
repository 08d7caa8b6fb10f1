import type { Database, Executor, Transaction } from '#server/platform/postgres/index.ts'

/** A receipt that waits for whoever has its key. */
export interface HeldReceipt {
  keyIndex: Buffer
  sealed: Buffer
  issuedAt: Date
}

export async function insertReceipt(tx: Transaction, receipt: HeldReceipt): Promise<void> {
  const { keyIndex, sealed, issuedAt } = receipt
  await tx
    .insertInto('held_receipts')
    .values({ key_index: keyIndex, sealed_receipt: sealed, issued_at: issuedAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function findSealedReceipt(executor: Executor, keyIndex: Buffer): Promise<Buffer | undefined> {
  const row = await executor
    .selectFrom('held_receipts')
    .select('sealed_receipt')
    .where('key_index', '=', keyIndex)
    .executeTakeFirst()
  return row?.sealed_receipt
}

/** Forgets receipts past their time; returns how many. */
export async function deleteReceiptsBefore(database: Database, moment: Date): Promise<number> {
  const { numDeletedRows } = await database
    .deleteFrom('held_receipts')
    .where('issued_at', '<=', moment)
    .executeTakeFirst()
  return Number(numDeletedRows)
}
