import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { retentionSeconds } from '#policies/retention.ts'
import { makeId } from '#server/kernel/ids.ts'
import { Secret } from '#server/kernel/secret.ts'
import { createInstallationKey } from '#server/platform/installation-key/index.ts'
import { createLogger } from '#server/platform/logger/index.ts'
import { createTestClock, createTestDatabase, type TestClock, type TestDatabase } from '#testkit'
import { acceptBreak } from '../audit/check-chain.ts'
import { forgetActs } from '../audit/forget-acts.ts'
import { readDisclosed } from './read-disclosed.ts'
import { recordLegalDisclosure } from './record-legal-disclosure.ts'

const installationKey = createInstallationKey(new Secret('7'.repeat(64)))
const logger = createLogger({ level: 'silent' })

let place: TestDatabase
let clock: TestClock
beforeEach(async () => {
  place = await createTestDatabase()
  clock = createTestClock()
})
afterEach(() => place.close())

const people = { isOperator: async () => false }
const parts = () => ({ database: place.database, installationKey, clock, logger, people })
const disclosure = {
  kind: 'authority-request',
  happenedOn: '2026-06-30',
  country: 'DE',
  outcome: 'given',
  accounts: 2,
} as const
const enter = () => recordLegalDisclosure(parts(), disclosure, 'command-line')
const ask = (statement: string) => sql.raw(statement).execute(place.database)

test('each is read as it was entered, with when; two that say the same are two', async () => {
  await Promise.all([enter(), enter()])

  const read = await readDisclosed(parts())

  expect(read).toMatchObject({ recordedSince: undefined, changed: 0 })
  expect(read?.kept).toMatchObject([disclosure, disclosure])
  expect(read?.kept.map(({ id }) => read.entered.get(id))).toEqual([clock.now(), clock.now()])
  expect(read?.entered.size).toBe(2)
})

test.each([
  "kind = 'business-transfer'",
  "happened_on = '2026-07-01'",
  "country = 'FR'",
  "outcome = 'refused'",
  'accounts = 1',
])('%s in the table is seen to be changed', async (change) => {
  await enter()
  await ask(`update legal_disclosures set ${change}`)
  expect(await readDisclosed(parts())).toMatchObject({ changed: 1 })
})

test('who is no operator any more enters none', async () => {
  const by = { accountId: makeId('acc'), accountReference: makeId('ref') }

  await expect(recordLegalDisclosure(parts(), disclosure, by)).rejects.toMatchObject({
    code: 'http/not-found',
  })

  expect((await readDisclosed(parts()))?.kept).toEqual([])
})

test('what a row says under the entry of another is seen to be changed', async () => {
  await enter()
  await recordLegalDisclosure(parts(), { ...disclosure, outcome: 'refused' }, 'command-line')
  await ask(
    `update legal_disclosures set outcome = case outcome when 'given' then 'refused' else 'given' end`,
  )
  expect(await readDisclosed(parts())).toMatchObject({ changed: 2 })
})

test('entries past their time are gone, and from when on there are some is told', async () => {
  await enter()
  clock.advance(retentionSeconds['audit-chain'] * 1000)
  await enter()
  await forgetActs(parts())

  const read = await readDisclosed(parts())

  expect([read?.kept.length, read?.entered.size, read?.changed]).toEqual([2, 1, 0])
  expect(read?.recordedSince).toEqual(clock.now())
})

test('a broken record says nothing, and one that began anew of what came after', async () => {
  await enter()
  await ask("update audit_entries set act = 'request-done'")
  expect(await readDisclosed(parts())).toBeUndefined()

  clock.advance(1_000)
  await acceptBreak(parts())

  expect(await readDisclosed(parts())).toMatchObject({ entered: new Map(), recordedSince: clock.now() })
})
