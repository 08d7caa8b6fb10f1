import { afterEach, beforeEach, expect, test } from 'vitest'
import { defaultLimits } from '#server/config/limits.ts'
import { type AccountId, makeId } from '#server/kernel/ids.ts'
import { createLogger } from '#server/platform/logger/index.ts'
import { createTestClock, createTestDatabase, type TestClock, type TestDatabase } from '#testkit'
import { type Analytics, createAnalytics } from './index.ts'
import type { AnalyticsParts } from './parts.ts'

/* Counting on a real database: who is asked, what is stored, what is shown and what is forgotten. */

let db: TestDatabase
let clock: TestClock
let objecting: Set<AccountId>
let analytics: Analytics
/** Of how many people at once it was asked. */
let asked: number[]
beforeEach(async () => {
  db = await createTestDatabase()
  clock = createTestClock(new Date('2026-11-28T12:00:00Z'))
  objecting = new Set()
  asked = []
  analytics = createAnalytics(partsOf())
})
afterEach(() => db.close())

const partsOf = (): AnalyticsParts => ({
  database: db.database,
  clock,
  logger: createLogger({ level: 'silent' }),
  limits: defaultLimits,
  rights: {
    whoAllows: async (_, people) => {
      asked.push(people.length)
      return new Set(people.filter((id) => !objecting.has(id)))
    },
    honourSignal: async (accountId, gpc) => {
      if (gpc === '1') objecting.add(accountId)
      return gpc === '1'
    },
  },
})

const signIn = (accountId: AccountId, gpc?: string) =>
  analytics.countSignIn({ accountId, deviceFamily: 'Firefox on Linux', gpc })
const deliver = (accountId: AccountId) =>
  analytics.countEnd({ accountId, modelId: 'a/b', phase: 'delivered' })
const stored = () =>
  db.database.selectFrom('daily_counts').select(['event', 'detail', 'count']).orderBy('event').execute()

test('uses are sums by day, event and detail, whoever made them, and from however many processes', async () => {
  const people = [makeId('acc'), makeId('acc'), makeId('acc')] as const
  for (const id of people) {
    signIn(id)
    deliver(id)
  }
  analytics.countEnd({ accountId: people[0], modelId: 'a/b', phase: 'cancelled' })
  await analytics.stop()
  // Each once, all together.
  expect(asked).toEqual([3])
  analytics = createAnalytics(partsOf())
  deliver(people[0])
  await analytics.stop()
  expect(await stored()).toEqual([
    { event: 'generation-delivered', detail: 'a/b', count: 4 },
    { event: 'signed-in', detail: 'Firefox', count: 3 },
  ])
})

test('nothing is counted of who objects or sends the signal', async () => {
  const [ada, bob] = [makeId('acc'), makeId('acc')]
  objecting.add(ada)
  signIn(ada)
  signIn(bob, '1')
  // Its end comes without a header: the signal was remembered.
  await analytics.stop()
  deliver(bob)
  await analytics.stop()
  expect(await stored()).toEqual([])
})

test('of a day that is over what is large is shown, and what is small is forgotten', async () => {
  const [ada, bob] = [makeId('acc'), makeId('acc')]
  for (let count = 0; count < 37; count += 1) signIn(ada)
  for (let count = 0; count < 19; count += 1) deliver(bob)
  await analytics.stop()
  expect(await analytics.countUsage()).toEqual([])

  clock.set(new Date('2026-11-29T00:00:01Z'))
  const shown = { countedOn: '2026-11-28', event: 'signed-in', detail: 'Firefox', atLeast: 30 }
  expect(await analytics.countUsage()).toEqual([shown])
  await analytics.sweep()
  expect(await stored()).toHaveLength(2)

  clock.set(new Date('2026-11-30T00:00:01Z'))
  await analytics.sweep()
  expect(await stored()).toEqual([{ event: 'signed-in', detail: 'Firefox', count: 37 }])

  clock.set(new Date('2028-01-01T00:00:00Z'))
  await analytics.sweep()
  expect(await stored()).toEqual([])
})

test('what cannot be stored waits, and is stored with the next', async () => {
  const ada = makeId('acc')
  let isDown = true
  const { database } = db
  const flaky = new Proxy(database, {
    get: (target, name) => {
      if (name === 'insertInto' && isDown) throw new Error('down')
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  analytics = createAnalytics({ ...partsOf(), database: flaky })
  signIn(ada)
  await analytics.stop()
  expect(await stored()).toEqual([])
  isDown = false
  signIn(ada)
  await analytics.stop()
  expect(await stored()).toEqual([{ event: 'signed-in', detail: 'Firefox', count: 2 }])
})
