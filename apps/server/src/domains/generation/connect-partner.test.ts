import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  deleteConsent,
  storeConsent,
  storeRegions,
} from '#server/domains/disclosures/agreements/agreements.store.ts'
import { versionOfTerms } from '#server/domains/disclosures/agreements/terms-version.ts'
import { makeId } from '#server/kernel/ids.ts'
import { connectDatabase, type Database, isNoConnectionFree } from '#server/platform/postgres/index.ts'
import {
  createTestClock,
  createTestDatabase,
  type FakePartner,
  plainPartner,
  somebodyWaits,
  startFakePartner,
  type TestDatabase,
} from '#testkit'
import { type Attempt, AttemptOver } from './attempt.ts'
import { connectPartner } from './connect-partner.ts'
import type { Generation } from './generation.ts'
import type { GenerationParts } from './parts.ts'
import { lockWithSession } from './session-events.store.ts'
import { insertRunning } from './tests/rows.ts'
import { WrittenBeside } from './written-beside.ts'

/* What stands between an attempt and its partner: a row that is committed before a byte leaves. */

const clock = createTestClock()
let db: TestDatabase
let partner: FakePartner
let generation: Generation
let consent: Parameters<typeof storeConsent>[1]
beforeEach(async () => {
  db = await createTestDatabase()
  partner = await startFakePartner({ kind: 'draw', sizeBytes: 1_000, isHeld: true })
  generation = await insertRunning(db.database)
  const { accountId, partnerId } = generation
  const { terms } = plainPartner({ baseUrl: partner.baseUrl, slots: 1 }).description
  consent = { accountId, partnerId, termsVersion: versionOfTerms(terms), at: clock.now() }
  await storeConsent(db.database, consent)
})
afterEach(async () => {
  await partner.close()
  await db.close()
})

const limits = {
  partnerConnectMs: 5_000,
  partnerAnswerMs: 5_000,
  partnerIdleMs: 5_000,
  partnerTotalMs: 20_000,
}

/** Sends a prompt; resolves with the answer. */
function send(database: Database) {
  const attempt = {
    generation,
    seen: generation,
    beside: new WrittenBeside(),
    partner: plainPartner({ baseUrl: partner.baseUrl, slots: 1 }),
    ticket: { accountReference: makeId('ref') },
    signal: new AbortController().signal,
  } as unknown as Attempt // oxlint-disable-line typescript/no-unsafe-type-assertion -- what a send asks of one
  const parts = { database, clock, limits } as unknown as GenerationParts // oxlint-disable-line typescript/no-unsafe-type-assertion -- the same
  const request = { method: 'POST', path: '/draw', body: Buffer.from('{"prompt":"x"}') } as const
  const sending = connectPartner(parts, attempt, attempt.signal).sendContent(request, ['prompt'])
  return { attempt, sending }
}

const readLedger = () => db.database.selectFrom('disclosures').select(['state', 'recorded_at']).execute()

test.each([
  ['takes their agreement back', () => deleteConsent(db.database, consent)],
  [
    'keeps to regions elsewhere',
    () => storeRegions(db.database, { ...consent, regions: ['EU'], at: clock.now() }),
  ],
])('nothing leaves for who %s while the row is waited for', async (_, decide) => {
  const { sending } = await db.database.transaction().execute(async (tx) => {
    await lockWithSession(tx, generation.id)
    const sent = send(db.database)
    sent.sending.catch(() => undefined)
    await somebodyWaits(db)
    await decide()
    return sent
  })
  await expect(sending).rejects.toBeInstanceOf(AttemptOver)
  expect([partner.seen, await readLedger()]).toEqual([[], []])
})

/** One connection, and little patience for it. */
async function openNarrow() {
  const narrow = connectDatabase({
    connection: { ...db.connection, connectionTimeoutMillis: 40 },
    maximumConnections: 1,
    onError: () => undefined,
  })
  const one = () => sql`select 1`.execute(narrow.database)
  await vi.waitFor(one, { timeout: 30_000 })
  return {
    ...narrow,
    /** Runs `work` while the connection is another's, and for longer than anybody's patience. */
    async while(work: () => Promise<void>): Promise<void> {
      await narrow.database.connection().execute(async () => {
        await work()
        await expect(one()).rejects.toSatisfy(isNoConnectionFree)
        await expect(one()).rejects.toSatisfy(isNoConnectionFree)
      })
    },
  }
}

test('with no connection free a send and what became of it are written late, and as they are then', async () => {
  const narrow = await openNarrow()
  const late: Partial<ReturnType<typeof send>> = {}
  await narrow.while(async () => {
    Object.assign(late, send(narrow.database))
    clock.advance(90_000)
  })
  await partner.arrivals(1)
  expect(await readLedger()).toEqual([{ state: 'recorded', recorded_at: clock.now() }])
  await narrow.while(async () => {
    partner.release()
    ;(await late.sending)?.close()
  })
  await late.attempt?.beside.settle()
  expect(await readLedger()).toEqual([{ state: 'sent', recorded_at: expect.any(Date) }])
  await narrow.close()
})
