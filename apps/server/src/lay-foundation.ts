import type { EnabledPartner } from '#partner-spec'
import type { Config } from './config/index.ts'
import type { Operator } from './domains/policies/index.ts'
import type { ReachedServer } from './domains/trust/index.ts'
import type { Clock } from './kernel/clock.ts'
import { makeId, type WorkerId } from './kernel/ids.ts'
import { prepareDataFolder } from './platform/data-folder/index.ts'
import { createImageDecoder, type ImageDecoder } from './platform/image-decoder/index.ts'
import {
  claimInstallation,
  createInstallationKey,
  type InstallationKey,
  loadOrCreateInstallationKey,
} from './platform/installation-key/index.ts'
import type { Logger } from './platform/logger/index.ts'
import { createMetrics, type Metrics } from './platform/metrics/index.ts'
import {
  connectDatabase,
  createListener,
  type Database,
  findEmbeddedPostgres,
  type Listener,
  migrate,
  requireDatabase,
  startEmbeddedPostgres,
} from './platform/postgres/index.ts'

export interface ComposeOptions {
  config: Config
  clock: Clock
  logger: Logger
  /** Makes the partners; the built-in one reads pictures through the decoder. */
  openPartners(decoder: ImageDecoder): readonly EnabledPartner[]
  /** Who runs this installation, as its policies name them. */
  operator: Operator
  /** The built studio; served to a session. */
  studioFolder: string
  /** The server that runs beside a command; absent: none does, or this is the server. */
  beside?: ReachedServer
}

/** What every module stands on: opened first, closed last. */
export interface Foundation extends ComposeOptions {
  isBeside: boolean
  workerId: WorkerId
  metrics: Metrics
  database: Database
  /** A connection of its own, so that what says that a worker lives waits behind no results. */
  leases: Database
  listener: Listener
  installationKey: InstallationKey
  closers: Closers
  decoder: ImageDecoder
  partners: readonly EnabledPartner[]
}

/** What was opened, to be closed last first: also when a start fails half-way. */
export class Closers {
  readonly #closers: (() => Promise<unknown>)[] = []

  add(close: () => Promise<unknown>): void {
    this.#closers.push(close)
  }

  /** What fails to close keeps nothing else open: the database, opened first, ends whatever happens. */
  async closeAll(logger: Logger): Promise<void> {
    for (let close = this.#closers.pop(); close !== undefined; close = this.#closers.pop()) {
      try {
        await close()
      } catch (error) {
        logger.error('closing-failed', {}, error)
      }
    }
  }
}

/** Opens data folder, database and keys. Beside a running server, its own. @throws StartupFault */
export async function layFoundation(
  options: ComposeOptions,
  closers: Closers,
  { isBeside } = { isBeside: false },
): Promise<Foundation> {
  const { config, logger } = options
  await prepareDataFolder(config.dataDir)
  // Beside a running server its database is taken as it is, and left running.
  const running = isBeside ? await findEmbeddedPostgres(config.dataDir) : undefined
  const connection = running ?? (await findDatabase(config, logger, closers))
  const onError = (error: unknown) => logger.warn('database-connection-lost', {}, error)
  const { database, close } = connectDatabase({ connection, maximumConnections: 20, onError })
  closers.add(close)
  const leases = connectDatabase({ connection, maximumConnections: 1, onError })
  closers.add(leases.close)
  await migrate(database)
  const installationKey = createInstallationKey(
    config.installationKey ?? (await loadOrCreateInstallationKey({ dataDir: config.dataDir })),
    { isUnsealedForTests: config.isContentUnsealedForTests },
  )
  await claimInstallation(database, installationKey)
  const listener = await createListener({ connection, onError })
  closers.add(() => listener.close())
  const decoder = createImageDecoder()
  closers.add(() => decoder.close())
  return {
    ...options,
    isBeside,
    workerId: makeId('wrk'),
    metrics: createMetrics(),
    database,
    leases: leases.database,
    listener,
    installationKey,
    closers,
    decoder,
    partners: options.openPartners(decoder),
  }
}

async function findDatabase(config: Config, logger: Logger, closers: Closers) {
  if (config.database.kind === 'url') {
    const connection = { connectionString: config.database.url.reveal() }
    await requireDatabase(connection)
    return connection
  }
  const embedded = await startEmbeddedPostgres({
    dataDir: config.dataDir,
    log: (code, facts) => logger.info(code, facts),
  })
  closers.add(() => embedded.stop())
  return embedded.connection
}
