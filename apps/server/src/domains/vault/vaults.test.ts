import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestClock, createTestDatabase, type TestDatabase } from '#testkit'
import { type GenerationId, makeId, type VaultId } from '#server/kernel/ids.ts'
import { Secret } from '#server/kernel/secret.ts'
import { makeKeyPair, randomKey } from '#server/platform/content-crypto/index.ts'
import { createInstallationKey } from '#server/platform/installation-key/index.ts'
import { createLogger } from '#server/platform/logger/index.ts'
import { createDiskObjectStore, type ObjectStore } from '#server/platform/object-store/index.ts'
import { sendAlone, connectDatabase } from '#server/platform/postgres/index.ts'
import { createVaults, type Vaults, type VaultSession } from './index.ts'

const hour = 3_600_000
const clock = createTestClock()
const limits = {
  vaultIdleMs: hour,
  vaultAbsoluteMs: 24 * hour,
  leaseMs: 30_000,
  workerKeyRenewMs: hour / 4,
  workerKeyMaximumMs: hour,
}
let db: TestDatabase
let folder: string
let objectStore: ObjectStore
let vaults: Vaults

const makeVaults = (secret = '0b', database = db.database) =>
  createVaults({
    database,
    leases: db.database,
    objectStore,
    clock,
    limits,
    installationKey: createInstallationKey(new Secret(`${secret}17`.repeat(16))),
    logger: createLogger({ level: 'silent' }),
    isContentUnsealedForTests: false,
  })

beforeAll(async () => {
  db = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'gptimage-vault-'))
  objectStore = createDiskObjectStore({ folder })
  vaults = makeVaults()
})
afterAll(async () => {
  await db.close()
  await rm(folder, { recursive: true })
})

async function openSession(): Promise<VaultSession> {
  const [sessionId, accountId] = [makeId('ses'), makeId('acc')]
  const bytes = Buffer.from(accountId)
  await db.database
    .insertInto('accounts')
    .values({
      id: accountId,
      subject_index: bytes,
      email_index: bytes,
      sealed_profile: bytes,
      age_threshold: 13,
      created_on: '2026-11-24',
    })
    .execute()
  const now = clock.now()
  await db.database
    .insertInto('sessions')
    .values({
      id: sessionId,
      token_hash: Buffer.from(sessionId),
      account_id: accountId,
      signed_in_at: now,
      last_seen_at: now,
      expires_at: now,
      device_family: null,
    })
    .execute()
  return { sessionId, accountId, token: Buffer.alloc(32, sessionId) }
}

async function* once(word: string) {
  yield Buffer.from(word)
}

async function seal(session: VaultSession, word: string) {
  const { writer, vaultId } = await vaults.openSitting(session)
  const sealed = await writer.seal({
    kind: 'image',
    mediaType: 'image/png',
    generationId: makeId('gen'),
    imageIndex: 0,
    bytes: once(word),
  })
  await sendAlone(db.database, sealed.recording(db.database))
  return { objectId: sealed.objectId, vaultId }
}

async function read(
  session: VaultSession,
  objectId: Parameters<NonNullable<Awaited<ReturnType<Vaults['openReader']>>>['open']>[0],
) {
  const reader = await vaults.openReader(session)
  if (reader === undefined) throw new Error('there is no sitting')
  const opened = await reader.open(objectId).finally(() => reader.close())
  return text(opened.bytes)
}

test('what is sealed opens for its own session, and is not there for another', async () => {
  const [mine, theirs] = [await openSession(), await openSession()]
  const { objectId } = await seal(mine, 'my picture')
  await seal(theirs, 'their picture')
  expect(await read(mine, objectId)).toBe('my picture')
  await expect(read(theirs, objectId)).rejects.toMatchObject({ code: 'vault/object-not-found' })
})

test('what was opened and is not read after all has no key any more', async () => {
  const session = await openSession()
  const { objectId } = await seal(session, 'my picture')
  const reader = await vaults.openReader(session)
  if (reader === undefined) throw new Error('there is no sitting')
  const { bytes, release } = await reader.open(objectId).finally(() => reader.close())
  release()
  await expect(text(bytes)).rejects.toMatchObject({ code: 'vault/object-damaged' })
  expect(await read(session, objectId)).toBe('my picture')
})

test('another cookie opens nothing', async () => {
  const session = await openSession()
  await seal(session, 'my picture')
  await expect(vaults.openReader({ ...session, token: Buffer.alloc(32, 9) })).rejects.toThrow()
})

test('a row that was moved, or whose bytes were, does not open', async () => {
  const [mine, theirs] = [await openSession(), await openSession()]
  const [one, other] = [await seal(mine, 'one'), await seal(mine, 'other')]
  const foreign = await seal(theirs, 'foreign')
  const keyOf = async (objectId: string) => {
    const row = await db.database
      .selectFrom('objects')
      .select('sealed_key')
      .where('id', '=', objectId)
      .executeTakeFirstOrThrow()
    return row.sealed_key
  }
  const original = await keyOf(one.objectId)
  for (const objectId of [other.objectId, foreign.objectId]) {
    await db.database
      .updateTable('objects')
      .set({ sealed_key: await keyOf(objectId) })
      .where('id', '=', one.objectId)
      .execute()
    await expect(read(mine, one.objectId)).rejects.toMatchObject({ code: 'vault/object-damaged' })
  }
  await db.database
    .updateTable('objects')
    .set({ sealed_key: original })
    .where('id', '=', one.objectId)
    .execute()
  await objectStore.write(one.vaultId, one.objectId, objectStore.read(other.vaultId, other.objectId))
  await expect(read(mine, one.objectId)).rejects.toMatchObject({ code: 'vault/object-damaged' })
  await objectStore.remove(one.vaultId, one.objectId)
  await expect(read(mine, one.objectId)).rejects.toMatchObject({ code: 'vault/object-not-found' })
})

test('two first requests at once open one vault', async () => {
  const session = await openSession()
  const opened = await Promise.all(Array.from({ length: 8 }, () => vaults.openSitting(session)))
  expect(new Set(opened.map(({ vaultId }) => vaultId)).size).toBe(1)
})

test('a session that goes takes its keys with it, and the sweep its bytes; a late write finds it closed', async () => {
  const session = await openSession()
  const { vaultId } = await seal(session, 'my picture')
  const { writer } = await vaults.openSitting(session)
  const late = await writer.seal({
    kind: 'image',
    mediaType: 'image/png',
    generationId: makeId('gen'),
    bytes: once('late'),
  })
  await db.database.deleteFrom('sessions').where('id', '=', session.sessionId).execute()
  expect(await vaults.openReader(session)).toBeUndefined()
  await expect(sendAlone(db.database, late.recording(db.database))).rejects.toMatchObject({
    code: 'vault/closed',
  })
  await vaults.sweep()
  expect(await filesOf(vaultId)).toEqual([])
  expect(await db.database.selectFrom('vault_remains').selectAll().execute()).toEqual([])
})

test('a session that ended a moment ago opens no sitting any more', async () => {
  const session = await openSession()
  await db.database.deleteFrom('sessions').where('id', '=', session.sessionId).execute()
  await expect(vaults.openSitting(session)).rejects.toMatchObject({ code: 'identity/not-signed-in' })
})

test('a folder that no vault knows goes with the sweep', async () => {
  const orphan = makeId('vlt')
  await objectStore.write(orphan, makeId('obj'), once('left by a process that died'))
  await vaults.sweep()
  expect(await filesOf(orphan)).toEqual([])
})

test('past its limits a sitting is over: idle after an hour, whatever happens after a day', async () => {
  const [idle, busy] = [await openSession(), await openSession()]
  await seal(idle, 'x')
  await seal(busy, 'x')
  clock.advance(hour - 1_000)
  await vaults.openReader(busy)
  clock.advance(1_000)
  expect(await vaults.openReader(idle)).toBeUndefined()
  expect(await vaults.findSitting(idle)).toBeUndefined()
  expect(await vaults.findSitting(busy)).toMatchObject({ objects: 1 })
  await expect(vaults.openSitting(idle)).rejects.toMatchObject({ code: 'vault/closed' })
  for (let passed = 0; passed < 24; passed += 1) {
    clock.advance(hour - 1)
    await vaults.openReader(busy)
  }
  clock.advance(hour)
  expect(await vaults.openReader(busy)).toBeUndefined()
  expect(await sessionsOf({ skipped: 0 })).toContain(busy.sessionId)
})

const sessionsOf = async (asked: Parameters<Vaults['findLapsed']>[0]) =>
  (await vaults.findLapsed(asked)).map(({ sessionId }) => sessionId)

test('of many that lapsed together each session finds its own, and those that stay do not hide the others', async () => {
  await db.database.deleteFrom('vaults').execute()
  const sessions: VaultSession[] = []
  for (let opened = 0; opened < 103; opened += 1) {
    const session = await openSession()
    await vaults.openSitting(session)
    sessions.push(session)
    clock.advance(1)
  }
  clock.advance(hour)
  const last = sessions.at(-1)?.sessionId ?? makeId('ses')
  expect(await sessionsOf({ skipped: 0 })).not.toContain(last)
  expect(await sessionsOf({ sessionId: last })).toEqual([last])
  expect(await sessionsOf({ skipped: 102 })).toEqual([last])
})

test('a cookie that changes takes its sitting along', async () => {
  const session = await openSession()
  const { objectId } = await seal(session, 'my picture')
  const newToken = Buffer.alloc(32, 5)
  await vaults.rewrap(db.database, { sessionId: session.sessionId, oldToken: session.token, newToken })
  expect(await read({ ...session, token: newToken }, objectId)).toBe('my picture')
  await expect(vaults.openReader(session)).rejects.toThrow()
})

async function prepareTicket(worker: Vaults) {
  const session = await openSession()
  const { writer, vaultId, publicKey } = await worker.openSitting(session)
  const generationId = makeId('gen')
  const sealed = await writer.seal({
    kind: 'prompt',
    mediaType: 'text/plain',
    generationId,
    bytes: once('a red fox'),
  })
  await sendAlone(db.database, sealed.recording(db.database))
  const content = {
    generationId,
    attempt: 1,
    partnerId: 'builtin',
    modelId: 'builtin/sketch',
    vaultId,
    accountId: session.accountId,
    accountReference: makeId('ref'),
    promptObjectId: sealed.objectId,
    promptMediaType: 'text/plain',
    vaultPublicKey: publicKey,
    promptKey: sealed.key,
    inputs: [],
  }
  const written = await db.database.transaction().execute((tx) => worker.workerKeys.writeTickets(tx, content))
  return { generationId, written, content }
}

async function take({ workerKeys }: Vaults, id: GenerationId) {
  const taken = await db.database.transaction().execute((tx) => workerKeys.takeTickets(tx, [id]))
  return taken.get(id)
}

test('a worker with a ticket reads the prompt once; a key that nobody proved gets none', async () => {
  const worker = makeVaults()
  await worker.workerKeys.start(makeId('wrk'))
  const forged = {
    id: makeId('wky'),
    worker_id: makeId('wrk'),
    public_key: Buffer.alloc(32, 9),
    proof: Buffer.alloc(32),
    created_at: clock.now(),
  }
  const later = new Date(clock.now().getTime() + hour)
  await db.database
    .insertInto('worker_keys')
    .values({ ...forged, seals_until: later, alive_until: later })
    .execute()
  const { generationId, written } = await prepareTicket(worker)
  expect(written).toBe(1)
  const ticket = await take(worker, generationId)
  expect((await ticket?.openPrompt())?.toString()).toBe('a red fox')
  expect(await take(worker, generationId)).toBeUndefined()
  await worker.workerKeys.stop()
})

test('a ticket that stays in its process has keys of its own, and nothing in memory once it is closed', async () => {
  const { content } = await prepareTicket(vaults)
  const prompt = Buffer.from('a red fox')
  const ticket = vaults.workerKeys.keepTicket(content, prompt)
  const askedKey = Buffer.from(content.promptKey)
  prompt.fill(0)
  const opened = await ticket.openPrompt()
  expect(opened.toString()).toBe('a red fox')
  ticket.close()
  expect(opened.equals(Buffer.alloc(opened.length))).toBe(true)
  expect(content.promptKey.equals(askedKey)).toBe(true)
  expect(await db.database.selectFrom('tickets').selectAll().execute()).toEqual([])
})

test('a worker that joins gets the waiting tickets; one whose memory is gone opens nothing', async () => {
  const [first, second] = [makeVaults(), makeVaults()]
  await first.workerKeys.start(makeId('wrk'))
  const { generationId } = await prepareTicket(first)
  await second.workerKeys.start(makeId('wrk'))
  await first.workerKeys.renew()
  const ticket = await take(second, generationId)
  expect((await ticket?.openPrompt())?.toString()).toBe('a red fox')
  const left = await prepareTicket(first)
  await first.workerKeys.stop()
  expect(await take(first, left.generationId)).toBeUndefined()
  await second.workerKeys.stop()
})

test('a public key that was put into the row is sealed to by nobody', async () => {
  const session = await openSession()
  const { objectId } = await seal(session, 'my picture')
  const { publicKey } = makeKeyPair()
  await db.database
    .updateTable('vaults')
    .set({ public_key: publicKey })
    .where('session_id', '=', session.sessionId)
    .execute()
  await expect(vaults.openSitting(session)).rejects.toThrow()
  await expect(read(session, objectId)).rejects.toThrow()
})

test('an old key of a worker gets no second life, whatever its row says', async () => {
  const worker = makeVaults()
  await worker.workerKeys.start(makeId('wrk'))
  clock.advance(limits.workerKeyRenewMs)
  const later = new Date(clock.now().getTime() + 24 * hour)
  await db.database.updateTable('worker_keys').set({ seals_until: later, alive_until: later }).execute()
  expect((await prepareTicket(worker)).written).toBe(0)
  await worker.workerKeys.renew()
  expect((await prepareTicket(worker)).written).toBe(1)
  await worker.workerKeys.stop()
})

test('a planted ticket opens nothing, and holds up neither its taker nor those that join', async () => {
  const [first, second] = [makeVaults(), makeVaults()]
  await first.workerKeys.start(makeId('wrk'))
  const [planted, honest] = [await prepareTicket(first), await prepareTicket(first)]
  const garbage = randomKey()
  await db.database
    .updateTable('tickets')
    .set({ sealed_ticket: garbage })
    .where('generation_id', '=', planted.generationId)
    .execute()
  await second.workerKeys.start(makeId('wrk'))
  await first.workerKeys.renew()
  expect(await take(first, planted.generationId)).toBeUndefined()
  expect((await (await take(second, honest.generationId))?.openPrompt())?.toString()).toBe('a red fox')
  await Promise.all([first.workerKeys.stop(), second.workerKeys.stop()])
})

test('a worker says that it lives while every connection is taken', async () => {
  const narrow = connectDatabase({
    connection: db.connection,
    maximumConnections: 1,
    onError: () => undefined,
  })
  const { workerKeys } = makeVaults('0b', narrow.database)
  await workerKeys.start(makeId('wrk'))
  const [keyId = ''] = workerKeys.keyIds()
  const findAliveUntil = async () =>
    (
      await db.database
        .selectFrom('worker_keys')
        .select('alive_until')
        .where('id', '=', keyId)
        .executeTakeFirst()
    )?.alive_until.getTime()
  let renewed: Promise<void> | undefined
  await narrow.database.connection().execute(async () => {
    clock.advance(1_000)
    renewed = workerKeys.renew()
    await expect.poll(findAliveUntil, { timeout: 20_000 }).toBe(clock.now().getTime() + limits.leaseMs)
  })
  await renewed
  await workerKeys.stop()
  await narrow.close()
})

test('two renewals at once change a key once', async () => {
  const worker = makeVaults()
  await worker.workerKeys.start(makeId('wrk'))
  clock.advance(limits.workerKeyRenewMs)
  await Promise.all([worker.workerKeys.renew(), worker.workerKeys.renew(), worker.workerKeys.renew()])
  expect(worker.workerKeys.keyIds().length).toBe(2)
  await worker.workerKeys.stop()
})

async function filesOf(vaultId: VaultId): Promise<string[]> {
  const found: string[] = []
  for await (const objectId of objectStore.listObjects(vaultId)) found.push(objectId)
  return found
}
