import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

/* The program itself, started as an operator might by mistake. What it refuses it refuses before anything else is done. */

const program = fileURLToPath(new URL('../src/main.ts', import.meta.url))
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gptimage-open-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
})

/** What a server for others needs; without a word for production, which nobody must have to remember. */
const open = {
  HOST: '127.0.0.1',
  PUBLIC_URL: 'https://studio.example',
  INSTALLATION_KEY: '0011223344556677'.repeat(4),
  OIDC_CLIENT_ID: 'client',
  OIDC_CLIENT_SECRET: 'secret',
  OPERATOR_FILE: fileURLToPath(new URL('../../../docs/operator.example.yaml', import.meta.url)),
}

async function start(environment: Record<string, string>): Promise<{ code: unknown; output: string }> {
  const args = ['-c', 'ulimit -c 0; exec "$0" "$@"', process.execPath, '--disable-sigusr1', program]
  const child = spawn('/bin/sh', args, {
    env: { PATH: process.env['PATH'], DATA_DIR: folder, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    // One that does start is stopped.
    timeout: 10_000,
  })
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { code, output: out + err }
}

test.each<[string, Record<string, string>, string]>([
  ['without TLS', { ...open, PUBLIC_URL: 'http://studio.example' }, 'PUBLIC_URL'],
  ['on every address, with nothing said', { HOST: '0.0.0.0' }, 'PUBLIC_URL'],
  ['with the demo sign-in', { ...open, OIDC_CLIENT_ID: '', OIDC_CLIENT_SECRET: '' }, 'OIDC_CLIENT_ID'],
  ['with the demo sign-in in production', { NODE_ENV: 'production' }, 'OIDC_CLIENT_ID'],
  ['with nobody who answers for it', { ...open, OPERATOR_FILE: '' }, 'OPERATOR_FILE'],
  ['with dumps', { ...open, NODE_OPTIONS: '--report-on-fatalerror' }, 'no heap snapshots'],
  ['with certificates unchecked', { ...open, NODE_TLS_REJECT_UNAUTHORIZED: '0' }, 'certificates are checked'],
])('%s', async (_, environment, said) => {
  expect(await start(environment)).toEqual({ code: 1, output: expect.stringContaining(said) })
})

test('with a folder that others can read', async () => {
  await chmod(folder, 0o755)
  const { code, output } = await start(open)
  await chmod(folder, 0o700)
  expect([code, output]).toEqual([1, expect.stringContaining('data folder for its owner only')])
})
