import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { SealedObject } from '#server/domains/vault/index.ts'
import { makeId, type ObjectId } from '#server/kernel/ids.ts'
import { type Database, makeStatement } from '#server/platform/postgres/index.ts'
import {
  createTestClock,
  createTestDatabase,
  losingCommits,
  somebodyWaits,
  type TestDatabase,
} from '#testkit'
import { startGeneration } from './start-generation.ts'
import { findGeneration } from './generations.store.ts'
import { lockQueue, storeSlots } from './queue.store.ts'
import { insertPerson } from './tests/rows.ts'
import type { StartParts } from './write-generation.ts'

/* A wish as it is written, and what becomes of a prompt and of keys when it is not. */

let db: TestDatabase
beforeAll(async () => {
  db = await createTestDatabase()
})
afterAll(() => db.close())

const clock = createTestClock()
const referenceId = makeId('obj')
const opened = { key: Buffer.alloc(32, 7) }
const sealed = {
  objectId: makeId('obj'),
  key: Buffer.alloc(32, 7),
  lasting: Promise.resolve(),
  recording: (executor: Database) => makeStatement(sql`select 1`.compile(executor), () => undefined),
  discard: vi.fn(async () => undefined),
}
const seal = vi.fn(async () => sealed as unknown as SealedObject) // oxlint-disable-line typescript/no-unsafe-type-assertion -- what a wish asks of one
beforeEach(() => {
  opened.key.fill(7)
  sealed.discard.mockClear()
})

/** A place in this process, where a claimed one would run. */
const aPlace = { run: () => undefined, leave: () => undefined }

/** Wishes for one picture, with so many credits. */
async function wish({
  credits,
  database = db.database,
  place,
}: {
  credits: number
  database?: Database
  place?: typeof aPlace
}) {
  const person = await insertPerson(db.database)
  const accountReference = makeId('ref')
  await sql`insert into credit_balances values (${accountReference}, ${credits}, 0)`.execute(db.database)
  const model = { id: 'plain/picture', promptMaximumBytes: 100, creditsPerImage: 1 }
  const identity = { kind: 'upload' }
  const parts = {
    database,
    clock,
    catalogue: {
      checkRequest: () => ({ model, partner: { description: { id: 'plain', leavesInstallation: false } } }),
    },
    limits: { generationsWaitingPerAccount: 9, leaseMs: 1_000 },
    workerId: makeId('wrk'),
    installationKey: { index: () => Buffer.from(person.accountId) },
    vaults: {
      openSitting: async () => ({ ...person, fingerprint: Buffer.alloc(1), writer: { seal } }),
      openReader: async () => ({
        openInputs: async (asked: ObjectId[]) => asked.map(() => ({ identity, picture: {}, ...opened })),
        close: () => undefined,
      }),
      workerKeys: { writeTickets: async () => 1, keepTicket: () => ({}) },
    },
    worker: { offerPlace: () => place, tellCrowded: () => undefined },
  } as unknown as StartParts // oxlint-disable-line typescript/no-unsafe-type-assertion -- what a wish asks for
  const request = { prompt: 'a fox', count: 1, widthPx: 512, heightPx: 512, references: [referenceId] }
  const input = { session: { ...person, accountReference }, request, key: 'k'.repeat(16) }
  return startGeneration(parts, input as unknown as Parameters<typeof startGeneration>[1]) // oxlint-disable-line typescript/no-unsafe-type-assertion -- the same
}

test('a wish waits for a start that is under way, and then for the slot that it took', async () => {
  await storeSlots(db.database, { partnerId: 'plain', slots: 1 })
  const { generation } = await wish({ credits: 1, place: aPlace })
  // As its worker sees it first, or its first change would be done twice.
  expect(await findGeneration(db.database, generation.id)).toStrictEqual(generation)
  await sql`update generations set phase = 'delivered'`.execute(db.database)
  const waiting = await db.database.transaction().execute(async (tx) => {
    await lockQueue(tx, 'plain')
    const wished = wish({ credits: 1, place: aPlace })
    await Promise.race([wished, somebodyWaits(db)])
    await sql`update partner_slots set slots = 0`.execute(tx)
    return { wished }
  })
  expect([generation.phase, (await waiting.wished).generation.phase]).toEqual(['running', 'queued'])
  await sql`delete from generations`.execute(db.database)
})

test('a prompt goes with the wish that was refused, and not with one that may have been written', async () => {
  await expect(wish({ credits: 0 })).rejects.toThrow('billing/not-enough-credits')
  expect(sealed.discard).toHaveBeenCalledOnce()
  sealed.discard.mockClear()
  const losing = await losingCommits(db)
  await expect(wish({ credits: 1, database: losing.database })).rejects.toThrow('onnection')
  await losing.close()
  expect(await db.database.selectFrom('generations').select('phase').execute()).toEqual([{ phase: 'queued' }])
  expect(sealed.discard).not.toHaveBeenCalled()
})

test('what opens its pictures is zeroed, also where the prompt cannot be sealed', async () => {
  seal.mockRejectedValueOnce(new Error('the disk does not answer'))
  await expect(wish({ credits: 1 })).rejects.toThrow('the disk does not answer')
  expect(opened.key).toEqual(Buffer.alloc(32))
})
