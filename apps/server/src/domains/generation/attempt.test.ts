import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type GenerationId, makeId } from '#server/kernel/ids.ts'
import {
  anyOf,
  connectDatabase,
  type Database,
  isNoConnectionFree,
  makeStatement,
  sendAlone,
  sendTogether,
} from '#server/platform/postgres/index.ts'
import { createTestDatabase, somebodyWaits, type TestDatabase } from '#testkit'
import { type Attempt, changeAttempt, waitForTurn } from './attempt.ts'
import type { Generation } from './generation.ts'
import { insertRunning } from './tests/rows.ts'
import { findGeneration, markingSent, renewLeases, stateUpdate } from './generations.store.ts'
import { lockSession, storingChange } from './session-events.store.ts'
import type { GenerationParts } from './parts.ts'
import { WrittenBeside } from './written-beside.ts'

/* One connection, and little patience for it: what a burst of results does to a pool. */

let db: TestDatabase
let narrow: { database: Database; close(): Promise<void> }
beforeAll(async () => {
  db = await createTestDatabase()
  narrow = connectDatabase({
    connection: { ...db.connection, connectionTimeoutMillis: 40 },
    maximumConnections: 1,
    onError: () => undefined,
  })
  // Opened before, however long that takes: what is little here is the patience for one that another has.
  await vi.waitFor(() => one(narrow.database), { timeout: 30_000 })
})
afterAll(async () => {
  await narrow.close()
  await db.close()
})

/** Holds the only connection until `release`. */
function hold() {
  const { promise, resolve } = Promise.withResolvers<void>()
  const held = Promise.withResolvers<void>()
  const holding = narrow.database.connection().execute(async () => {
    held.resolve()
    await promise
  })
  // One that breaks is told, and not waited for.
  holding.catch(held.reject)
  return {
    held: held.promise,
    async release() {
      resolve()
      await holding
    },
  }
}

const one = async (executor: Database) =>
  (await sql<{ one: number }>`select 1 as one`.execute(executor)).rows[0]?.one

test('a transaction waits its turn again when no connection is free in time', async () => {
  const holder = hold()
  await holder.held
  const { signal } = new AbortController()
  const waiting = waitForTurn({ signal }, () => narrow.database.transaction().execute(one))
  await expect(narrow.database.transaction().execute(one)).rejects.toSatisfy(isNoConnectionFree)
  await expect(narrow.database.transaction().execute(one)).rejects.toSatisfy(isNoConnectionFree)
  await holder.release()
  expect(await waiting).toBe(1)
})

test('an attempt that is over does not wait any more', async () => {
  const holder = hold()
  await holder.held
  const asked = waitForTurn({ signal: AbortSignal.abort() }, () => narrow.database.transaction().execute(one))
  await expect(asked).rejects.toSatisfy(isNoConnectionFree)
  await holder.release()
})

test('what was begun is never begun again', async () => {
  let begun = 0
  const { signal } = new AbortController()
  const failing = waitForTurn({ signal }, () =>
    narrow.database.transaction().execute(async () => {
      begun += 1
      throw new Error('timeout exceeded')
    }),
  )
  await expect(failing).rejects.toThrow('timeout exceeded')
  expect(begun).toBe(1)
})

/** One that runs here, and was seen so. */
async function anAttempt(): Promise<Attempt> {
  const generation = await insertRunning(db.database)
  const unused = undefined as never // oxlint-disable-line typescript/no-unsafe-type-assertion -- a change of the row asks nothing of it
  const running = { generation, partner: unused, ticket: unused, signal: new AbortController().signal }
  return { ...running, beside: new WrittenBeside(), seen: generation }
}

const parts = () => ({ database: db.database }) as unknown as GenerationParts // oxlint-disable-line typescript/no-unsafe-type-assertion -- nobody is told of what does not end

/** Changes an attempt to nothing else; returns what it was taken for, each time. */
async function seenBy(attempt: Attempt): Promise<{ isHere: boolean; taken: Generation[] }> {
  const taken: Generation[] = []
  const isHere = await changeAttempt(parts(), attempt, async (tx, { generation, first }) => {
    taken.push(generation)
    await sendTogether(tx, [first])
    return { value: true, next: generation }
  })
  return { isHere: isHere ?? false, taken }
}

test('an attempt is taken for what was seen of it last, as the row says it', async () => {
  const attempt = await anAttempt()
  expect(await seenBy(attempt)).toEqual({ isHere: true, taken: [attempt.generation] })
})

test('where it has become another meanwhile it is done again, with what is there', async () => {
  const attempt = await anAttempt()
  const { generation } = attempt
  await sql`update generations set cancel_requested = true where id = ${generation.id}`.execute(db.database)
  const now = { ...generation, cancelRequested: true }
  expect(await seenBy(attempt)).toEqual({ isHere: true, taken: [generation, now] })
  expect(await seenBy(attempt)).toEqual({ isHere: true, taken: [now] })
})

test('what was done for one that is another meanwhile is undone', async () => {
  const attempt = await anAttempt()
  const { id } = attempt.generation
  await sql`update generations set kept_images = '{0}' where id = ${id}`.execute(db.database)
  await changeAttempt(parts(), attempt, async (tx, { generation, first }) => {
    const add = sql`update generations set image_count = image_count + 1 where id = ${id}`.compile(tx)
    await sendTogether(tx, [first, makeStatement(add, () => undefined)])
    return { value: undefined, next: generation }
  })
  const rows = await db.database
    .selectFrom('generations')
    .select('image_count')
    .where('id', '=', id)
    .execute()
  expect(rows).toEqual([{ image_count: 2 }])
})

test('one that ended, or that another worker has, is left alone', async () => {
  const [ended, lost, gone] = [await anAttempt(), await anAttempt(), await anAttempt()]
  const change = (set: ReturnType<typeof sql>, { generation }: Attempt) =>
    sql`update generations set ${set} where id = ${generation.id}`.execute(db.database)
  await change(sql`phase = 'cancelled'`, ended)
  await change(sql`worker_id = ${makeId('wrk')}`, lost)
  await sql`delete from generations where id = ${gone.generation.id}`.execute(db.database)
  for (const attempt of [ended, lost, gone]) expect((await seenBy(attempt)).isHere).toBe(false)
})

test('of one that is gone, whose lock was none, nothing is told: its session is not waited for', async () => {
  const { generation } = await anAttempt()
  const { id, sessionId, createdAt: at } = generation
  await sql`delete from generations where id = ${id}`.execute(db.database)
  await db.database.transaction().execute(async (tx) => {
    await lockSession(tx, sessionId)
    const telling = db.database.transaction().execute(async (other) => {
      await sql`set local lock_timeout = 200`.execute(other)
      const update = stateUpdate(other, id, { state: { ...generation, phase: 'failed' } })
      const events = [{ kind: 'generation-changed', generationId: id, at }] as const
      return sendAlone(other, storingChange(other, { update, sessionId, events }))
    })
    await expect(telling).resolves.toBeUndefined()
  })
})

test('who renews several and who ends several wait for each other in one order', async () => {
  const workerId = makeId('wrk')
  // NOTE: in a small table they are found as they were written.
  const ids = [makeId('gen'), makeId('gen')]
  const order = sql<{ id: GenerationId }>`select id from unnest(${ids}::text[]) id order by id desc`
  const [high, low] = (await order.execute(db.database)).rows
  await insertRunning(db.database, { ...high })
  await insertRunning(db.database, { ...low })
  await sql`update generations set worker_id = ${workerId} where id = ${anyOf(ids)}`.execute(db.database)
  await sql`vacuum full analyze generations`.execute(db.database)
  const { renewing } = await db.database.transaction().execute(async (tx) => {
    const lock = (row: { id: string } | undefined) =>
      sql`select 1 from generations where id = ${row?.id} for update`.execute(tx)
    await lock(low)
    const renewal = renewLeases(db.database, { workerId, ids, until: new Date() })
    renewal.catch(() => undefined)
    await somebodyWaits(db)
    await lock(high)
    return { renewing: renewal }
  })
  expect(await renewing).toHaveLength(2)
})

/** What a send that may leave, or may not, marks of it. */
async function marked(attempt: Generation, mayLeave = true): Promise<boolean> {
  const { rows } = await markingSent(attempt)(sql<boolean>`${mayLeave}`).execute(db.database)
  const found = await findGeneration(db.database, attempt.id)
  expect(found?.disclosed).toBe(rows.length === 1 ? 'sent' : 'nothing')
  return rows.length === 1
}

test('an attempt is marked as sent while it runs here, nobody asked it to stop, and it may leave', async () => {
  const { generation } = await anAttempt()
  const { id } = generation
  expect(await marked(generation, false)).toBe(false)
  expect(await marked({ ...generation, workerId: makeId('wrk') })).toBe(false)
  expect(await marked({ ...generation, attempt: 2 })).toBe(false)
  await sql`update generations set cancel_requested = true where id = ${id}`.execute(db.database)
  expect(await marked(generation)).toBe(false)
  await sql`update generations set cancel_requested = false, phase = 'cancelled' where id = ${id}`.execute(
    db.database,
  )
  expect(await marked(generation)).toBe(false)
  await sql`update generations set phase = 'running' where id = ${id}`.execute(db.database)
  expect(await marked(generation)).toBe(true)
})
