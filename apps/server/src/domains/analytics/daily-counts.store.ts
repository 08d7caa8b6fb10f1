import { sql } from 'kysely'
import type { Database } from '#server/platform/postgres/index.ts'
import type { DailyCount } from './usage.ts'

/** Adds to what was counted before, in one statement. */
export async function addCounts(database: Database, counts: readonly DailyCount[]): Promise<void> {
  await database
    .insertInto('daily_counts')
    .values(counts.map(({ countedOn, ...count }) => ({ counted_on: countedOn, ...count })))
    .onConflict((conflict) =>
      conflict
        .columns(['counted_on', 'event', 'detail'])
        .doUpdateSet({ count: sql`daily_counts.count + excluded.count` }),
    )
    .execute()
}

/** Everything that is counted, by day. */
export async function listCounts(database: Database): Promise<DailyCount[]> {
  const rows = await database
    .selectFrom('daily_counts')
    .select(['event', 'detail', 'count'])
    .select(sql<string>`to_char(counted_on, 'YYYY-MM-DD')`.as('countedOn'))
    .orderBy('counted_on')
    .orderBy('event')
    .orderBy('detail')
    .execute()
  return rows
}

/** Forgets what is past its time, and of days that are over what is too small ever to be shown. Days are YYYY-MM-DD. */
export async function forgetCounts(
  database: Database,
  { before, overBefore, fewest }: { before: string; overBefore: string; fewest: number },
): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from daily_counts
    where counted_on < ${before}::date or (counted_on < ${overBefore}::date and count < ${fewest})`.execute(
    database,
  )
  return Number(numAffectedRows ?? 0n)
}
