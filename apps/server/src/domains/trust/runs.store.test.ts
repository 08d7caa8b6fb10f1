import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#testkit'
import { insertRun, listRuns } from './runs.store.ts'

let server: TestDatabase
beforeAll(async () => {
  server = await createTestDatabase()
})
afterAll(() => server.close())

test('a run made while the clock was a year ahead is not taken for the newest', async () => {
  const now = new Date('2026-11-29T12:00:00Z')
  const startedAt = {
    ahead: '2027-11-29T12:00:00Z',
    today: '2026-11-29T11:00:00Z',
    before: '2026-11-28T11:00:00Z',
  }
  for (const [name, at] of Object.entries(startedAt))
    await insertRun(server.database, {
      id: `aud_${name}`,
      startedAt: new Date(at),
      run: {},
      signature: Buffer.alloc(64),
    })

  const listed = await listRuns(server.database, { until: now, limit: 1 })

  expect(listed.map(({ id }) => id)).toEqual(['aud_today'])
})
