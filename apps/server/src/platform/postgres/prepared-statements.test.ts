import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#testkit'
import { connectDatabase, type Database } from './index.ts'

let db: TestDatabase
let database: Database
let end: () => Promise<void>
beforeAll(async () => {
  db = await createTestDatabase()
  const connected = connectDatabase({
    connection: db.connection,
    maximumConnections: 1,
    onError: () => undefined,
  })
  database = connected.database
  end = connected.close
})
afterAll(async () => {
  await end()
  await db.close()
})

const findPrepared = async (like: string) =>
  (await sql`select 1 from pg_prepared_statements where statement like ${`%${like}%`}`.execute(database)).rows
    .length

test('a statement with parameters is planned once on a connection, whatever its values', async () => {
  const add = async (one: number) =>
    (await sql<{ sum_of_two: number }>`select ${one}::int + 1 as sum_of_two`.execute(database)).rows
  expect([await add(1), await add(41)]).toEqual([[{ sum_of_two: 2 }], [{ sum_of_two: 42 }]])
  expect(await findPrepared('sum_of_two')).toBe(1)
})

test('one that takes every column goes on when a newer process has added a column', async () => {
  const readAll = () => sql`select * from partner_slots where partner_id = ${'none'}`.execute(database)
  await readAll()
  await sql`alter table partner_slots add column made_by_a_newer_one text`.execute(db.database)
  expect((await readAll()).rows).toEqual([])
  expect(await findPrepared('select count(*) from partner_slots')).toBe(0)
  await sql`select count(*) from partner_slots where partner_id = ${'none'}`.execute(database)
  expect(await findPrepared('select count(*) from partner_slots')).toBe(1)
})

test('one that fails in a transaction does not harm the next on its connection', async () => {
  const insert = (id: string) => sql`insert into partner_slots values (${id}, 1, 1)`.execute(database)
  await insert('twice')
  await expect(insert('twice')).rejects.toMatchObject({ code: '23505' })
  await insert('once')
  expect(await findPrepared('insert into partner_slots')).toBe(1)
})
