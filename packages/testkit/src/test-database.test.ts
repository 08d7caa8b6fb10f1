import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createTestDatabase } from './test-database.ts'

test('a test database is migrated and its own', async () => {
  const one = await createTestDatabase()
  const other = await createTestDatabase()
  await one.database
    .insertInto('partner_slots')
    .values({ partner_id: 'p', slots: 1, slots_per_account: 1 })
    .execute()
  expect(await other.database.selectFrom('partner_slots').selectAll().execute()).toEqual([])
  await one.close()
  await other.close()
})

test('an empty database has no tables of ours', async () => {
  const { database, close } = await createTestDatabase({ isEmpty: true })
  const { rows } = await sql`select 1 from pg_tables where schemaname = 'public'`.execute(database)
  expect(rows).toEqual([])
  await close()
})
