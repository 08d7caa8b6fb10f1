import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startEmbeddedPostgres } from './index.ts'
import { isNamedPostgres, readPostmaster, stopPostmaster, worksIn } from './postmaster.ts'

// Several servers are made and started in one test.
vi.setConfig({ testTimeout: 60_000 })

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gptimage-postmaster-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

const start = (dataDir: string) => startEmbeddedPostgres({ dataDir, log: () => undefined })

test('a process that ends while it is asked about has ended', async () => {
  for (let round = 0; round < 40; round += 1) {
    const child = spawn('true')
    while (child.exitCode === null) expect(await worksIn(folder, child.pid ?? 0)).toBe(false)
  }
  expect(await readPostmaster(folder)).toBeUndefined()
  await stopPostmaster(folder)
})

test('the PostgreSQL of one folder is not taken for that of another, with or without /proc', async () => {
  const first = await mkdtemp(join(folder, 'first-'))
  const server = await start(first)
  const pid = (await readPostmaster(join(first, 'postgres'))) ?? 0
  expect(await worksIn(join(first, 'postgres'), pid)).toBe(true)
  expect(await worksIn(folder, pid)).toBe(false)
  expect(await isNamedPostgres(pid)).toBe(true)
  expect(await isNamedPostgres(process.pid)).toBe(false)
  await server.stop()
  expect(await worksIn(join(first, 'postgres'), pid)).toBe(false)
  expect(await isNamedPostgres(pid)).toBe(false)
})

test.each([
  ['the PostgreSQL of another folder', (other: number) => other],
  ['a process that is none', () => process.pid],
  ['a process that is gone', () => 4_194_303],
])('a pid file that names %s is not believed', async (_, choose) => {
  const [first, second] = [await mkdtemp(join(folder, 'first-')), await mkdtemp(join(folder, 'second-'))]
  await (await start(second)).stop()
  const server = await start(first)
  const pid = (await readPostmaster(join(first, 'postgres'))) ?? 0
  const lines = [choose(pid), join(second, 'postgres'), 1, 5432, join(first, 'postgres'), '', '', 'ready   ']
  await writeFile(join(second, 'postgres', 'postmaster.pid'), `${lines.join('\n')}\n`)
  const other = await start(second)
  expect(other).toMatchObject({ adopted: false, connection: { host: join(second, 'postgres') } })
  await other.stop()
  expect(await worksIn(join(first, 'postgres'), pid)).toBe(true)
  await server.stop()
})
