import { sql } from 'kysely'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#testkit'
import { makeId } from '#server/kernel/ids.ts'
import type { Generation } from './generation.ts'
import { insertGeneration } from './generations.store.ts'
import { firstInQueue, listPositions, lockQueue, storeSlots, tryLockSlots } from './queue.store.ts'
import { lockWithSessions, takeNumbers } from './session-events.store.ts'

/* The queue of one partner, claimed by several workers at once. */

let db: TestDatabase
const closing: (() => Promise<void>)[] = []
const partnerId = 'plain'
const workerKeyId = makeId('wky')
const start = new Date('2026-11-24T12:00:00Z')
beforeEach(async () => {
  db = await createTestDatabase()
  closing.push(db.close)
  await storeSlots(db.database, { partnerId, slots: 4 })
  await sql`insert into worker_keys values (${workerKeyId}, ${makeId('wrk')}, '', '', now(), now(), now())`.execute(
    db.database,
  )
})
afterAll(async () => {
  for (const close of closing) await close()
})

async function aPerson() {
  const [accountId, sessionId, vaultId] = [makeId('acc'), makeId('ses'), makeId('vlt')]
  const bytes = Buffer.from(accountId)
  await sql`insert into accounts values (${accountId}, ${bytes}, ${bytes}, '', 'person', 13, '2026-11-24')`.execute(
    db.database,
  )
  await sql`insert into sessions values (${bytes}, ${sessionId}, ${accountId}, null, now(), now(), now())`.execute(
    db.database,
  )
  await sql`insert into vaults values (${vaultId}, ${sessionId}, ${accountId}, '', '', '', now(), now(), now())`.execute(
    db.database,
  )
  return { accountId, sessionId, vaultId }
}

/** Waits since so many seconds after the start, with a ticket for our worker. */
async function aWaiting(
  { accountId, sessionId, vaultId }: Awaited<ReturnType<typeof aPerson>>,
  since: number,
) {
  const id = makeId('gen')
  const at = new Date(start.getTime() + since * 1000)
  await db.database
    .insertInto('generations')
    .values({
      id,
      account_id: accountId,
      session_id: sessionId,
      vault_id: vaultId,
      prompt_object_id: makeId('obj'),
      phase: 'queued',
      model_id: 'plain/picture',
      partner_id: partnerId,
      width_px: 512,
      height_px: 512,
      image_count: 1,
      seed: 1,
      background: 'scene',
      credits_per_image: 1,
      idempotency_index: Buffer.from(id),
      request_fingerprint: Buffer.from(id),
      created_at: at,
      queued_at: at,
    })
    .execute()
  await sql`insert into tickets values (${id}, ${workerKeyId}, ${vaultId}, '')`.execute(db.database)
  return id
}

async function claim(atMost = 16): Promise<string[]> {
  return db.database.transaction().execute(async (tx) => {
    const queue = await lockQueue(tx, partnerId)
    const first = firstInQueue({ partnerId, slots: queue?.slots ?? 0, keyIds: [workerKeyId], atMost })
    const ids = (await lockWithSessions(tx, first)).map(({ id }) => id)
    await tx
      .updateTable('generations')
      .set({ phase: 'running' })
      .where('id', 'in', ['', ...ids])
      .execute()
    return ids
  })
}

test('of many claims at once no two take the same, and no more run than there are slots', async () => {
  const people = await Promise.all([aPerson(), aPerson(), aPerson()])
  for (const person of people) for (const since of [1, 2, 3, 4]) await aWaiting(person, since)
  const claimed = (await Promise.all(Array.from({ length: 8 }, (_, index) => claim(1 + (index % 3))))).flat()
  expect(claimed.length).toBe(4)
  expect(new Set(claimed).size).toBe(4)
  expect(await claim()).toEqual([])
})

test('one claim of several takes a person’s first before anyone’s second, in the order that was shown', async () => {
  const [ada, ben] = [await aPerson(), await aPerson()]
  const [one, two] = [await aWaiting(ada, 1), await aWaiting(ada, 2)]
  await aWaiting(ada, 3)
  await aWaiting(ada, 4)
  const late = await aWaiting(ben, 9)
  const shown = (await listPositions(db.database, [partnerId]))
    .toSorted((left, right) => left.position - right.position)
    .map(({ generationId }) => generationId)
  expect(shown.slice(0, 3)).toEqual([one, late, two])
  expect(new Set(await claim(3))).toEqual(new Set([one, late, two]))
})

test('what no living worker could open waits, and holds up nobody', async () => {
  const ada = await aPerson()
  const [shut, open] = [await aWaiting(ada, 1), await aWaiting(ada, 2)]
  await sql`delete from tickets where generation_id = ${shut}`.execute(db.database)
  expect(await claim()).toEqual([open])
})

/** Written as the use case writes it: claimed in its own transaction where that may be. */
async function wish({ accountId, sessionId, vaultId }: Awaited<ReturnType<typeof aPerson>>) {
  const id = makeId('gen')
  const queued: Generation = {
    id,
    accountId,
    sessionId,
    vaultId,
    promptObjectId: makeId('obj'),
    phase: 'queued',
    reason: undefined,
    refusal: undefined,
    attempt: 1,
    imagesAsked: 1,
    imagesSealed: 0,
    imagesSealedBefore: 0,
    creditsPerImage: 1,
    chargedCredits: 0,
    disclosed: 'nothing',
    cancelRequested: false,
    modelId: 'plain/picture',
    partnerId,
    widthPx: 512,
    heightPx: 512,
    seed: 1,
    background: 'scene',
    quality: undefined,
    referenceIds: [],
    maskId: undefined,
    workerId: undefined,
    createdAt: start,
    queuedAt: start,
    startedAt: undefined,
    endedAt: undefined,
    keptImages: [],
  }
  const isClaimed = await db.database.transaction().execute(async (tx) => {
    const after = (await takeNumbers(tx, sessionId, 1)) ?? 0
    const slots = await tryLockSlots(tx, partnerId)
    const lease = { workerId: makeId('wrk'), until: start }
    const generation: Generation = { ...queued, phase: 'running', startedAt: start }
    const written = await insertGeneration(tx, queued, {
      idempotencyIndex: Buffer.from(id),
      fingerprint: Buffer.from(id),
      events: { kinds: ['generation-changed'], after },
      claim: slots === undefined ? undefined : { slots, generation, lease },
    })
    await sql`insert into tickets values (${id}, ${workerKeyId}, ${vaultId}, '')`.execute(tx)
    return written?.isClaimed
  })
  return isClaimed === true ? 'running' : 'queued'
}

const countRunning = async () =>
  (await db.database.selectFrom('generations').select('id').where('phase', '=', 'running').execute()).length

test('wishes and claims at once start no more than there are slots, and none twice', async () => {
  const people = await Promise.all([aPerson(), aPerson(), aPerson()])
  const work = Array.from({ length: 8 }, async (_, index) => {
    const person = people[index % people.length]
    if (person === undefined) return []
    const [, claimed] = await Promise.all([wish(person), claim(1 + (index % 3)), wish(person)])
    return claimed
  })
  const claimed = (await Promise.all(work)).flat()
  expect(new Set(claimed).size).toBe(claimed.length)
  expect(await countRunning()).toBeLessThanOrEqual(4)
  await claim()
  expect(await countRunning()).toBe(4)
})

test('a wish starts at once in a free slot, and waits for one that is taken', async () => {
  const ada = await aPerson()
  const written = []
  for (let index = 0; index < 6; index += 1) written.push(await wish(ada))
  expect(written).toEqual(['running', 'running', 'running', 'running', 'queued', 'queued'])
})

test('a wish waits behind who waits already, though a slot is free', async () => {
  const [ada, ben] = [await aPerson(), await aPerson()]
  const first = await aWaiting(ada, -1)
  expect(await wish(ben)).toBe('queued')
  expect(await claim(1)).toEqual([first])
})

test('a wish does not wait for a start that is under way, which may be waiting for its session', async () => {
  const ada = await aPerson()
  await db.database.transaction().execute(async (tx) => {
    await lockQueue(tx, partnerId)
    expect(await wish(ada)).toBe('queued')
  })
})
