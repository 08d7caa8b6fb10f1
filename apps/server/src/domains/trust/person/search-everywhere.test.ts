import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#testkit'
import type { Look, ReachedServer } from '../parts.ts'
import { searchEverywhere } from './search-everywhere.ts'

const marker = 'canary0123456789abcdef01234567'
let elsewhere: TestDatabase
let folder: string
beforeAll(async () => {
  elsewhere = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'gptimage-search-'))
  for (const name of ['data', 'temporary']) await mkdir(join(folder, name))
})
afterAll(async () => {
  await elsewhere.close()
  await rm(folder, { recursive: true })
})

function look(server?: Partial<ReachedServer>): Look {
  const parts = {
    database: elsewhere.database,
    isDatabaseHere: false,
    dataDir: join(folder, 'data'),
    temporaryFolder: join(folder, 'temporary'),
  }
  const startedAt = new Date()
  // Only what the search is handed.
  return { parts, startedAt, server: server && { pid: 2 ** 30, ...server } } as unknown as Look // oxlint-disable-line typescript/no-unsafe-type-assertion
}

const findHits = async (server?: Partial<ReachedServer>) =>
  (await searchEverywhere(look(server), marker, AbortSignal.timeout(20_000))).hits

test.each<[string, string]>([
  ['text', `'a fox, ${marker}'`],
  ['base64', `encode('xy${marker} more', 'base64')`],
  ['hexadecimal digits', `encode('${marker}', 'hex')`],
])('in the rows of a database elsewhere it finds %s', async (_form, value) => {
  expect(await findHits()).toBe(0)
  await sql
    .raw(`insert into partner_slots values (replace(${value}, E'\\n', ''), 1, 1)`)
    .execute(elsewhere.database)
  expect(await findHits()).toBe(1)
  await sql`delete from partner_slots`.execute(elsewhere.database)
})

test('it finds bytes in a column of bytes', async () => {
  await sql`insert into audit_runs values ('aud', now(), '{}', ${Buffer.from(`zz${marker}zz`)})`.execute(
    elsewhere.database,
  )
  expect(await findHits()).toBe(1)
  await sql`delete from audit_runs`.execute(elsewhere.database)
})

test.each(['data', 'temporary'])('it finds a file in the %s folder', async (name) => {
  await writeFile(join(folder, name, 'open'), `a ${marker} b`)
  expect(await findHits()).toBe(1)
  await rm(join(folder, name, 'open'))
})

test('it finds what the figures say', async () => {
  const ask = async () => ({
    status: 200,
    headers: new Headers(),
    bytes: Buffer.from(`x{model="${marker}"} 1`),
  })
  expect(await findHits({ ask })).toBe(1)
})
