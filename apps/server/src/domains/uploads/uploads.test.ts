import type { IncomingMessage } from 'node:http'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { appendEvents, lockSession } from '#server/domains/generation/session-events.store.ts'
import { insertPerson } from '#server/domains/generation/tests/rows.ts'
import type { RequestSession } from '#server/http/index.ts'
import { randomKey } from '#server/platform/content-crypto/index.ts'
import type { Transaction } from '#server/platform/postgres/index.ts'
import {
  createTestClock,
  createTestDatabase,
  losingCommits,
  makePng,
  somebodyWaits,
  type TestDatabase,
  createTestVaults,
} from '#testkit'
import { deleteUpload } from './delete-upload.ts'
import { createIntake } from './intake.ts'
import type { UploadParts } from './parts.ts'
import { receiveUpload } from './receive-upload.ts'

/* A picture on its way in or out, and a sitting that ends meanwhile. */

const unused = undefined as never // oxlint-disable-line typescript/no-unsafe-type-assertion -- nothing is to be decoded
let db: TestDatabase
let folder: string
let parts: UploadParts
let session: RequestSession
beforeEach(async () => {
  db = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'gptimage-uploads-'))
  const clock = createTestClock()
  const vaults = createTestVaults({ database: db.database, folder, clock })
  parts = {
    database: db.database,
    vaults,
    clock,
    decoder: unused,
    openSitting: (own) => vaults.openSitting(own),
    tellSittingChanged: (tx, sessionId) =>
      appendEvents(tx, sessionId, [{ kind: 'sitting-changed', at: clock.now() }]),
  }
  const { accountId, sessionId } = await insertPerson(db.database)
  await sql`delete from vaults`.execute(db.database)
  session = { accountId, sessionId, token: randomKey() } as unknown as RequestSession // oxlint-disable-line typescript/no-unsafe-type-assertion -- what an upload asks of it
})
afterEach(async () => {
  await db.close()
  await rm(folder, { recursive: true })
})

function receive(from = parts) {
  const request = { headers: {}, socket: { setTimeout: () => undefined } }
  const incoming = Object.assign(Readable.from([makePng({ widthPx: 8, heightPx: 8 })]), request)
  const { signal } = new AbortController()
  return receiveUpload(from, {
    session,
    role: 'reference',
    incoming: incoming as unknown as IncomingMessage, // oxlint-disable-line typescript/no-unsafe-type-assertion -- what is read of it
    signal,
    intake: createIntake(),
  })
}

const readFiles = async () =>
  (await readdir(folder, { recursive: true })).filter((name) => name.includes('obj_'))

/** Ends the sitting in the order that everybody locks in, while `work` waits for it. */
async function endSittingDuring<Value>(work: () => Promise<Value>): Promise<{ working: Promise<Value> }> {
  return db.database.transaction().execute(async (tx: Transaction) => {
    await lockSession(tx, session.sessionId)
    const working = work()
    working.catch(() => undefined)
    await somebodyWaits(db)
    await sql`delete from vaults where session_id = ${session.sessionId}`.execute(tx)
    return { working }
  })
}

test('an upload and the end of its sitting wait for each other in one order, and nothing of it stays', async () => {
  await receive()
  expect(await readFiles()).toHaveLength(1)
  const { working } = await endSittingDuring(() => receive())
  await expect(working).rejects.toThrow('vault/closed')
  expect(await readFiles()).toHaveLength(1)
})

test('so do the erasure of an upload and the end of its sitting', async () => {
  const { objectId } = await receive()
  const { working } = await endSittingDuring(() => deleteUpload(parts, { session, objectId }))
  await expect(working).resolves.toBeUndefined()
})

test('an upload whose commit was not heard of keeps its bytes, as it may be listed', async () => {
  const losing = await losingCommits(db)
  await expect(receive({ ...parts, database: losing.database })).rejects.toThrow('connection')
  await losing.close()
  const listed = await db.database.selectFrom('objects').select('id').execute()
  expect(await readFiles()).toEqual([expect.stringContaining(listed[0]?.id ?? 'none')])
})
