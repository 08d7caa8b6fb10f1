import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectDatabase, type Database } from '#server/platform/postgres/index.ts'
import type { TestDatabase } from './test-database.ts'

const socketName = '.s.PGSQL.5432'

/** Another way to the same database, of one connection, which breaks when the first commit is asked for: nobody hears its answer. */
export async function losingCommits(
  db: TestDatabase,
): Promise<{ database: Database; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'gptimage-losing-'))
  let isLost = false
  const gone: Promise<unknown>[] = []
  const server = createServer((near) => {
    const far = connect(join(String(db.connection.host), socketName))
    gone.push(new Promise((resolve) => far.once('close', resolve)))
    near.on('data', (asked) => {
      isLost ||= asked.includes('commit')
      far.write(asked)
    })
    far.on('data', (answer) => (isLost ? near.destroy() : near.write(answer)))
    near.on('close', () => far.end()).on('error', () => far.end())
    far.on('error', () => near.destroy())
  }).listen(join(folder, socketName))
  const { database, close } = connectDatabase({
    connection: { ...db.connection, host: folder },
    maximumConnections: 1,
    onError: () => undefined,
  })
  return {
    database,
    async close() {
      await close()
      server.close()
      // PostgreSQL hangs up when it has done all that it was asked: from then on one sees what was committed.
      await Promise.all(gone)
      await rm(folder, { recursive: true, force: true })
    },
  }
}
