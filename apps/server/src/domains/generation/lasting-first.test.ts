import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SealedObject } from '#server/domains/vault/index.ts'
import { makeId } from '#server/kernel/ids.ts'
import { makeStatement } from '#server/platform/postgres/index.ts'
import { createTestDatabase, type TestDatabase } from '#testkit'
import type { Attempt } from './attempt.ts'
import type { Generation } from './generation.ts'
import { findGeneration, insertQueued } from './generations.store.ts'
import type { GenerationParts } from './parts.ts'
import { sealResult } from './seal-result.ts'
import { insertPerson, queuedGeneration } from './tests/rows.ts'
import { WrittenBeside } from './written-beside.ts'
import { type StartParts, writeAndStart } from './write-generation.ts'

/* No row tells of bytes that a power failure could still take. */

let db: TestDatabase
beforeAll(async () => {
  db = await createTestDatabase()
})
afterAll(() => db.close())

const at = new Date('2026-11-29T12:00:00Z')
const clock = { now: () => at }
const written = { fingerprint: Buffer.alloc(1), events: [] }

/** Sealed bytes that last once `last` is called; `recorded` resolves when the database has their row. */
function sealBytes() {
  const [lasts, recorded] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const sealed: SealedObject = {
    objectId: makeId('obj'),
    vaultId: makeId('vlt'),
    key: Buffer.alloc(32),
    sizeBytes: 1,
    lasting: lasts.promise,
    recording: (executor) => makeStatement(sql`select 1`.compile(executor), () => recorded.resolve()),
    removeReplaced: async () => undefined,
    discard: async () => undefined,
  }
  return { sealed, recorded: recorded.promise, last: () => lasts.resolve() }
}

const aWish = async () => {
  const person = await insertPerson(db.database)
  return queuedGeneration({ ...person, id: makeId('gen'), partnerId: 'plain', createdAt: at })
}

/** Whether it ends by itself in the time that twenty questions to the database take. */
async function endsSoon(writing: Promise<unknown>): Promise<boolean> {
  let hasEnded = false
  const ended = writing.then(() => {
    hasEnded = true
  })
  for (let question = 0; question < 20; question += 1) await sql`select 1`.execute(db.database)
  void ended.catch(() => undefined)
  return hasEnded
}

/** One that runs here, and whose next result is these bytes. */
async function runs(queued: Generation, sealed: SealedObject): Promise<Attempt> {
  const workerId = makeId('wrk')
  const index = Buffer.from(queued.id)
  await db.database
    .transaction()
    .execute((tx) => insertQueued(tx, queued, { ...written, idempotencyIndex: index }))
  await sql`update generations set phase = 'running', worker_id = ${workerId}`.execute(db.database)
  const generation = await findGeneration(db.database, queued.id)
  const running = {
    generation,
    seen: generation,
    beside: new WrittenBeside(),
    partner: { description: { leavesInstallation: true } },
    ticket: { inputs: [], writer: { seal: async () => sealed } },
    signal: new AbortController().signal,
  }
  return running as unknown as Attempt // oxlint-disable-line typescript/no-unsafe-type-assertion -- what a result asks of one
}

test('a result is made known when its bytes last, and no sooner', async () => {
  const { sealed, recorded, last } = sealBytes()
  const running = await runs(await aWish(), sealed)
  const parts = { database: db.database, clock } as unknown as GenerationParts // oxlint-disable-line typescript/no-unsafe-type-assertion -- what it asks for
  const nothing = (async function* () {})()
  const arrived = { kind: 'partial', index: 0, mediaType: 'image/png', bytes: nothing } as const
  const sealing = sealResult(parts, running, arrived)
  await recorded
  expect(await endsSoon(sealing)).toBe(false)
  last()
  expect(await sealing).toBe(false)
})

test('a wish is written when its prompt lasts, and no sooner', async () => {
  const { sealed, recorded, last } = sealBytes()
  const generation = await aWish()
  const accountReference = makeId('ref')
  await sql`insert into account_references values (${generation.accountId}, ${accountReference})`.execute(
    db.database,
  )
  await sql`insert into credit_balances values (${accountReference}, 5, 0)`.execute(db.database)
  const parts = {
    database: db.database,
    limits: { generationsWaitingPerAccount: 1 },
    vaults: { workerKeys: { writeTickets: async () => 1 } },
    worker: { offerPlace: () => undefined },
  } as unknown as StartParts // oxlint-disable-line typescript/no-unsafe-type-assertion -- what it asks for
  const writing = writeAndStart(parts, {
    generation,
    session: { ...generation, accountReference },
    identified: { ...written, idempotencyIndex: Buffer.from(generation.id) },
    sitting: { vaultId: sealed.vaultId, publicKey: Buffer.alloc(1) },
    sealed,
    inputs: [],
    prompt: Buffer.alloc(1),
  } as unknown as Parameters<typeof writeAndStart>[1]) // oxlint-disable-line typescript/no-unsafe-type-assertion -- what it asks for
  await recorded
  expect(await endsSoon(writing)).toBe(false)
  expect(await findGeneration(db.database, generation.id)).toBeUndefined()
  last()
  expect(await writing).toEqual(generation)
})
