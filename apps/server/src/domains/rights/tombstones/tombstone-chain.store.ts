import type { Executor, Transaction } from '#server/platform/postgres/index.ts'

/** How many tombstones there must be beside the database, and the proof of the last of them. */
export interface Chain {
  count: number
  head: Buffer
}

/** Locks the chain until the transaction ends: erasures follow each other, in every process. */
export async function lockChain(tx: Transaction): Promise<Chain> {
  await tx
    .insertInto('tombstone_chain')
    .values({ count: 0, head: Buffer.alloc(0) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return tx.selectFrom('tombstone_chain').select(['count', 'head']).forUpdate().executeTakeFirstOrThrow()
}

export async function storeChain(tx: Transaction, { count, head }: Chain): Promise<void> {
  await tx.updateTable('tombstone_chain').set({ count, head }).execute()
}

/** The same without a lock, for a look. */
export async function readChain(executor: Executor): Promise<Chain> {
  const chain = await executor.selectFrom('tombstone_chain').select(['count', 'head']).executeTakeFirst()
  return chain ?? { count: 0, head: Buffer.alloc(0) }
}
