import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { issueToken } from '#server/domains/correspondence/form/form-token.ts'
import {
  createInstallationKey,
  loadOrCreateInstallationKey,
} from '#server/platform/installation-key/index.ts'
import {
  askDatabase,
  createClient,
  createTestClock,
  findFreePort,
  type MailPeer,
  startMailPeer,
  startTestServer,
  type TestServer,
} from '#testkit'

/* The whole server and a real mail server: a mail that the operator puts beside it leaves, also through SIGKILL. */

const entry = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url))
const operatorFile = fileURLToPath(new URL('../../../docs/operator.example.yaml', import.meta.url))
const limits = {
  mailFirstPauseMs: 50,
  mailLongestPauseMs: 200,
  mailLookEveryMs: 50,
  mailLeaseMs: 1_500,
  sweepEveryMs: 200,
}

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

interface Reported {
  /** Only whoever wrote has it. */
  number: string
  id: string
}

/** A report with a clock of 48 hours, of which 25 are over. */
async function reportHalfOver(): Promise<Reported> {
  const installationKey = createInstallationKey(
    await loadOrCreateInstallationKey({ dataDir: server.dataDir }),
  )
  const form = issueToken(
    { installationKey, clock: createTestClock(new Date(Date.now() - 60_000)) },
    'report',
  )
  const { text: page } = await createClient(server.url).post('/report', { form, ...report })
  const number = /<code>(num_[\w-]{22})<\/code>/.exec(page)?.[1] ?? ''
  const back = "interval '25 hours'"
  const [row] = await askDatabase(
    server,
    `update reports set received_at = received_at - ${back}, due_at = due_at - ${back} where reminded_at is null returning id`,
  )
  return { number, id: String(row?.['id']) }
}

const report = {
  kind: 'intimate-image',
  words: 'https://elsewhere.example/1',
  name: 'Rhea Reporter',
  replyTo: 'rhea@example.net',
  'is-true': 'yes',
  'no-consent': 'yes',
}

test('killed before the mail server took anything, the alarm of half a clock arrives once, and names nobody', async () => {
  peer.behave('busy')
  const first = await reportHalfOver()
  const request = `req_${'r'.repeat(22)}`
  await askDatabase(
    server,
    `insert into rights_requests (id, kind, channel, received_at, due_at) values ('${request}', 'export', 'mail', now() - interval '20 days', now() + interval '10 days')`,
  )
  await expect
    .poll(() => askDatabase(server, 'select kind from mails where attempts > 1 order by kind'), {
      timeout: 30_000,
    })
    .toEqual([{ kind: 'case-half-over' }, { kind: 'letter-came' }, { kind: 'letter-half-over' }])

  await killAndStart()

  await isGone()
  // Whoever looks anew after the start tells of what is new, and of nothing twice.
  const later = await reportHalfOver()
  await arrived(5)
  const half = (of: string) =>
    `Half of the time for a report is over, and it has no answer yet. Kind: intimate-image. Case: ${of}.`
  const alarms = peer.received.filter(({ headers }) => headers.get('subject')?.includes(' waits: '))
  expect(alarms.map(({ text }) => text.trim()).toSorted()).toEqual([
    ...[half(first.id), half(later.id)].toSorted(),
    `Half of the time of a case is over, or all of it. Kind: rights-request. Case: ${request}. It stands on /operator.`,
  ])
  const alarm = alarms.find(({ text }) => text.includes(first.id))
  expect(Object.fromEntries(alarm?.headers ?? [])).toEqual({
    from: '"GPTImage.ai" <hello@gptimage.ai>',
    to: 'privacy@gptimage.ai',
    subject: 'A report waits: intimate-image',
    'message-id': expect.stringMatching(/^<eml_[\w-]{22}@gptimage\.ai>$/),
    date: expect.any(String),
    'auto-submitted': 'auto-generated',
    'mime-version': '1.0',
    'content-type': 'text/plain; charset=utf-8',
    'content-transfer-encoding': 'quoted-printable',
  })
  for (const { headers, text } of peer.received) {
    const mail = [...headers.values(), text].join('\n')
    expect(mail).not.toMatch(/elsewhere|rhea/i)
    for (const { number } of [first, later]) {
      expect(number).toMatch(/^num_/)
      expect(mail).not.toContain(number.slice('num_'.length))
    }
  }
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
