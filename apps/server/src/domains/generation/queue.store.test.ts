import { sql } from 'kysely'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#testkit'
import { sendAlone, type Transaction } from '#server/platform/postgres/index.ts'
import { makeId } from '#server/kernel/ids.ts'
import type { Generation } from './generation.ts'
import { insertPerson, type Person, queuedGeneration } from './tests/rows.ts'
import { insertClaimed, insertQueued, isNoSlotFree } from './generations.store.ts'
import { findFirstInQueue, listPositions, lockQueue, lockSlotsAhead, storeSlots } from './queue.store.ts'
import { lockIdleWithSessions, lockSession, takingNumbers } from './session-events.store.ts'

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

const aPerson = () => insertPerson(db.database)

/** Waits since so many seconds after the start, with a ticket for our worker. */
async function aWaiting({ accountId, sessionId, vaultId }: Person, since: number) {
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
    const claimed = { partnerId, slots: queue?.slots ?? 0, keyIds: [workerKeyId], atMost }
    const first = await findFirstInQueue(tx, claimed)
    const ids = (await lockIdleWithSessions(tx, first)).map(({ id }) => id)
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
async function wish({ accountId, sessionId, vaultId }: Person) {
  const id = makeId('gen')
  const queued = queuedGeneration({ id, accountId, sessionId, vaultId, partnerId, createdAt: start })
  const written = {
    idempotencyIndex: Buffer.from(id),
    fingerprint: Buffer.from(id),
    events: ['generation-changed'],
  } as const
  const write = (insert: (tx: Transaction) => Promise<void>) =>
    db.database.transaction().execute(async (tx) => {
      await sendAlone(tx, takingNumbers(tx, sessionId, 1))
      await insert(tx)
    })
  try {
    await write(async (tx) => {
      await lockSlotsAhead(tx, partnerId)
      const lease = { workerId: makeId('wrk'), until: start }
      const generation: Generation = { ...queued, phase: 'running', startedAt: start }
      await insertClaimed(tx, generation, { ...written, lease })
    })
    return 'running'
  } catch (error) {
    if (!isNoSlotFree(error)) throw error
    await write(async (tx) => {
      await insertQueued(tx, queued, written)
      await sql`insert into tickets values (${id}, ${workerKeyId}, ${vaultId}, '')`.execute(tx)
    })
    return 'queued'
  }
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

test('a claim passes over whose session is held, which may be waiting for the slots', async () => {
  const [ada, ben] = [await aPerson(), await aPerson()]
  const [first, second] = [await aWaiting(ada, 1), await aWaiting(ben, 2)]
  await db.database.transaction().execute(async (tx) => {
    await lockSession(tx, ada.sessionId)
    expect(await claim()).toEqual([second])
  })
  expect(await claim()).toEqual([first])
})

test('a wish waits for a start that is under way, and takes the slot it leaves', async () => {
  const ada = await aPerson()
  let waiting: Promise<string> | undefined
  await db.database.transaction().execute(async (tx) => {
    await lockQueue(tx, partnerId)
    waiting = wish(ada)
  })
  expect(await waiting).toBe('running')
})
