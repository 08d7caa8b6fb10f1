import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createTestDatabase } from '#testkit'
import {
  classifyDatabaseError,
  connectDatabase,
  createListener,
  findOpenLogFences,
  notify,
  requireDatabase,
  startEmbeddedPostgres,
} from './index.ts'

// Several servers are made and started in one test.
vi.setConfig({ testTimeout: 60_000 })

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gptimage-pg-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

const start = (dataDir: string) => startEmbeddedPostgres({ dataDir, log: () => undefined })
const fresh = () => mkdtemp(join(folder, 'data-'))

async function ask(connection: pg.PoolConfig, statement: string): Promise<unknown[]> {
  const client = new pg.Client(connection)
  await client.connect()
  const { rows } = await client.query<Record<string, unknown>>(statement)
  await client.end()
  return rows.flatMap((row) => Object.values(row))
}

test('a data folder has one owner at a time, who is named, and is free again after it stops', async () => {
  const dataDir = await fresh()
  const first = await start(dataDir)
  await expect(start(dataDir)).rejects.toMatchObject({
    code: 'database/data-folder-in-use',
    sentence: expect.stringContaining(`(${process.pid})`),
  })
  await first.stop()
  const second = await start(dataDir)
  expect(second.adopted).toBe(false)
  await second.stop()
})

test('of two first starts at once one owns the folder, and the other says so', async () => {
  const dataDir = await fresh()
  const both = await Promise.allSettled([start(dataDir), start(dataDir)])
  const [won] = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const [lost] = both.flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : []))
  expect(lost).toMatchObject({ code: 'database/data-folder-in-use' })
  expect(await readdir(dataDir)).toEqual(['postgres', 'postgres.log'])
  await won?.stop()
})

test('a start while the last owner stops waits for it', async () => {
  const dataDir = await fresh()
  const first = await start(dataDir)
  const stopped = first.stop()
  const second = await start(dataDir)
  await stopped
  expect(await ask(second.connection, 'select 1')).toEqual([1])
  await second.stop()
})

test('a data folder whose name is too long for a socket is met elsewhere, and nothing of it stays', async () => {
  const dataDir = join(folder, 'long'.repeat(30))
  await mkdir(dataDir)
  const server = await start(dataDir)
  const { host = '' } = server.connection
  expect(host).toMatch(/^\/tmp\/gptimage-[\da-f]{32}$/)
  await expect(start(dataDir)).rejects.toMatchObject({ code: 'database/data-folder-in-use' })
  await server.stop()
  expect(existsSync(host)).toBe(false)
  // Somebody else was first in a folder that anybody may write to.
  await mkdir(host, { mode: 0o755 })
  await expect(start(dataDir)).rejects.toMatchObject({ code: 'database/socket-folder-not-ours' })
  await rm(host, { recursive: true })
})

test('variables that are about other servers change nothing', async () => {
  const others = {
    PGHOST: 'example.org',
    PGPORT: '6000',
    PGUSER: 'other',
    PGDATABASE: 'other',
    PGSSLMODE: 'require',
    PGSSLNEGOTIATION: 'direct',
    PGOPTIONS: '-c nonsense=1',
    PGCLIENT_ENCODING: 'LATIN1',
  }
  for (const [name, value] of Object.entries(others)) vi.stubEnv(name, value)
  const server = await start(await fresh())
  expect(await ask(server.connection, "select 'ü' as text")).toEqual(['ü'])
  await server.stop()
  vi.unstubAllEnvs()
})

test('without namespaces root runs it as nobody, with its data where they were asked for, also on a second start', async () => {
  const uid = process.getuid?.()
  const dataDir = await fresh()
  await (await start(dataDir)).stop()
  vi.stubEnv('PATH', '/nowhere')
  for (let round = 0; round < 2; round += 1) {
    const server = await start(dataDir)
    expect((await stat(join(dataDir, 'postgres', 'base'))).uid).toBe(uid === 0 ? 65_534 : uid)
    await server.stop()
  }
  vi.unstubAllEnvs()
  // What is nobody's by now runs as nobody, where namespaces are allowed too.
  const server = await start(dataDir)
  expect(await ask(server.connection, 'select 1')).toEqual([1])
  await server.stop()
})

test('what PostgreSQL cannot do is told in one sentence, with what it says itself', async () => {
  const dataDir = await fresh()
  await (await start(dataDir)).stop()
  await rm(join(dataDir, 'postgres', 'global', 'pg_control'))
  await expect(start(dataDir)).rejects.toMatchObject({
    code: 'database/not-started',
    sentence: expect.stringMatching(
      /^The embedded PostgreSQL did not start \(it says: could not find the database system\)\. Its log/,
    ),
  })
})

test('its log says nothing of statements and values', async () => {
  const server = await start(await fresh())
  expect(await findOpenLogFences(server.connection)).toEqual([])
  await ask(server.connection, "alter role gptimage set log_statement = 'all'")
  expect(await findOpenLogFences(server.connection)).toEqual([
    `alter role "gptimage" set log_statement = 'none';`,
  ])
  await server.stop()
})

test.each([
  ['postgres://127.0.0.1:1/x', 'Nobody answers'],
  ['postgres://nobody.invalid/x', 'has no address'],
])('a database at %s is told as: %s', async (connectionString, sentence) => {
  await expect(requireDatabase({ connectionString })).rejects.toMatchObject({
    sentence: expect.stringContaining(sentence),
  })
})

test('a database that does not exist, and a user, are told apart', async () => {
  const { connection, close } = await createTestDatabase()
  await requireDatabase(connection)
  await expect(requireDatabase({ ...connection, database: 'none' })).rejects.toMatchObject({
    sentence: expect.stringContaining('createdb'),
  })
  await expect(requireDatabase({ ...connection, user: 'none' })).rejects.toMatchObject({
    sentence: expect.stringContaining('user or the password'),
  })
  await close()
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
