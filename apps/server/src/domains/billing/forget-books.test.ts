import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { retentionSeconds } from '#policies/retention.ts'
import { makeId } from '#server/kernel/ids.ts'
import { createLogger } from '#server/platform/logger/index.ts'
import { createTestClock, createTestDatabase, type TestDatabase } from '#testkit'
import { createBookSweep, grantCredits } from './index.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await createTestDatabase()
})
afterAll(async () => {
  await db.close()
})

const now = new Date('2040-01-01T12:00:00Z')
const secondsBefore = (seconds: number) => new Date(now.getTime() - seconds * 1000)
const pastItsTime = secondsBefore(retentionSeconds.ledger + 60)

async function bookOf(...entries: Date[]) {
  const accountReference = makeId('ref')
  for (const [index, at] of entries.entries()) {
    await db.database
      .transaction()
      .execute((tx) =>
        grantCredits(tx, { accountReference, operation: `${accountReference}:${index}`, amount: 5, at }),
      )
  }
  return accountReference
}
const referencesIn = async (table: 'credit_entries' | 'credit_balances') =>
  (await db.database.selectFrom(table).select('account_reference').execute()).map(
    (row) => row.account_reference,
  )

test('the book of an account that is gone goes whole, once its last entry is past its time', async () => {
  const gone = await bookOf(pastItsTime, pastItsTime)
  const young = await bookOf(pastItsTime, secondsBefore(retentionSeconds.ledger - 60))
  const living = await bookOf(pastItsTime)
  const sweep = createBookSweep({
    database: db.database,
    clock: createTestClock(now),
    logger: createLogger({ level: 'silent' }),
    hasAccount: async (reference) => reference === living,
  })

  await sweep()

  for (const table of ['credit_entries', 'credit_balances'] as const) {
    const left = await referencesIn(table)
    expect(left).not.toContain(gone)
    expect(left).toEqual(expect.arrayContaining([young, living]))
  }
})

test('nothing else removes an entry: not without its name, and not under another', async () => {
  const book = await bookOf(pastItsTime)
  const other = await bookOf(pastItsTime)
  const remove = (said: string) =>
    db.database.transaction().execute(async (tx) => {
      await sql`select set_config('gptimage.forgotten_book', ${said}, true)`.execute(tx)
      await sql`delete from credit_entries where account_reference = ${book}`.execute(tx)
    })

  await expect(remove('')).rejects.toThrow('append-only')
  await expect(remove(other)).rejects.toThrow('append-only')
  await expect(
    sql`delete from credit_entries where account_reference = ${book}`.execute(db.database),
  ).rejects.toThrow('append-only')
  await expect(
    sql`update credit_entries set amount = 1 where account_reference = ${book}`.execute(db.database),
  ).rejects.toThrow('append-only')
})
