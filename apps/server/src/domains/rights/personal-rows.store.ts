import { type RawBuilder, sql } from 'kysely'
import { tables } from '#policies/inventory.ts'
import type { Executor } from '#server/platform/postgres/index.ts'
import type { Person } from './parts.ts'
import { type PersonalTable, personalTables } from './personal-tables.ts'

/* NOTE: the one place that reads tables of other domains: all of them by one rule, and none of them to change it. */

/** The condition that finds a person's rows in a table. */
export function isOf(name: PersonalTable, { accountId, accountReference }: Person): RawBuilder<boolean> {
  const { owner, ownerColumn } = tables[name]
  const own = sql.ref(`${name}.${ownerColumn}`)
  switch (owner) {
    case 'account':
      return sql`${own} = ${accountId}`
    case 'reference':
      return sql`${own} = ${accountReference}`
    case 'act': {
      const subject = sql.ref(`${name}.subject`)
      const requests = sql`select id from rights_requests where account_reference = ${accountReference}`
      return sql`(${own} = ${accountReference} or ${subject} = ${accountReference} or ${subject} in (${requests}))`
    }
    case 'session':
      return sql`${own} in (select id from sessions where account_id = ${accountId})`
    case 'vault':
      return sql`${own} in (select id from vaults where account_id = ${accountId})`
  }
}

/** How many rows of a person each table holds; none is told as none. */
export async function countRows(executor: Executor, person: Person): Promise<Map<PersonalTable, number>> {
  const counts = personalTables.map(
    (name) =>
      sql`select ${name} as name, count(*)::integer as count from ${sql.table(name)} where ${isOf(name, person)}`,
  )
  const { rows } = await sql<{
    name: PersonalTable
    count: number
  }>`${sql.join(counts, sql` union all `)}`.execute(executor)
  return new Map(rows.map(({ name, count }) => [name, count]))
}
