import { closeSync, existsSync, openSync } from 'node:fs'
import { mkdtemp, realpath, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { SafeFacts } from '#server/kernel/app-error.ts'
import { StartupFault } from '#server/kernel/startup-fault.ts'
import { findPostgresBinaries } from './postgres-binaries.ts'
import { choosePostgresRunner, type PostgresRunner } from './postgres-runner.ts'
import { readPostmaster, stopPostmaster, worksIn } from './postmaster.ts'

export interface EmbeddedPostgres {
  connection: pg.PoolConfig
  /** True when it was running already, left behind by a process that died. */
  adopted: boolean
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  dataDir: string
  log(code: 'database-restarted', facts: SafeFacts): void
}

const user = 'gptimage'
const database = 'postgres'
/** Whoever holds this advisory lock owns the data folder. Pid files lie; a connection does not. */
const ownerLock = 0x67_70_74_69
const startTimeoutMs = 30_000
const ownerPatienceMs = 1_500
/** The longest path of a Unix socket is 107 bytes, its file name included. */
const longestSocketFolder = 80

/**
 * Content never reaches PostgreSQL unsealed; terse errors keep even sealed rows and parameters out of its log.
 *
 * @see https://www.postgresql.org/docs/18/runtime-config-logging.html (read 2026-11-24)
 */
const settings: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '60',
  shared_buffers: '32MB',
  max_wal_size: '256MB',
  min_wal_size: '32MB',
  wal_recycle: 'off',
  jit: 'off',
  autovacuum_max_workers: '1',
  max_worker_processes: '2',
  max_parallel_workers: '0',
  io_method: 'sync',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_statement: 'none',
  log_min_messages: 'warning',
}

/**
 * Starts the PostgreSQL inside this installation, or adopts the one that a killed process left running.
 *
 * It listens on a Unix socket in a folder of mode 0700 only. If it ends by itself while we run, it is started again.
 *
 * @throws StartupFault when a living process owns the data folder, or it cannot be started
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const runner = await choosePostgresRunner(options.dataDir, await findPostgresBinaries())
  await initialise(runner)
  const left = await findRunning(runner.dataFolder)
  const socketFolder = left ?? (await startServer(runner, options.dataDir))
  const owner = await takeOwnership(socketFolder)
  return supervise({ runner, options, socketFolder, owner, adopted: left !== undefined })
}

async function initialise(runner: PostgresRunner): Promise<void> {
  if (existsSync(join(runner.dataFolder, 'PG_VERSION'))) return
  // Made aside and renamed: a half-made folder is never taken for a database.
  const half = `${runner.dataFolder}.new`
  await rm(half, { recursive: true, force: true })
  await runner.makeFolder(half)
  await runner.run('initdb', [
    `--pgdata=${half}`,
    `--username=${user}`,
    '--auth=trust',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    '--no-instructions',
  ])
  await rename(half, runner.dataFolder)
}

const poolConfig = (socketFolder: string): pg.PoolConfig => ({ host: socketFolder, user, database })

async function connectOwner(socketFolder: string): Promise<pg.Client | undefined> {
  const client = new pg.Client({ ...poolConfig(socketFolder), connectionTimeoutMillis: 2_000 })
  client.on('error', ignoreBrokenConnection)
  try {
    await client.connect()
    return client
  } catch {
    // Nobody answers there (yet): the caller asks again, or starts a server.
    return undefined
  }
}

/** A broken connection also ends, and `end` is what the supervisor acts on. */
function ignoreBrokenConnection(): void {
  return undefined
}

/**
 * The socket folder of a server that runs on this data folder, whoever started it. One that is starting, recovering or
 * stopping is waited for.
 */
async function findRunning(dataFolder: string): Promise<string | undefined> {
  const deadline = performance.now() + startTimeoutMs
  for (;;) {
    const left = await readPostmaster(dataFolder)
    if (left === undefined) return undefined
    if (await answersFor(dataFolder, left.socketFolder)) return left.socketFolder
    if (!(await worksIn(dataFolder, left.pid))) {
      // PostgreSQL believes its pid file when any process has that number by now.
      await rm(join(dataFolder, 'postmaster.pid'), { force: true })
      return undefined
    }
    if (performance.now() > deadline) {
      throw new StartupFault(
        'database/not-answering',
        `The PostgreSQL of ${dataFolder} (process ${left.pid}) runs and does not answer. End it, then start again.`,
      )
    }
    await pause(20)
  }
}

/** A socket may be another folder's: data folders are copied together with their pid file. */
async function answersFor(dataFolder: string, socketFolder: string): Promise<boolean> {
  const client = socketFolder === '' ? undefined : await connectOwner(socketFolder)
  if (client === undefined) return false
  try {
    const { rows } = await client.query<{ data_directory: string }>('show data_directory')
    return (await realpath(rows[0]?.data_directory ?? '')) === (await realpath(dataFolder))
  } catch {
    // It ended while it was asked, or its folder cannot be seen from here: it is not ours.
    return false
  } finally {
    await client.end()
  }
}

async function startServer(runner: PostgresRunner, dataDir: string): Promise<string> {
  const socketFolder = await chooseSocketFolder(runner)
  const output = openSync(join(dataDir, 'postgres.log'), 'a', 0o600)
  const flags = Object.entries({ ...settings, unix_socket_directories: socketFolder })
  const child = runner.start(
    'postgres',
    ['-D', runner.dataFolder, ...flags.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    output,
  )
  closeSync(output)
  child.unref()
  let couldStart = true
  child.once('error', () => {
    couldStart = false
  })
  const hasEnded = () => !couldStart || child.exitCode !== null || child.signalCode !== null
  const deadline = performance.now() + startTimeoutMs
  while (performance.now() < deadline) {
    if (await answersFor(runner.dataFolder, socketFolder)) return socketFolder
    if (hasEnded()) break
    await pause(20)
  }
  const other = await findRunning(runner.dataFolder)
  if (other !== undefined) return other
  throw new StartupFault(
    'database/not-started',
    `The embedded PostgreSQL did not start. Its log is ${join(dataDir, 'postgres.log')}.`,
  )
}

async function chooseSocketFolder(runner: PostgresRunner): Promise<string> {
  const beside = `${runner.dataFolder}.socket`
  const folder = beside.length <= longestSocketFolder ? beside : await mkdtemp(join(tmpdir(), 'gptimage-'))
  await runner.makeFolder(folder)
  return folder
}

async function takeOwnership(socketFolder: string): Promise<pg.Client> {
  const client = await connectOwner(socketFolder)
  const deadline = performance.now() + ownerPatienceMs
  // The connections of a process that was just killed take a moment to end.
  while (client !== undefined) {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [
      ownerLock,
    ])
    if (rows[0]?.mine === true) return client
    if (performance.now() > deadline) break
    await pause(100)
  }
  await client?.end()
  throw new StartupFault(
    'database/data-folder-in-use',
    'Another GPTImage process is running on this data folder. Stop it first, or choose another folder with --data.',
  )
}

interface Supervised {
  runner: PostgresRunner
  options: EmbeddedOptions
  socketFolder: string
  owner: pg.Client
  adopted: boolean
}

function supervise({ runner, options, socketFolder, owner, adopted }: Supervised): EmbeddedPostgres {
  let stopping = false
  let current = owner
  // Kept as it is for everybody who connects: a restart uses the same folder, or nobody would find it.
  const connection = poolConfig(socketFolder)
  const watch = () => current.once('end', () => void restart())
  const restart = async (): Promise<void> => {
    while (!stopping) {
      try {
        if ((await findRunning(runner.dataFolder)) === undefined) {
          connection.host = await startServer(runner, options.dataDir)
        }
        current = await takeOwnership(connection.host ?? socketFolder)
        options.log('database-restarted', {})
        watch()
        return
      } catch {
        // It may need a moment to recover; without it nothing works, so there is nothing else to do than try.
        await pause(500)
      }
    }
  }
  watch()
  return {
    connection,
    adopted,
    async stop() {
      stopping = true
      await current.end()
      await stopPostmaster(runner.dataFolder)
    },
  }
}
