import type { Config } from '#server/config/index.ts'
import {
  connectDatabase,
  type Database,
  findEmbeddedPostgres,
  migrate,
  requireDatabase,
  startEmbeddedPostgres,
} from '#server/platform/postgres/index.ts'

/**
 * Lends a command the database of this installation: the one that runs, or one that is started for it.
 *
 * @throws StartupFault where there is none
 */
export async function withDatabase<Value>(
  { database: named, dataDir }: Pick<Config, 'database' | 'dataDir'>,
  work: (database: Database) => Promise<Value>,
): Promise<Value> {
  if (named.kind === 'url') {
    const connection = { connectionString: named.url.reveal() }
    await requireDatabase(connection)
    return lend(connection, work)
  }
  const running = await findEmbeddedPostgres(dataDir)
  if (running !== undefined) return lend(running, work)
  const embedded = await startEmbeddedPostgres({ dataDir, log: () => undefined })
  try {
    return await lend(embedded.connection, async (database) => {
      await migrate(database)
      return work(database)
    })
  } finally {
    await embedded.stop()
  }
}

async function lend<Value>(
  connection: Parameters<typeof connectDatabase>[0]['connection'],
  work: (database: Database) => Promise<Value>,
): Promise<Value> {
  const { database, close } = connectDatabase({
    connection,
    maximumConnections: 1,
    // The statement that needed it fails by itself.
    onError: () => undefined,
  })
  return work(database).finally(close)
}
