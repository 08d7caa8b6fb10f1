import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { reachOwnServer } from '#server/ask-own-server.ts'
import { findWeakness, listAttacks, type ReachedServer } from '#server/domains/trust/index.ts'
import { serverFlags } from '../../bootstrap/server-flags.mjs'
import { findFreePort } from '../../packages/testkit/src/test-server.ts'
import { judgeBody, judgeCookies, judgeHeaders } from './judge-answer.ts'
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
    ...(await withServer(open, judge)),
    ...(await withServer({}, judge)),
    ...(await judgeRefusal()),
  ]
  return { name: 'headers, cookies, TLS, requests', looked: 'two started installations', findings }
}

/** What anybody asks for, and how it must end. */
const asked: readonly [what: string, path: string, status: number][] = [
  ['the start page', '/', 200],
  ['a policy', '/privacy', 200],
  ['what is not there', '/nowhere', 404],
  ['the interface without a session', '/api/session', 401],
]

async function judge(server: ReachedServer, publicUrl: URL): Promise<string[]> {
  const isTls = publicUrl.protocol === 'https:'
  const faults: string[] = []
  for (const [what, path, status] of asked) {
    const answer = await server.ask(path)
    if (answer.status !== status)
      faults.push(`${what} (${path}) is answered with ${answer.status}, not ${status}.`)
    faults.push(...judgeHeaders(what, answer, { isTls }), ...judgeCookies(what, answer, { isTls }))
    faults.push(...judgeBody(what, answer))
  }
  for (const attack of listAttacks(publicUrl, server)) {
    const answer = await server.ask(attack.path, attack.options)
    const weakness = findWeakness(attack, answer)
    if (weakness !== undefined) faults.push(weakness)
    // What is not even read is answered before any of ours.
    if (attack.ends.length > 1) faults.push(...judgeHeaders(attack.what, answer, { isTls }))
  }
  if (!isTls) faults.push(...judgeCookies('the sign-in', await server.ask('/auth/signin'), { isTls }))
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
  use: (server: ReachedServer, publicUrl: URL) => Promise<string[]>,
): Promise<string[]> {
  return withFolder(async (folder) => {
    const port = await findFreePort()
    const child = start({ ...environment, PORT: String(port), DATA_DIR: folder })
    const ended = once(child, 'exit')
    const publicUrl = new URL(environment['PUBLIC_URL'] ?? `http://localhost:${port}`)
    const reachedAt = `http://127.0.0.1:${port}`
    const server = reachOwnServer({ pid: child.pid ?? 0, reachedAt, publicUrl })
    try {
      await waitUntilHealthy(child, server)
      return await use(server, publicUrl)
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

async function waitUntilHealthy(child: ChildProcess, { ask }: ReachedServer): Promise<void> {
  const until = performance.now() + startTimeoutMs
  while (performance.now() < until && child.exitCode === null) {
    const answer = await ask('/healthz').catch(() => undefined)
    if (answer?.status === 200) return
    await pause(100)
  }
  throw new Error('the installation to be looked at did not start')
}
