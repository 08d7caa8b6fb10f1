import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { connectDatabase, type Database, isNoConnectionFree } from '#server/platform/postgres/index.ts'
import { createTestDatabase, type TestDatabase } from '#testkit'
import { transact } from './attempt.ts'

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
  const waiting = transact(narrow, { signal }, one)
  await expect(narrow.database.transaction().execute(one)).rejects.toSatisfy(isNoConnectionFree)
  await expect(narrow.database.transaction().execute(one)).rejects.toSatisfy(isNoConnectionFree)
  await holder.release()
  expect(await waiting).toBe(1)
})

test('an attempt that is over does not wait any more', async () => {
  const holder = hold()
  await holder.held
  await expect(transact(narrow, { signal: AbortSignal.abort() }, one)).rejects.toSatisfy(isNoConnectionFree)
  await holder.release()
})

test('what was begun is never begun again', async () => {
  let begun = 0
  const { signal } = new AbortController()
  const failing = transact(narrow, { signal }, async () => {
    begun += 1
    throw new Error('timeout exceeded')
  })
  await expect(failing).rejects.toThrow('timeout exceeded')
  expect(begun).toBe(1)
})
