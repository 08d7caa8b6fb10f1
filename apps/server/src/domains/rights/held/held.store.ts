import { type RawBuilder, sql } from 'kysely'
import { objectKinds } from '#policies/other-items.ts'
import type { PersonalClass } from '#policies/class-words.ts'
import type { Executor } from '#server/platform/postgres/index.ts'
import type { Person } from '../parts.ts'
import { isOf } from '../personal-rows.store.ts'
import { type PersonalTable, personalTables } from '../personal-tables.ts'
import { type ClassMoments, classMoments } from './class-moments.store.ts'

/** One class as it is held of a person at this moment. */
export interface HeldClass {
  name: PersonalClass
  table: PersonalTable
  count: number
  oldestAt: Date | null
  /** When the last of what is there now will be gone, whatever happens; null: it has no time of its own. */
  goneAt: Date | null
}

/** Counts every class of a person's data, in one statement; what is not there is counted as none. */
export async function countClasses(executor: Executor, person: Person): Promise<HeldClass[]> {
  const counts = personalTables.flatMap((table) =>
    table === 'objects'
      ? Object.keys(objectKinds).map((kind) =>
          count({ name: kind, table, condition: sql`${isOf(table, person)} and kind = ${kind}` }),
        )
      : [count({ name: table, table, condition: isOf(table, person) })],
  )
  const { rows } = await sql<HeldClass>`${sql.join(counts, sql` union all `)}`.execute(executor)
  return rows
}

function count({
  name,
  table,
  condition,
}: {
  name: string
  table: PersonalTable
  condition: RawBuilder<unknown>
}): RawBuilder<unknown> {
  const { came, gone }: ClassMoments = classMoments[table]
  const nothing = sql`null::timestamptz`
  return sql`
    select ${name}::text as name, ${table}::text as "table", count(*)::integer as count,
      ${came === undefined ? nothing : sql`min(${sql.ref(came)})::timestamptz`} as "oldestAt",
      ${gone === undefined ? nothing : sql`max(${gone})`} as "goneAt"
    from ${sql.table(table)} where ${condition}`
}
