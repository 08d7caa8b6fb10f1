import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { serverFlags } from '../../bootstrap/server-flags.mjs'
import { findFreePort } from '../../packages/testkit/src/test-server.ts'
import { type Answer, judgeBody, judgeCookies, judgeHeaders } from './judge-answer.ts'
import type { Part } from './part.ts'

const program = fileURLToPath(new URL('../../apps/server/src/main.ts', import.meta.url))
const startTimeoutMs = 60_000
const refusalTimeoutMs = 30_000

/** What a server that others reach is started with; nobody outside is asked for anything. */
const open = {
  PUBLIC_URL: 'https://studio.example',
  INSTALLATION_KEY: '0011223344556677'.repeat(4),
  OIDC_CLIENT_ID: 'client',
  OIDC_CLIENT_SECRET: 'secret',
  OPERATOR_FILE: fileURLToPath(new URL('../../docs/operator.example.yaml', import.meta.url)),
}

/** Starts the program as others reach it and on this machine alone, asks it as a stranger would, and judges what it answers. */
export async function checkInstallation(): Promise<Part> {
  const findings = [
    ...(await withServer(open, (ask) => judge(ask, { host: 'studio.example', isTls: true }))),
    ...(await withServer({}, (ask, host) => judge(ask, { host, isTls: false }))),
    ...(await judgeRefusal()),
  ]
  return { name: 'headers, cookies, TLS, requests', looked: 'two started installations', findings }
}

type Ask = (path: string, options?: { method?: string; headers?: Record<string, string> }) => Promise<Answer>

/** What strangers ask for, and how it must end. */
const asked: readonly [what: string, path: string, status: number, options?: Parameters<Ask>[1]][] = [
  ['the start page', '/', 200],
  ['a policy', '/privacy', 200],
  ['what is not there', '/nowhere', 404],
  ['the interface without a session', '/api/session', 401],
  [
    'an order from another site',
    '/auth/signout',
    403,
    { method: 'POST', headers: { origin: 'https://evil.example' } },
  ],
  ['an order that does not say from where', '/auth/signout', 403, { method: 'POST' }],
  ['reading for another site', '/api/session', 403, { headers: { 'sec-fetch-site': 'cross-site' } }],
  ['the metrics, through a proxy', '/metrics', 404, { headers: { 'x-forwarded-for': '192.0.2.1' } }],
  ['a path that climbs', '/assets/%2e%2e/%2e%2e/package.json', 404],
  ['TRACE', '/', 403, { method: 'TRACE' }],
]

async function judge(ask: Ask, { host, isTls }: { host: string; isTls: boolean }): Promise<string[]> {
  const faults: string[] = []
  const from = (options: Parameters<Ask>[1] = {}) => ({ ...options, headers: { host, ...options.headers } })
  for (const [what, path, status, options] of asked) {
    const answer = await ask(path, from(options))
    if (answer.status !== status)
      faults.push(`${what} (${path}) is answered with ${answer.status}, not ${status}.`)
    faults.push(...judgeHeaders(what, answer, { isTls }), ...judgeBody(what, answer))
    faults.push(...judgeCookies(what, answer, { isTls }))
  }
  const other = await ask('/', { headers: { host: 'evil.example' } })
  if (other.status !== 421)
    faults.push(`another name for the server is answered with ${other.status}, not 421.`)
  if (!isTls) faults.push(...judgeCookies('the sign-in', await ask('/auth/signin', from()), { isTls }))
  return faults
}

/** Whoever would be reached without TLS is not started. */
async function judgeRefusal(): Promise<string[]> {
  return withFolder(async (folder) => {
    const child = start({ ...open, PUBLIC_URL: 'http://studio.example', DATA_DIR: folder })
    const expiry = setTimeout(() => child.kill('SIGKILL'), refusalTimeoutMs)
    const [code] = await once(child, 'exit')
    clearTimeout(expiry)
    return code === 1 ? [] : ['a server for others starts without TLS in its PUBLIC_URL.']
  })
}

async function withServer(
  environment: Readonly<Record<string, string>>,
  use: (ask: Ask, host: string) => Promise<string[]>,
): Promise<string[]> {
  return withFolder(async (folder) => {
    const port = await findFreePort()
    const child = start({ ...environment, PORT: String(port), DATA_DIR: folder })
    const ended = once(child, 'exit')
    try {
      await waitUntilHealthy(child, port)
      return await use((path, options) => askAt(port, path, options), `localhost:${port}`)
    } finally {
      child.kill('SIGTERM')
      await ended
    }
  })
}

async function withFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'gptimage-assessment-'))
  try {
    return await use(join(folder, 'data'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** As the bootstrap starts it, without core dumps, which an open server insists on. */
function start(environment: Readonly<Record<string, string>>): ChildProcess {
  const args = [
    '-c',
    'ulimit -c 0; exec "$0" "$@"',
    process.execPath,
    '--disable-sigusr1',
    ...serverFlags,
    program,
  ]
  return spawn('/bin/sh', args, {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
    stdio: 'ignore',
  })
}

async function waitUntilHealthy(child: ChildProcess, port: number): Promise<void> {
  const until = performance.now() + startTimeoutMs
  while (performance.now() < until && child.exitCode === null) {
    const answer = await askAt(port, '/healthz').catch(() => undefined)
    if (answer?.status === 200) return
    await pause(100)
  }
  throw new Error('the installation to be looked at did not start')
}

async function askAt(port: number, path: string, options: Parameters<Ask>[1] = {}): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const asking = request({ host: '127.0.0.1', port, path, agent: false, ...options }, (response) => {
    text(response).then(
      (body) =>
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(
            Object.entries(response.headers).map(([name, value]) => [name, value?.toString()]),
          ),
          cookies: response.headers['set-cookie'] ?? [],
          body,
        }),
      reject,
    )
  })
  asking.once('error', reject).end()
  return promise
}
