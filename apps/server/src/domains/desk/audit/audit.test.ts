import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestClock, createTestDatabase, type TestClock, type TestDatabase } from '#testkit'
import { retentionSeconds } from '#policies/retention.ts'
import { makeId } from '#server/kernel/ids.ts'
import { Secret } from '#server/kernel/secret.ts'
import { createInstallationKey } from '#server/platform/installation-key/index.ts'
import { createLogger } from '#server/platform/logger/index.ts'
import { acceptBreak, checkChain } from './check-chain.ts'
import { forgetActs } from './forget-acts.ts'
import { recordAct } from './record-act.ts'

const installationKey = createInstallationKey(new Secret('7'.repeat(64)))
const logger = createLogger({ level: 'silent' })

let place: TestDatabase
let clock: TestClock
beforeEach(async () => {
  place = await createTestDatabase()
  clock = createTestClock()
})
afterEach(() => place.close())

const parts = () => ({ database: place.database, installationKey, clock, logger })
const act = (subject?: string) =>
  place.database
    .transaction()
    .execute((tx) => recordAct(parts(), tx, { actor: makeId('ref'), act: 'words-opened', subject }))
const ask = async (statement: string) => (await sql.raw(statement).execute(place.database)).rows
const numbers = async () =>
  (await ask('select number from audit_entries order by number')).map((row) => Object.values(Object(row))[0])

test('acts at the same moment follow each other, and an act that is taken back leaves none', async () => {
  await Promise.all(Array.from({ length: 24 }, () => act(makeId('req'))))
  const undone = place.database.transaction().execute(async (tx) => {
    await recordAct(parts(), tx, { actor: 'command-line', act: 'operator-granted' })
    throw new Error('the act failed')
  })
  await expect(undone).rejects.toThrow('the act failed')
  await act()

  expect(await numbers()).toEqual(Array.from({ length: 25 }, (_, index) => index + 1))
  expect(await checkChain(parts())).toEqual({ isWhole: true, count: 25, beginsAfter: 0 })
})

test.each([
  ["update audit_entries set act = 'request-done' where number = 3", 3, 'changed'],
  ["update audit_entries set at = at + interval '1 ms' where number = 1", 1, 'changed'],
  ['update audit_entries set account_reference = null where number = 5', 5, 'changed'],
  ['delete from audit_entries where number = 2', 2, 'missing'],
  ['delete from audit_entries where number = 5', 5, 'missing'],
  [
    'delete from audit_entries where number = 5; update audit_chain set count = 4, head = (select proof from audit_entries where number = 4)',
    4,
    'ends-changed',
  ],
  [
    'insert into audit_entries select 6, at, account_reference, act, subject, proof, before from audit_entries where number = 5',
    6,
    'added',
  ],
  ['update audit_chain set head = beginning', 5, 'ends-changed'],
])('%s: it is found, and the acts after do not hide it', async (statement, at, why) => {
  for (let left = 5; left > 0; left -= 1) await act(makeId('dsc'))

  await ask(statement)

  expect(await checkChain(parts())).toEqual({ isWhole: false, at, why })
  if (why === 'added') return
  await act()
  expect((await checkChain(parts())).isWhole).toBe(false)
})

test('a break that was looked into can be accepted, once and on the record', async () => {
  for (let left = 5; left > 0; left -= 1) await act()
  await ask('delete from audit_entries where number = 2')

  expect(await acceptBreak(parts())).toMatchObject({ isWhole: false, at: 2 })

  expect(await checkChain(parts())).toEqual({ isWhole: true, count: 6, beginsAfter: 5 })
  expect(await ask('select act from audit_entries where number = 6')).toEqual([{ act: 'break-accepted' }])
  expect(await acceptBreak(parts())).toMatchObject({ isWhole: true, count: 6 })
})

test('what is past its time goes, and what is left can be followed', async () => {
  const lastsMs = retentionSeconds['audit-chain'] * 1000
  await act()
  await act()
  clock.advance(lastsMs / 2)
  await act()
  await forgetActs(parts())
  expect(await numbers()).toEqual([1, 2, 3])

  clock.advance(lastsMs / 2)
  await forgetActs(parts())

  expect(await numbers()).toEqual([3])
  expect(await checkChain(parts())).toEqual({ isWhole: true, count: 3, beginsAfter: 2 })
  await act()
  await ask('update audit_entries set subject = null, act = act, before = proof where number = 3')
  expect(await checkChain(parts())).toMatchObject({ isWhole: false, at: 3 })
})

test('a sweep hides no break', async () => {
  await act()
  await act()
  await ask("update audit_entries set act = 'request-done' where number = 1")
  clock.advance(retentionSeconds['audit-chain'] * 1000)

  await forgetActs(parts())

  expect(await numbers()).toEqual([1, 2])
  expect(await checkChain(parts())).toMatchObject({ isWhole: false, at: 1 })
})

test('the record of another key does not pass', async () => {
  await act()
  const other = { ...parts(), installationKey: createInstallationKey(new Secret('8'.repeat(64))) }
  expect((await checkChain(other)).isWhole).toBe(false)
})
