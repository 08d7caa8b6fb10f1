import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '#testkit'
import {
  classifyDatabaseError,
  connectDatabase,
  createListener,
  notify,
  startEmbeddedPostgres,
} from './index.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gptimage-pg-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

test('a data folder has one owner at a time, and is free again after it stops', async () => {
  const options = { dataDir: folder, log: () => undefined }
  const first = await startEmbeddedPostgres(options)
  await expect(startEmbeddedPostgres(options)).rejects.toMatchObject({ code: 'database/data-folder-in-use' })
  await first.stop()
  const second = await startEmbeddedPostgres(options)
  expect(second.adopted).toBe(false)
  await second.stop()
})

test.each([
  ['57P01', 'unavailable'],
  ['08006', 'unavailable'],
  ['ECONNREFUSED', 'unavailable'],
  ['53300', 'unavailable'],
  ['53100', 'storage-full'],
  ['ENOSPC', 'storage-full'],
  ['23505', undefined],
])('%s is %s', (code, kind) => {
  expect(classifyDatabaseError(Object.assign(new Error('x'), { code }))).toBe(kind)
})

test('a connection that breaks in a transaction fails this transaction and nothing else', async () => {
  const { connection, close } = await createTestDatabase()
  const errors: unknown[] = []
  const { database, close: end } = connectDatabase({
    connection,
    maximumConnections: 3,
    onError: (error) => errors.push(error),
  })
  const breaking = database.transaction().execute(async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(database)
    await sql`select 1`.execute(tx)
  })
  await expect(breaking).rejects.toThrow()
  const { rows } = await sql<{ one: number }>`select 1 as one`.execute(database)
  expect(rows).toEqual([{ one: 1 }])
  await end()
  await close()
})

test('a notice is heard when its transaction commits, also after the connection broke', async () => {
  const { database, connection, close } = await createTestDatabase()
  const heard: string[] = []
  let reconnected = 0
  const listener = await createListener({ connection, onError: () => undefined })
  await listener.listen(
    'work',
    (payload) => heard.push(payload),
    () => {
      reconnected += 1
    },
  )
  await notify(database, 'work', 'one')
  await expect.poll(() => heard).toEqual(['one'])
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%' and datname = current_database()`.execute(
    database,
  )
  await expect.poll(() => reconnected, { timeout: 10_000 }).toBe(1)
  await notify(database, 'work', 'two')
  await expect.poll(() => heard).toEqual(['one', 'two'])
  await listener.close()
  await close()
})
