import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestClock, createTestDatabase, type TestClock, type TestDatabase } from '#testkit'
import { createLogger } from '#server/platform/logger/index.ts'
import type { CaseSource, OpenCase } from './case.ts'
import { raiseAlarms } from './raise-alarms.ts'

let place: TestDatabase
let clock: TestClock
let open: OpenCase[]
let told: string[]
let lines: string[]
beforeEach(async () => {
  place = await createTestDatabase()
  clock = createTestClock()
  const receivedAt = clock.now()
  const dueAt = new Date(receivedAt.getTime() + 48 * 3_600_000)
  open = [{ kind: 'rights-request', id: 'req_one', about: 'export', receivedAt, dueAt }]
  told = []
  lines = []
})
afterEach(() => place.close())

const source = (more: Partial<CaseSource> = {}): CaseSource => ({
  kind: 'rights-request',
  listOpen: async () => open,
  show: async () => undefined,
  answer: async () => ({ outcome: 'not-open' }),
  ...more,
})
const parts = (sources: readonly CaseSource[]) => ({
  database: place.database,
  clock,
  sources,
  logger: createLogger({ level: 'warn', destination: { write: (line) => void lines.push(line) } }),
  tellLate: async (_: unknown, { id }: { id: string }) => void told.push(id),
})

test('half of its time is told once, however many look, and again when it was answered and comes back', async () => {
  await raiseAlarms(parts([source()]))
  expect(told).toEqual([])

  clock.advance(24 * 3_600_000)
  await Promise.all([raiseAlarms(parts([source()])), raiseAlarms(parts([source()]))])
  clock.advance(24 * 3_600_000)
  await raiseAlarms(parts([source()]))
  expect(told).toEqual(['req_one'])
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { code: 'case-half-over', reason: 'rights-request', state: 'past-half' },
  ])

  const all = open
  open = []
  await raiseAlarms(parts([source()]))
  open = all
  await raiseAlarms(parts([source()]))
  expect(told).toEqual(['req_one', 'req_one'])
})

test('a source that reminds by itself is left to it', async () => {
  clock.advance(40 * 3_600_000)
  await raiseAlarms(parts([source({ remindsItself: true })]))
  expect(told).toEqual([])
})
