import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { copyDatabaseTemplate } from './database-template.ts'
import { memorySettings, serverFlags } from '../../../bootstrap/server-flags.mjs'

export interface TestServerOptions {
  /** An existing folder to start on again; absent: a fresh one that `dispose` removes. */
  folder?: string
  port?: number
  /** Overrides of `Limits`, in milliseconds and counts. */
  limits?: Readonly<Record<string, number>>
  /** Base address of a fake partner of the dialect "plain"; adds the model `plain/picture`. */
  partnerUrl?: string
  partnerSlots?: number
  /** Another build of the studio than the usual one. */
  studioFolder?: string
  environment?: Readonly<Record<string, string>>
}

/** The composed server in a process of its own, with its database, files, logs and temporary files below one folder. */
export interface TestServer {
  url: string
  port: number
  pid: number
  folder: string
  dataDir: string
  logFile: string
  temporaryFolder: string
  /** Stops in order, database included. */
  stop(): Promise<void>
  /** SIGKILL to the server's process alone: its database is left an orphan, as after a crash. */
  kill(): Promise<void>
  /** Removes everything below the folder. */
  dispose(): Promise<void>
}

const entry = new URL('./test-server-process.ts', import.meta.url).pathname
const startTimeoutMs = 60_000

/** Finds a port that is free now. */
export async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port could be found')
  return address.port
}

/** Starts the composed server as a child process and waits until it answers. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'gptimage-test-')))
  const port = options.port ?? (await findFreePort())
  const places = {
    dataDir: join(folder, 'data'),
    temporaryFolder: join(folder, 'temporary'),
    logFile: join(folder, 'server.log'),
  }
  await mkdir(places.temporaryFolder, { recursive: true })
  if (options.folder === undefined) await copyDatabaseTemplate(places.dataDir)
  const child = spawn(process.execPath, ['--disable-sigusr1', ...serverFlags, entry], {
    env: {
      ...ownEnvironment(),
      ...memorySettings,
      ...serverEnvironment(options, { port, ...places }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const url = await waitUntilReady(child, places.logFile)
  return {
    url,
    port,
    pid: child.pid ?? 0,
    folder,
    ...places,
    ...controls(child, folder),
  }
}

function ownEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, LANG, NODE_COMPILE_CACHE } = process.env
  return { PATH, HOME, LANG, NODE_COMPILE_CACHE }
}

function serverEnvironment(
  options: TestServerOptions,
  places: { port: number; dataDir: string; temporaryFolder: string },
): Record<string, string> {
  return {
    PORT: String(places.port),
    DATA_DIR: places.dataDir,
    TMPDIR: places.temporaryFolder,
    TEST_LIMITS: JSON.stringify(options.limits ?? {}),
    ...(options.partnerUrl === undefined ? {} : { TEST_PARTNER_URL: options.partnerUrl }),
    ...(options.partnerSlots === undefined ? {} : { TEST_PARTNER_SLOTS: String(options.partnerSlots) }),
    ...(options.studioFolder === undefined ? {} : { TEST_STUDIO_FOLDER: options.studioFolder }),
    ...options.environment,
  }
}

async function waitUntilReady(child: ChildProcess, logFile: string): Promise<string> {
  const log = createWriteStream(logFile, { flags: 'a' })
  child.stderr?.pipe(log, { end: false })
  const { stdout } = child
  if (stdout === null) throw new Error('the server has no output')
  const ready = Promise.withResolvers<string>()
  createInterface({ input: stdout }).on('line', (line) => {
    log.write(`${line}\n`)
    if (line.startsWith('ready ')) ready.resolve(line.slice('ready '.length))
  })
  child.once('exit', (code, signal) =>
    ready.reject(new Error(`the server ended before it was ready: ${code ?? signal}; see ${logFile}`)),
  )
  const expiry = AbortSignal.timeout(startTimeoutMs)
  expiry.addEventListener('abort', () =>
    ready.reject(new Error(`the server was not ready in time; see ${logFile}`)),
  )
  return ready.promise
}

function controls(child: ChildProcess, folder: string) {
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
  return {
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    async dispose() {
      await end('SIGTERM')
      await rm(folder, { recursive: true, force: true })
    },
  }
}
