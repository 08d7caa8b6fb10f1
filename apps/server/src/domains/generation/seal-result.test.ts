import { mkdtemp, open, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { reservation } from '#server/domains/billing/index.ts'
import { createVaultWriter } from '#server/domains/vault/vault-writer.ts'
import { makeId } from '#server/kernel/ids.ts'
import { makeKeyPair } from '#server/platform/content-crypto/index.ts'
import { createDiskObjectStore, type ObjectStore } from '#server/platform/object-store/index.ts'
import { type Database, makeStatement, sendAlone } from '#server/platform/postgres/index.ts'
import { createTestClock, createTestDatabase, losingCommits, makePng, type TestDatabase } from '#testkit'
import type { Attempt } from './attempt.ts'
import { operationOf } from './apply-event.ts'
import type { Generation } from './generation.ts'
import { findGeneration } from './generations.store.ts'
import type { GenerationParts } from './parts.ts'
import { sealResult } from './seal-result.ts'
import { insertRunning } from './tests/rows.ts'
import { WrittenBeside } from './written-beside.ts'

/* A picture's bytes, its row, what is charged for it and what is told of it are one. */

const clock = createTestClock()
let db: TestDatabase
let folder: string
let objectStore: ObjectStore
let generation: Generation
let ended: string[]
beforeEach(async () => {
  db = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'gptimage-sealing-'))
  objectStore = createDiskObjectStore({ folder })
  ended = []
  generation = await insertRunning(db.database)
  const accountReference = makeId('ref')
  await sql`insert into credit_balances values (${accountReference}, 1, 0)`.execute(db.database)
  const operation = operationOf(generation.id, 1)
  await db.database
    .transaction()
    .execute((tx) =>
      sendAlone(tx, reservation(tx, { accountReference, operation, amount: 1, at: clock.now() })),
    )
})
afterEach(async () => {
  await db.close()
  await rm(folder, { recursive: true })
})

/** An attempt at what was wished for, by way of this database. */
function attempt(database: Database) {
  const vault = { ...generation, publicKey: makeKeyPair().publicKey }
  const writer = createVaultWriter({ objectStore, clock, isContentUnsealedForTests: false }, vault as never) // oxlint-disable-line typescript/no-unsafe-type-assertion -- its sitting is there
  const running = {
    generation,
    seen: generation,
    beside: new WrittenBeside(),
    partner: { description: { leavesInstallation: true } },
    ticket: { inputs: [], writer },
    signal: new AbortController().signal,
  } as unknown as Attempt // oxlint-disable-line typescript/no-unsafe-type-assertion -- what a result asks of one
  const parts = {
    database,
    clock,
    onEnded: ({ phase }: Generation) => ended.push(phase),
    metrics: { recordGeneration: () => undefined },
    logger: { info: () => undefined },
    vaults: {
      workerKeys: {
        droppingTickets: () => makeStatement(sql`select 1`.compile(database), () => undefined),
      },
    },
  } as unknown as GenerationParts // oxlint-disable-line typescript/no-unsafe-type-assertion -- the same
  return (kind: 'partial' | 'image') =>
    sealResult(parts, running, { kind, index: 0, mediaType: 'image/png', bytes: drawn() })
}

async function* drawn() {
  yield makePng({ widthPx: 8, heightPx: 8 })
}

const readRows = () => db.database.selectFrom('objects').select(['id', 'kind']).execute()
const readFiles = () => readdir(join(folder, generation.vaultId))
const readPhase = async () => (await findGeneration(db.database, generation.id))?.phase

test('of an end is told when it is committed, and not where the bytes do not last', async () => {
  const handle = await open(folder)
  const lasting = vi.spyOn(Object.getPrototypeOf(handle), 'datasync')
  await handle.close()
  lasting.mockRejectedValueOnce(Object.assign(new Error('the disk is full'), { code: 'ENOSPC' }))
  await expect(attempt(db.database)('image')).rejects.toThrow('http/storage-full')
  expect([ended, await readPhase(), await readFiles()]).toEqual([[], 'running', []])
  lasting.mockRestore()
  expect(await attempt(db.database)('image')).toBe(true)
  expect([ended, await readPhase()]).toEqual([['delivered'], 'delivered'])
})

test('what comes after the end is not written, and told of once', async () => {
  const seal = attempt(db.database)
  for (const kind of ['image', 'image', 'partial'] as const) expect(await seal(kind)).toBe(true)
  expect([ended, (await readRows()).length, (await readFiles()).length]).toEqual([['delivered'], 1, 1])
})

test('an old partial that cannot be removed does not take the picture with it', async () => {
  const seal = attempt(db.database)
  await seal('partial')
  vi.spyOn(objectStore, 'remove').mockRejectedValueOnce(new Error('the disk does not answer'))
  await expect(seal('image')).rejects.toThrow('the disk does not answer')
  const [row] = await readRows()
  expect([row?.kind, await readFiles()]).toEqual(['image', expect.arrayContaining([row?.id])])
})

test('a picture whose commit was not heard of keeps its bytes, as it may be paid for', async () => {
  const losing = await losingCommits(db)
  await expect(attempt(losing.database)('image')).rejects.toThrow('connection')
  await losing.close()
  const [row] = await readRows()
  expect([await readPhase(), await readFiles()]).toEqual(['delivered', [row?.id]])
})
