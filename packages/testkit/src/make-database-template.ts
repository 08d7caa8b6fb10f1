import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectDatabase, migrate, startEmbeddedPostgres } from '#server/platform/postgres/index.ts'
import { templateVariable } from './database-template.ts'

/** Vitest's global setup: the files of a database with every table, made once; each test server on a fresh folder begins with a copy. */
export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'gptimage-template-'))
  const server = await startEmbeddedPostgres({ dataDir: folder, log: () => undefined })
  const { database, close } = connectDatabase({
    connection: server.connection,
    maximumConnections: 1,
    onError: () => undefined,
  })
  await migrate(database)
  await close()
  await server.stop()
  process.env[templateVariable] = join(folder, 'postgres')
  return async () => {
    delete process.env[templateVariable]
    await rm(folder, { recursive: true, force: true })
  }
}
