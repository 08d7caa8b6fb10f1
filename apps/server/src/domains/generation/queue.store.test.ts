import { sql } from 'kysely'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#testkit'
import { makeId } from '#server/kernel/ids.ts'
import { firstInQueue, listPositions, lockQueue, storeSlots } from './queue.store.ts'
import { lockWithSessions } from './session-events.store.ts'

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
