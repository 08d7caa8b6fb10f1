import type { Database, Transaction } from '#server/platform/postgres/index.ts'

/** How far a news has got. */
export interface NewsRow {
  slicesDone: number
  mails: number
  finishedAt: Date | undefined
}

/** Writes down that a news begins; nothing when it has begun. */
export async function insertNews(database: Database, id: string, startedAt: Date): Promise<void> {
  await database
    .insertInto('news')
    .values({ id, started_at: startedAt })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

/** Locks it until the transaction ends, so that of two who send it each slice is done by one. */
export async function lockNews(tx: Transaction, id: string): Promise<NewsRow> {
  const row = await tx
    .selectFrom('news')
    .select(['slices_done', 'mails', 'finished_at'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return { slicesDone: row.slices_done, mails: row.mails, finishedAt: row.finished_at ?? undefined }
}

export async function storeProgress(tx: Transaction, id: string, row: NewsRow): Promise<void> {
  await tx
    .updateTable('news')
    .set({ slices_done: row.slicesDone, mails: row.mails, finished_at: row.finishedAt ?? null })
    .where('id', '=', id)
    .execute()
}

export async function deleteNewsBefore(database: Database, moment: Date): Promise<number> {
  const { numDeletedRows } = await database
    .deleteFrom('news')
    .where('started_at', '<', moment)
    .executeTakeFirst()
  return Number(numDeletedRows)
}
