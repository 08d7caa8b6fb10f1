import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#testkit'
import { sendAlone, sendTogether, type Transaction } from '#server/platform/postgres/index.ts'
import { makeId } from '#server/kernel/ids.ts'
import {
  capture,
  findBalance,
  grantCredits,
  type Movement,
  release,
  reservation,
  type Settlement,
} from './index.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await createTestDatabase()
})
afterAll(async () => {
  await db.close()
})

const at = new Date('2026-11-24T12:00:00Z')
const inTransaction = (work: (tx: Transaction) => Promise<void>) => db.database.transaction().execute(work)

const reserveCredits = (tx: Transaction, movement: Movement) => sendAlone(tx, reservation(tx, movement))
const captureCredits = async (tx: Transaction, settlement: Settlement) => {
  await sendTogether(tx, capture(tx, settlement))
}
const releaseCredits = async (tx: Transaction, settlement: Settlement) => {
  await sendTogether(tx, release(tx, settlement))
}

async function accountWith(amount: number) {
  const accountReference = makeId('ref')
  await inTransaction((tx) =>
    grantCredits(tx, { accountReference, operation: `welcome:${accountReference}`, amount, at }),
  )
  return accountReference
}

test('a grant repeated gives nothing twice', async () => {
  const accountReference = await accountWith(100)
  const again = { accountReference, operation: `welcome:${accountReference}`, amount: 100, at }
  await inTransaction((tx) => grantCredits(tx, again))
  expect(await findBalance(db.database, accountReference)).toEqual({ available: 100, reserved: 0 })
})

test('what is held goes partly, the rest comes back', async () => {
  const accountReference = await accountWith(10)
  const operation = `${makeId('gen')}:1`
  await inTransaction((tx) => reserveCredits(tx, { accountReference, operation, amount: 4, at }))
  expect(await findBalance(db.database, accountReference)).toEqual({ available: 6, reserved: 4 })
  await inTransaction(async (tx) => {
    const left = release(tx, { operation, amount: 1, at })
    await sendTogether(tx, [...capture(tx, { operation, amount: 3, at }), ...left])
  })
  expect(await findBalance(db.database, accountReference)).toEqual({ available: 7, reserved: 0 })
})

test('without enough credits nothing is held', async () => {
  const accountReference = await accountWith(3)
  const operation = `${makeId('gen')}:1`
  await expect(
    inTransaction((tx) => reserveCredits(tx, { accountReference, operation, amount: 4, at })),
  ).rejects.toMatchObject({ code: 'billing/not-enough-credits', facts: { needed: 4, available: 3 } })
  expect(await findBalance(db.database, accountReference)).toEqual({ available: 3, reserved: 0 })
})

test('of twenty reservations at once as many hold as there are credits', async () => {
  const accountReference = await accountWith(7)
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) =>
      inTransaction((tx) =>
        reserveCredits(tx, { accountReference, operation: `${accountReference}:${index}`, amount: 1, at }),
      ),
    ),
  )
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(7)
  expect(await findBalance(db.database, accountReference)).toEqual({ available: 0, reserved: 7 })
})

test('no more is captured than is held, and the entry is gone with the transaction', async () => {
  const accountReference = await accountWith(5)
  const operation = `${makeId('gen')}:1`
  await inTransaction((tx) => reserveCredits(tx, { accountReference, operation, amount: 2, at }))
  await expect(inTransaction((tx) => captureCredits(tx, { operation, amount: 3, at }))).rejects.toThrow(
    'more than the operation holds',
  )
  await inTransaction((tx) => captureCredits(tx, { operation, amount: 2, at }))
  expect(await findBalance(db.database, accountReference)).toEqual({ available: 3, reserved: 0 })
})

test('settled twenty times at once, an operation gives what it held and takes nothing of another', async () => {
  const accountReference = await accountWith(10)
  const [operation, other] = [`${makeId('gen')}:1`, `${makeId('gen')}:1`]
  for (const held of [operation, other])
    await inTransaction((tx) => reserveCredits(tx, { accountReference, operation: held, amount: 4, at }))
  const settle = (index: number) => (index % 2 === 0 ? captureCredits : releaseCredits)
  await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) =>
      inTransaction((tx) => settle(index)(tx, { operation, amount: 4, at })),
    ),
  )
  const balance = await findBalance(db.database, accountReference)
  expect(balance.reserved).toBe(4)
  expect(balance).toEqual(await sumEntries(accountReference))
})

test('an entry cannot be changed or removed', async () => {
  await accountWith(1)
  await expect(sql`update credit_entries set amount = 5`.execute(db.database)).rejects.toMatchObject({
    code: '23001',
  })
  await expect(sql`delete from credit_entries`.execute(db.database)).rejects.toMatchObject({ code: '23001' })
})

test('the balance is the sum of the entries, whatever is asked in whatever order', async () => {
  const move = fc.record({
    kind: fc.constantFrom('grant', 'reserve', 'capture', 'release'),
    operation: fc.integer({ min: 0, max: 3 }),
    amount: fc.integer({ min: 0, max: 9 }),
  })
  const actions = {
    grant: grantCredits,
    reserve: reserveCredits,
    capture: captureCredits,
    release: releaseCredits,
  }
  await fc.assert(
    fc.asyncProperty(fc.array(move, { maxLength: 12 }), async (moves) => {
      const accountReference = await accountWith(12)
      for (const { kind, operation, amount } of moves) {
        const movement = { accountReference, operation: `${accountReference}:${operation}`, amount, at }
        await Promise.allSettled([inTransaction((tx) => actions[kind](tx, movement))])
      }
      expect(await findBalance(db.database, accountReference)).toEqual(await sumEntries(accountReference))
    }),
    { numRuns: 40 },
  )
})

async function sumEntries(accountReference: string) {
  const entries = await db.database
    .selectFrom('credit_entries')
    .select(['kind', 'amount'])
    .where('account_reference', '=', accountReference)
    .execute()
  const total = (kind: string) =>
    entries.filter((entry) => entry.kind === kind).reduce((sum, { amount }) => sum + amount, 0)
  const reserved = total('reserve') - total('capture') - total('release')
  return { available: total('grant') - total('capture') - reserved, reserved }
}
