import { sql } from 'kysely'
import type { Executor, Transaction } from '#server/platform/postgres/index.ts'

/** Pseudonyms whose last entry was before a moment, in their order, after a given one. */
export async function findQuietBooks(
  executor: Executor,
  { before, after, atMost }: { before: Date; after: string; atMost: number },
): Promise<string[]> {
  const rows = await executor
    .selectFrom('credit_balances')
    .select('account_reference')
    .where('account_reference', '>', after)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('credit_entries')
            .select('credit_entries.id')
            .whereRef('credit_entries.account_reference', '=', 'credit_balances.account_reference')
            .where('recorded_at', '>', before),
        ),
      ),
    )
    .orderBy('account_reference')
    .limit(atMost)
    .execute()
  return rows.map((row) => row.account_reference)
}

/** Removes balance and entries of one pseudonym. Entries go only under its name, said for this transaction alone. */
export async function deleteBook(tx: Transaction, accountReference: string): Promise<void> {
  await sql`select set_config('gptimage.forgotten_book', ${accountReference}, true)`.execute(tx)
  await tx.deleteFrom('credit_entries').where('account_reference', '=', accountReference).execute()
  await tx.deleteFrom('credit_balances').where('account_reference', '=', accountReference).execute()
}
