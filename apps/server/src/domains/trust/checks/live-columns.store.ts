import { sql } from 'kysely'
import type { Executor } from '#server/platform/postgres/index.ts'

/** Every column that the database has, as `table.column`; what the migrations note about themselves is none of ours. */
export async function listColumns(executor: Executor): Promise<string[]> {
  const { rows } = await sql<{ named: string }>`
    select table_name || '.' || column_name as named from information_schema.columns
    where table_schema = current_schema() and table_name not like 'kysely%'`.execute(executor)
  return rows.map(({ named }) => named)
}
