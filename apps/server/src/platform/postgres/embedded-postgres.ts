import { closeSync, openSync, statSync } from 'node:fs'
import { readFile, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { SafeFacts } from '#server/kernel/app-error.ts'
import { StartupFault } from '#server/kernel/startup-fault.ts'
import { databaseLogFences } from './database-log-fences.ts'
import { makeDatabaseFiles } from './make-database-files.ts'
import { findPostgresBinaries } from './postgres-binaries.ts'
import { choosePostgresRunner, findComplaint } from './postgres-runner.ts'
import { readPostmaster, stopPostmaster, worksIn } from './postmaster.ts'
import { findSocketFolder, removeSocketFolder } from './socket-folder.ts'

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
/** Whoever holds this advisory lock owns the data folder. Pid files lie; a connection does not. */
const ownerLock = 0x67_70_74_69
const startTimeoutMs = 30_000
const startAttempts = 5
const ownerPatienceMs = 1_500
const longestLogBytes = 1_000_000

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
  log_min_messages: 'warning',
  ...databaseLogFences,
}

/**
 * Starts the PostgreSQL inside this installation, or adopts the one that a killed process left running.
 *
 * It listens on a Unix socket in a folder of mode 0700 only. If it ends by itself while we run, it is started again.
 *
 * @throws StartupFault when a living process owns the data folder, or it cannot be started
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = await realpath(options.dataDir)
  const place = { dataDir, dataFolder: join(dataDir, 'postgres') }
  for (let attempt = 0; attempt < startAttempts; attempt += 1) {
    const adopted = await isRunning(place)
    if (!adopted) await startServer(place)
    const owner = await takeOwnership(place)
    // One that was found while its last owner stopped it is gone a moment later.
    if (owner !== undefined) return supervise({ place, options, owner, adopted })
  }
  throw new StartupFault(
    'database/not-answering',
    `The PostgreSQL of ${place.dataFolder} ends as soon as it is asked. Its log is ${logOf(place)}. Mend what it names, then start again.`,
  )
}

/** Where the running PostgreSQL of this data folder is met; undefined when none runs. */
export async function findEmbeddedPostgres(dataDir: string): Promise<pg.PoolConfig | undefined> {
  const place = { dataDir, dataFolder: join(dataDir, 'postgres') }
  const client = await connect(place)
  await client?.end()
  return client === undefined ? undefined : connectionOf(place)
}

interface Place {
  dataDir: string
  dataFolder: string
}

/** All that is stated here is not taken from PGPORT, PGOPTIONS and their like, which are about other servers. */
async function connectionOf({ dataFolder }: Place): Promise<pg.PoolConfig> {
  return {
    host: await findSocketFolder(dataFolder),
    port: 5432,
    user,
    database: 'postgres',
    ssl: false,
    sslnegotiation: 'postgres',
    client_encoding: 'UTF8',
    options: '-c search_path=public',
  }
}

async function connect(place: Place): Promise<pg.Client | undefined> {
  const client = new pg.Client({
    ...(await connectionOf(place)),
    application_name: `gptimage ${process.pid}`,
    connectionTimeoutMillis: 2_000,
  })
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

async function answers(place: Place): Promise<boolean> {
  const client = await connect(place)
  await client?.end()
  return client !== undefined
}

/** Whether a server runs on this data folder, whoever started it. One that starts, recovers or stops is waited for. */
async function isRunning(place: Place): Promise<boolean> {
  const deadline = performance.now() + startTimeoutMs
  for (;;) {
    if (await answers(place)) return true
    const pid = await readPostmaster(place.dataFolder)
    if (pid === undefined) return false
    if (!(await worksIn(place.dataFolder, pid))) {
      // PostgreSQL believes its pid file when any process has that number by now.
      await rm(join(place.dataFolder, 'postmaster.pid'), { force: true })
      return false
    }
    if (performance.now() > deadline) {
      throw new StartupFault(
        'database/not-answering',
        `The PostgreSQL of ${place.dataFolder} runs (process ${pid}) and does not answer. End it with kill ${pid}, then start again.`,
      )
    }
    await pause(20)
  }
}

async function startServer(place: Place): Promise<void> {
  const { dataFolder } = place
  const runner = await choosePostgresRunner(dataFolder, await findPostgresBinaries())
  await makeDatabaseFiles(runner, { dataFolder, user })
  const socketFolder = await findSocketFolder(dataFolder)
  if (socketFolder !== dataFolder) await runner.giveFolder(socketFolder)
  const log = openLog(logOf(place))
  const child = runner.start('postgres', {
    folder: dataFolder,
    outputFile: log.file,
    parameters: (folder) => {
      const sockets = socketFolder === dataFolder ? folder : socketFolder
      const flags = Object.entries({ ...settings, unix_socket_directories: sockets })
      return ['-D', folder, ...flags.flatMap(([name, value]) => ['-c', `${name}=${value}`])]
    },
  })
  closeSync(log.file)
  child.unref()
  let couldRun = true
  child.once('error', () => {
    couldRun = false
  })
  const hasEnded = () => !couldRun || child.exitCode !== null || child.signalCode !== null
  const deadline = performance.now() + startTimeoutMs
  while (performance.now() < deadline) {
    if (await answers(place)) return
    if (hasEnded()) break
    await pause(20)
  }
  // Another process may have started it at the same moment.
  if (hasEnded() && (await isRunning(place))) return
  await stopPostmaster(dataFolder)
  const said = findComplaint((await readFile(log.path)).subarray(log.from).toString('utf8'))
  throw new StartupFault(
    'database/not-started',
    `The embedded PostgreSQL did not start${said}. Its log is ${log.path}. Mend what it names, then start again.`,
  )
}

const logOf = ({ dataDir }: Place) => join(dataDir, 'postgres.log')

/** It holds starts, stops and warnings only, and begins anew when it has grown. */
function openLog(path: string): { path: string; file: number; from: number } {
  const sizeBytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  const isFull = sizeBytes > longestLogBytes
  return { path, file: openSync(path, isFull ? 'w' : 'a', 0o600), from: isFull ? 0 : sizeBytes }
}

/** A connection that owns the data folder; undefined when the server ended meanwhile. @throws StartupFault in use */
async function takeOwnership(place: Place): Promise<pg.Client | undefined> {
  const client = await connect(place)
  if (client === undefined) return undefined
  const deadline = performance.now() + ownerPatienceMs
  try {
    // The connections of a process that was just killed take a moment to end.
    do {
      const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [
        ownerLock,
      ])
      if (rows[0]?.mine === true) return client
      await pause(100)
    } while (performance.now() < deadline)
  } catch {
    // It ended: the caller looks again.
    await client.end()
    return undefined
  }
  const owner = await findOwner(client)
  await client.end()
  throw new StartupFault(
    'database/data-folder-in-use',
    `Another GPTImage process${owner} is running on the data folder ${place.dataDir}. Stop it first, or choose another folder with --data.`,
  )
}

/** Each owner says its process id in the name of its connection. */
async function findOwner(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    "select application_name as name from pg_locks join pg_stat_activity using (pid) where locktype = 'advisory' and granted and objid = $1",
    [ownerLock],
  )
  const pid = /^gptimage (\d+)$/.exec(rows[0]?.name ?? '')?.[1]
  return pid === undefined ? '' : ` (${pid})`
}

interface Supervised {
  place: Place
  options: EmbeddedOptions
  owner: pg.Client
  adopted: boolean
}

function supervise({ place, options, owner, adopted }: Supervised): Promise<EmbeddedPostgres> {
  let isStopping = false
  let current = owner
  let restarting: Promise<void> = Promise.resolve()
  const watch = () =>
    current.once('end', () => {
      restarting = restart()
    })
  const restart = async (): Promise<void> => {
    while (!isStopping) {
      try {
        if (!(await isRunning(place))) await startServer(place)
        const next = await takeOwnership(place)
        if (next === undefined) continue
        current = next
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
  return connectionOf(place).then((connection) => ({
    connection,
    adopted,
    async stop() {
      isStopping = true
      await restarting
      // It is owned until it has ended: who starts meanwhile waits, and does not take over what is about to end.
      await stopPostmaster(place.dataFolder)
      await current.end()
      await removeSocketFolder(place.dataFolder)
    },
  }))
}
