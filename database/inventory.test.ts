import { readdirSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#testkit'
import { readTables } from '../tools/inventory/read-tables.ts'

let migrated: TestDatabase
let described: TestDatabase
beforeAll(async () => {
  migrated = await createTestDatabase()
  described = await createTestDatabase({ isEmpty: true })
})
afterAll(async () => {
  await migrated.close()
  await described.close()
})

const isOurs = `table_schema = 'public' and table_name not like 'kysely%'`

async function columnsOf({ database }: TestDatabase): Promise<string[]> {
  const { rows } = await sql<{ described: string }>`
    select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') as described
    from information_schema.columns where ${sql.raw(isOurs)} order by 1`.execute(database)
  return rows.map((row) => row.described)
}

async function rulesOf({ database }: TestDatabase): Promise<string[]> {
  const { rows } = await sql<{ described: string }>`
    select conrelid::regclass || ' ' || pg_get_constraintdef(oid) as described from pg_constraint
    where connamespace = 'public'::regnamespace and conrelid::regclass::text not like 'kysely%'
    union all select indexdef from pg_indexes where schemaname = 'public' and tablename not like 'kysely%'
    union all select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
    order by 1`.execute(database)
  return rows.map((row) => row.described)
}

test('every column of the real database says what it is, and nothing is described that is not there', async () => {
  const { rows } = await sql<{ named: string }>`
    select table_name || '.' || column_name as named from information_schema.columns
    where ${sql.raw(isOurs)} order by 1`.execute(migrated.database)
  const inWords = readTables().flatMap(({ columns }) => columns.map(({ table, name }) => `${table}.${name}`))
  expect(inWords.toSorted()).toEqual(rows.map(({ named }) => named).toSorted())
})

test('the tables as they are described are the tables that the migrations make', async () => {
  const folder = new URL('./tables/', import.meta.url)
  const waiting = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'))
  // A table may refer to one of a later name: what fails for that is tried again after the others.
  for (let left = waiting.length; waiting.length > 0; left -= 1) {
    if (left < -waiting.length * 20) throw new Error('the described tables refer to each other in a circle')
    const text = waiting.shift() ?? ''
    const [outcome] = await Promise.allSettled([sql.raw(text).execute(described.database)])
    if (outcome?.status === 'rejected') waiting.push(text)
  }
  expect(await columnsOf(described)).toEqual(await columnsOf(migrated))
  expect(await rulesOf(described)).toEqual(await rulesOf(migrated))
})

test('the types of the tables name the columns that are there', async () => {
  const text = readFileSync(new URL('./schema.ts', import.meta.url), 'utf8')
  for (const { name, columns } of readTables()) {
    const body = new RegExp(`^  ${name}: \\{([\\s\\S]*?)\\n?(?:^  )?\\}`, 'm').exec(text)?.[1] ?? ''
    const typed = [...body.matchAll(/(?:^|[\n;{])\s*(\w+)\??:/g)].map(([, column]) => column)
    expect({ name, columns: typed.toSorted() }).toEqual({
      name,
      columns: columns.map((column) => column.name).toSorted(),
    })
  }
})
