import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { findFreePort } from '#testkit'

/* What an operator meets: npm start as it is typed, stopped in every way that things stop. */

const root = fileURLToPath(new URL('../../../', import.meta.url))
const operatorFile = join(root, 'docs/operator.example.yaml')
let folder: string
let started: Started[] = []
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gptimage-start-'))
})
afterEach(async () => {
  for (const { child, kill } of started)
    if (child.exitCode === null && child.signalCode === null) kill('SIGTERM')
  await Promise.all(started.map(({ ended }) => ended))
  started = []
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

const fresh = () => mkdtemp(join(folder, 'data-'))
const postmasterFile = (dataDir: string) => join(dataDir, 'postgres', 'postmaster.pid')
/** PostgreSQL removes it last of all. */
const hasDatabase = (dataDir: string) => existsSync(postmasterFile(dataDir))

interface Started {
  child: ChildProcess
  output(): string
  /** Resolves when the address was printed; rejects when it ended before. */
  ready: Promise<void>
  /** The exit code, or the signal it ended by. */
  ended: Promise<unknown>
  /** To the whole group, as a terminal does. */
  kill(signal: NodeJS.Signals): void
}

function npmStart(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Started {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn('npm', ['start', '--', ...args], {
    cwd: root,
    env: { PATH, HOME, ...environment },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const ready = Promise.withResolvers<undefined>()
  const read = (piece: Buffer) => {
    output += piece.toString('utf8')
    if (output.includes('GPTImage is ready')) ready.resolve(undefined)
  }
  child.stdout.on('data', read)
  child.stderr.on('data', read)
  const ended = once(child, 'close').then(([code, signal]): unknown => {
    ready.reject(new Error(`it ended: ${output}`))
    return code ?? signal
  })
  ready.promise.catch(() => undefined)
  const one = {
    child,
    output: () => output,
    ready: ready.promise,
    ended,
    kill: (signal: NodeJS.Signals) => process.kill(-(child.pid ?? 0), signal),
  }
  started.push(one)
  return one
}

/** The server's own process: the owner of the data folder says it in the name of its connection. */
async function findServerPid(dataDir: string): Promise<number> {
  const client = new pg.Client({ host: join(dataDir, 'postgres'), user: 'gptimage', database: 'postgres' })
  await client.connect()
  const { rows } = await client.query<{ name: string }>(
    "select application_name as name from pg_stat_activity where application_name ~ '^gptimage [0-9]+$'",
  )
  await client.end()
  return Number(rows[0]?.name.split(' ')[1])
}

test('a request to npm alone to end reaches the server, which stops everything', async () => {
  const dataDir = await fresh()
  const port = await findFreePort()
  const server = npmStart(['--port', String(port), '--data', dataDir])
  await server.ready
  expect(server.output()).toContain(`GPTImage is ready: http://localhost:${port}`)
  expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200)
  server.child.kill('SIGTERM')
  await server.ended
  await expect.poll(() => hasDatabase(dataDir), { timeout: 15_000 }).toBe(false)
  expect(existsSync(join(dataDir, 'address'))).toBe(false)
})

test.each(['SIGINT', 'SIGHUP'] as const)(
  '%s to all, as a terminal sends it, leaves nothing running',
  async (signal) => {
    const dataDir = await fresh()
    const server = npmStart(['--port', String(await findFreePort()), '--data', dataDir])
    await server.ready
    server.kill(signal)
    await server.ended
    await expect.poll(() => hasDatabase(dataDir), { timeout: 15_000 }).toBe(false)
  },
)

test.each([
  ['makes its database', (dataDir: string) => readdirSync(dataDir).some((name) => name.includes('.new-'))],
  ['starts its database', hasDatabase],
])('Ctrl-C while it %s leaves nothing running', async (_, isThen) => {
  const dataDir = await fresh()
  const server = npmStart(['--port', String(await findFreePort()), '--data', dataDir])
  await expect.poll(() => isThen(dataDir), { timeout: 30_000, interval: 5 }).toBe(true)
  server.kill('SIGINT')
  await server.ended
  await expect.poll(() => hasDatabase(dataDir), { timeout: 15_000 }).toBe(false)
  expect(server.output()).not.toMatch(/\n\s+at /)
})

test('a reader of its output that goes away ends nothing', async () => {
  const dataDir = await fresh()
  const port = await findFreePort()
  const server = npmStart(['--port', String(port), '--data', dataDir])
  server.child.stdout?.destroy()
  server.child.stderr?.destroy()
  const isReady = async () => (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined))?.status
  await expect.poll(isReady, { timeout: 30_000 }).toBe(200)
  server.kill('SIGINT')
  await server.ended
  await expect.poll(() => hasDatabase(dataDir), { timeout: 15_000 }).toBe(false)
})

test('after kill -9 the next start takes over the database that was left running', async () => {
  const dataDir = await fresh()
  const args = ['--port', String(await findFreePort()), '--data', dataDir]
  const killed = npmStart(args)
  await killed.ready
  const left = readFileSync(postmasterFile(dataDir), 'utf8').split('\n')[0]
  process.kill(await findServerPid(dataDir), 'SIGKILL')
  expect(await killed.ended).not.toBe(0)
  expect(hasDatabase(dataDir)).toBe(true)
  const next = npmStart(args)
  await next.ready
  expect(readFileSync(postmasterFile(dataDir), 'utf8').split('\n')[0]).toBe(left)
  next.kill('SIGINT')
  await next.ended
  await expect.poll(() => hasDatabase(dataDir), { timeout: 15_000 }).toBe(false)
})

test('a second one on the same folder, or on the same port, is told so in a sentence', async () => {
  const dataDir = await fresh()
  const port = String(await findFreePort())
  const first = npmStart(['--port', port, '--data', dataDir])
  await first.ready
  const onFolder = npmStart(['--port', String(await findFreePort()), '--data', dataDir])
  expect(await onFolder.ended).toBe(1)
  expect(lastLine(onFolder)).toBe(
    `Another GPTImage process (${await findServerPid(dataDir)}) is running on the data folder ${dataDir}. Stop it first, or choose another folder with --data.`,
  )
  const other = await fresh()
  const onPort = npmStart(['--port', port, '--data', other])
  expect(await onPort.ended).toBe(1)
  expect(lastLine(onPort)).toMatch(/^Port \d+ is taken by another program\. /)
  expect(hasDatabase(other)).toBe(false)
})

const lastLine = ({ output }: Started) => output().trimEnd().split('\n').at(-1)

test.each<[string, (dataDir: string) => Promise<[string[], Record<string, string>]>, RegExp]>([
  [
    'a data folder below a file',
    async (dataDir) => {
      await writeFile(join(dataDir, 'file'), '')
      return [['--data', join(dataDir, 'file', 'below')], {}]
    },
    /^The data folder .* is no folder, or one of its parents is a file\. Choose another with --data\.$/,
  ],
  [
    'a database that is down',
    async (dataDir) => [
      ['--data', dataDir],
      { DATABASE_URL: 'postgres://127.0.0.1:1/x', INSTALLATION_KEY: '0123456789abcdef'.repeat(4) },
    ],
    /^Nobody answers at DATABASE_URL\. Start PostgreSQL there, or mend the host and port\.$/,
  ],
  [
    'an address of another machine',
    async (dataDir) => [
      ['--data', dataDir],
      {
        HOST: '192.0.2.1',
        PUBLIC_URL: 'https://images.example.org',
        INSTALLATION_KEY: '0123456789abcdef'.repeat(4),
        OIDC_CLIENT_ID: 'client',
        OIDC_CLIENT_SECRET: 'secret',
        OPERATOR_FILE: operatorFile,
      },
    ],
    /^HOST 192\.0\.2\.1 is not an address of this machine\./,
  ],
  ['a setting that is wrong', async (dataDir) => [['--data', dataDir], { ROLE: 'king' }], /^ {2}ROLE: /],
  [
    'a fence that is down in production',
    async (dataDir) => [
      ['--data', dataDir],
      {
        NODE_ENV: 'production',
        NODE_DEBUG: 'http',
        INSTALLATION_KEY: '0123456789abcdef'.repeat(4),
        OIDC_CLIENT_ID: 'client',
        OIDC_CLIENT_SECRET: 'secret',
        OPERATOR_FILE: operatorFile,
      },
    ],
    /^Missing: no tracing of what is sent\. Unset NODE_DEBUG/,
  ],
])('%s is told in a sentence', async (_, choose, sentence) => {
  const [args, environment] = await choose(await fresh())
  const server = npmStart(['--port', String(await findFreePort()), ...args], environment)
  expect(await server.ended).toBe(1)
  expect(lastLine(server)).toMatch(sentence)
  expect(server.output()).not.toMatch(/\n\s+at |node:internal/)
})

test('another key than the database was made with is refused, and changes nothing', async () => {
  const dataDir = await fresh()
  const args = ['--port', String(await findFreePort()), '--data', dataDir]
  const first = npmStart(args)
  await first.ready
  first.kill('SIGINT')
  await first.ended
  await expect.poll(() => hasDatabase(dataDir), { timeout: 15_000 }).toBe(false)
  const other = npmStart(args, { INSTALLATION_KEY: '0123456789abcdef'.repeat(4) })
  expect(await other.ended).toBe(1)
  expect(lastLine(other)).toMatch(/^This database belongs to another INSTALLATION_KEY\. /)
  expect(hasDatabase(dataDir)).toBe(false)
})
