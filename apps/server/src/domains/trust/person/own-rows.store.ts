import { sql } from 'kysely'
import type { Executor } from '#server/platform/postgres/index.ts'

/* NOTE: the search knows no inventory: it reads every table there is as text, and writes none. */

/** Everything by which rows of the own account could be found. */
export interface OwnIds {
  accountId: string
  accountReference: string
  sessionIds: readonly string[]
  vaultIds: readonly string[]
  generationIds: readonly string[]
}

export async function findOwnIds(
  executor: Executor,
  { accountId, accountReference }: Pick<OwnIds, 'accountId' | 'accountReference'>,
): Promise<OwnIds> {
  const { rows } = await sql<{ kind: string; id: string }>`
    select 'session' as kind, id from sessions where account_id = ${accountId}
    union all select 'vault', id from vaults where account_id = ${accountId}
    union all select 'generation', id from generations where account_id = ${accountId}`.execute(executor)
  const of = (kind: string) => rows.filter((row) => row.kind === kind).map(({ id }) => id)
  return {
    accountId,
    accountReference,
    sessionIds: of('session'),
    vaultIds: of('vault'),
    generationIds: of('generation'),
  }
}

/** How many rows of each table have one of the words in them, in whatever column; what has none is left out. */
export async function searchRows(executor: Executor, words: readonly string[]): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  const pattern = words.join('|')
  for (const name of await listTables(executor)) {
    const { rows } = await sql<{ count: string }>`
      select count(*) as count from ${sql.table(name)} t where to_jsonb(t)::text ~ ${pattern}`.execute(
      executor,
    )
    const count = Number(rows[0]?.count ?? 0)
    if (count > 0) found.set(name, count)
  }
  return found
}

export async function listTables(executor: Executor): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = current_schema() and table_type = 'BASE TABLE' order by 1`.execute(executor)
  return rows.map(({ name }) => name)
}

/** Whether any sitting of these is there. */
export async function countOwnVaults(executor: Executor, vaultIds: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select count(*) as count from vaults where id = any(${[...vaultIds]}::text[])`.execute(executor)
  return Number(rows[0]?.count ?? 0)
}

/** Has the embedded database write what it holds in memory into its files, so that a search of them sees it. */
export async function writeToFiles(executor: Executor): Promise<void> {
  await sql`checkpoint`.execute(executor)
  await sql`select pg_switch_wal()`.execute(executor)
}
