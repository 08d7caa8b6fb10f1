import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { connectDatabase, migrate, startEmbeddedPostgres } from '#server/platform/postgres/index.ts'
import { migratedDatabase } from './test-database.ts'

/** Vitest's global setup: one embedded PostgreSQL for the run, with a migrated database that each test file copies. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'gptimage-tests-'))
  const server = await startEmbeddedPostgres({ dataDir: folder, log: ignore })
  const client = new pg.Client(server.connection)
  await client.connect()
  await client.query(`create database ${migratedDatabase}`)
  await client.end()
  const template = connectDatabase({
    connection: { ...server.connection, database: migratedDatabase },
    maximumConnections: 1,
    onError: ignore,
  })
  await migrate(template.database)
  await template.close()
  project.provide('postgres', {
    host: String(server.connection.host),
    user: String(server.connection.user),
  })
  return async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Nothing restarts while tests run; if it does, the test that needed it fails by itself. */
function ignore(): void {
  return undefined
}
