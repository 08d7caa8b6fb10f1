import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  askDatabase,
  findFreePort,
  type MailPeer,
  startMailPeer,
  startTestServer,
  type TestServer,
} from '#testkit'

/* The whole server and a real mail server: a mail that the operator puts beside it leaves, also through SIGKILL. */

const entry = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url))
const operatorFile = fileURLToPath(new URL('../../../docs/operator.example.yaml', import.meta.url))
const limits = { mailFirstPauseMs: 50, mailLongestPauseMs: 200, mailLookEveryMs: 50, mailLeaseMs: 1_500 }

let peer: MailPeer
let server: TestServer
let environment: Record<string, string>
beforeEach(async () => {
  peer = await startMailPeer()
  environment = { OPERATOR_FILE: operatorFile, SMTP_URL: `smtp://127.0.0.1:${peer.port}` }
  server = await startTestServer({ port: await findFreePort(), limits, environment })
})
afterEach(async () => {
  await server.dispose()
  await peer.close()
})

async function gptimage(...args: string[]): Promise<{ code: unknown; all: string }> {
  const child = spawn(process.execPath, [entry, ...args, '--data', server.dataDir], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { code, all: out + err }
}

const waiting = () => askDatabase(server, 'select id, attempts from mails')
const isGone = () => expect.poll(waiting, { timeout: 30_000 }).toEqual([])
const arrived = (count: number) => expect.poll(() => peer.received.length, { timeout: 30_000 }).toBe(count)

async function killAndStart(): Promise<void> {
  await server.kill()
  const { folder, port } = server
  peer.behave()
  server = await startTestServer({ folder, port, limits, environment })
}

test('it arrives from whom the operator’s file says, and neither log nor database has a word of it', async () => {
  expect(await gptimage('mail', 'try', 'grace@example.net')).toMatchObject({ code: 0 })
  await isGone()
  expect(peer.received).toMatchObject([{ from: 'hello@gptimage.ai', to: ['grace@example.net'] }])
  expect(await readFile(server.logFile, 'utf8')).not.toMatch(/grace|goes out/)
})

test('killed while the mail server takes its time, the next start sends it: again under its name, or for the first time', async () => {
  peer.behave('no-answer')
  await gptimage('mail', 'try', 'grace@example.net')
  await arrived(1)

  await killAndStart()

  await isGone()
  expect(peer.received.map(({ headers }) => headers.get('message-id'))).toEqual([
    peer.received[0]?.headers.get('message-id'),
    peer.received[0]?.headers.get('message-id'),
  ])
})

test('killed before the mail server took anything, it arrives once', async () => {
  peer.behave('busy')
  await gptimage('mail', 'try', 'grace@example.net')
  await expect
    .poll(async () => Number((await waiting())[0]?.['attempts'] ?? 0), { timeout: 30_000 })
    .toBeGreaterThan(1)

  await killAndStart()

  await isGone()
  expect(peer.received).toHaveLength(1)
})

test('the doctor says whether the mail server takes us, and what is missing where it does not', async () => {
  expect((await gptimage('doctor')).all).toContain(`ok    mail server 127.0.0.1, port ${peer.port}\n`)
  const { OPERATOR_FILE: _, ...rest } = environment
  environment = { ...rest, SMTP_URL: `smtp://127.0.0.1:${await findFreePort()}` }
  expect((await gptimage('doctor')).all).toContain(
    'OPERATOR_FILE mailFrom: It is missing, and SMTP_URL is set.',
  )
  environment = { ...environment, OPERATOR_FILE: operatorFile }
  expect((await gptimage('doctor')).all).toMatch(/FAIL {2}mail server 127\.0\.0\.1.*ESOCKET/)
  environment = {}
  expect((await gptimage('doctor')).all).toContain('ok    mail: off')
})
