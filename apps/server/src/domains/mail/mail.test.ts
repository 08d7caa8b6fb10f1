import { setDefaultCACertificates, getCACertificates } from 'node:tls'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { retentionSeconds } from '#policies/retention.ts'
import { defaultLimits } from '#server/config/limits.ts'
import { createSteadyClock } from '#server/kernel/clock.ts'
import { type AccountId, makeId } from '#server/kernel/ids.ts'
import { Secret } from '#server/kernel/secret.ts'
import { createInstallationKey } from '#server/platform/installation-key/index.ts'
import { createLogger } from '#server/platform/logger/index.ts'
import { createListener, type Listener } from '#server/platform/postgres/index.ts'
import {
  createTestDatabase,
  localhostCertificate,
  type MailPeer,
  type MailPeerOptions,
  startMailPeer,
  type TestDatabase,
} from '#testkit'
import { createMail, type Mail, type MailParts, type NewMail } from './index.ts'

/* The outbox on a real database, and its runner against a real SMTP server. */

const sender = { name: 'GPTImage', address: 'hello@example.org' }
const aMail = (change: Partial<NewMail> = {}): NewMail => ({
  kind: 'trial',
  to: 'ada@example.net',
  subject: 'Grüße — a subject that is sealed',
  text: 'A text that is sealed.\n\nÜber Äpfel.\n',
  ...change,
})
const limits = {
  ...defaultLimits,
  mailLeaseMs: 1_500,
  mailSendMs: 1_000,
  mailFirstPauseMs: 40,
  mailLongestPauseMs: 80,
  mailLookEveryMs: 30,
}

let db: TestDatabase
let listener: Listener
let peer: MailPeer
let counted: Map<string, number>
let logLines: string[]
const closing: (() => Promise<unknown>)[] = []
beforeAll(() => {
  // What the machine trusts, and the one certificate of the peer.
  setDefaultCACertificates([...getCACertificates(), localhostCertificate()])
})
beforeEach(async () => {
  db = await createTestDatabase()
  listener = await createListener({ connection: db.connection, onError: () => undefined })
  counted = new Map()
  logLines = []
})
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
  await listener.close()
  await db.close()
})

async function openPeer(options: MailPeerOptions = {}): Promise<MailPeer> {
  peer = await startMailPeer(options)
  closing.push(() => peer.close())
  return peer
}

type Server = NonNullable<MailParts['line']>['server']

function partsOf(server: Partial<Server> | undefined, change: Partial<MailParts> = {}): MailParts {
  return {
    database: db.database,
    listener,
    clock: createSteadyClock(),
    logger: createLogger({ level: 'info', destination: { write: (line) => void logLines.push(line) } }),
    metrics: {
      recordMail: ({ outcome, count = 1 }) => void counted.set(outcome, (counted.get(outcome) ?? 0) + count),
    },
    limits,
    installationKey: createInstallationKey(new Secret('5'.repeat(64))),
    isStillWanted: async () => true,
    ...(server === undefined
      ? {}
      : { line: { sender, server: { host: '127.0.0.1', port: peer.port, security: 'none', ...server } } }),
    ...change,
  }
}

async function run(server: Partial<Server> = {}, change: Partial<MailParts> = {}): Promise<Mail> {
  const mail = createMail(partsOf(server, change))
  await mail.runner.start()
  closing.push(() => mail.runner.stop())
  return mail
}

const rows = () => db.database.selectFrom('mails').selectAll().execute()
const isEmpty = () => expect.poll(rows, { timeout: 10_000 }).toEqual([])
const isTried = (times: number) =>
  expect.poll(async () => (await rows())[0]?.attempts ?? 0, { timeout: 10_000 }).toBeGreaterThanOrEqual(times)

test('a mail leaves after the commit, as it was put, and is gone', async () => {
  await openPeer()
  const mail = await run()

  const id = await db.database.transaction().execute((tx) => mail.outbox.put(tx, aMail()))

  await isEmpty()
  expect(peer.received).toHaveLength(1)
  const [received] = peer.received
  expect(received).toMatchObject({ from: 'hello@example.org', to: ['ada@example.net'] })
  expect(received?.text).toBe('A text that is sealed.\r\n\r\nÜber Äpfel.\r\n')
  const headers = new Map(received?.headers)
  expect(headers.get('from')).toBe('GPTImage <hello@example.org>')
  expect(headers.get('to')).toBe('ada@example.net')
  expect(headers.get('message-id')).toBe(`<${id}@example.org>`)
  expect(headers.get('auto-submitted')).toBe('auto-generated')
  expect([...headers.keys()]).not.toContain('x-mailer')
  expect(counted).toEqual(new Map([['sent', 1]]))
})

test('what is not committed is not sent, and what waits is sealed', async () => {
  await openPeer()
  const mail = createMail(partsOf({}))
  const undone = db.database.transaction().execute(async (tx) => {
    await mail.outbox.put(tx, aMail())
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  expect(await rows()).toEqual([])

  await mail.outbox.put(db.database, aMail())

  const [row] = await rows()
  expect(
    Object.values(row ?? {})
      .map(String)
      .join(),
  ).not.toMatch(/ada@|subject|sealed\.|pfel/)
})

test('where mail is off nothing is written', async () => {
  const mail = createMail(partsOf(undefined))
  await mail.runner.start()
  expect(await mail.outbox.put(db.database, aMail())).toBe(undefined)
  expect(await rows()).toEqual([])
  await expect(mail.outbox.put(db.database, aMail({ to: 'nobody' }))).rejects.toMatchObject({
    code: 'mail/address-invalid',
  })
})

test('what is not now is tried again, and comes once', async () => {
  await openPeer()
  peer.behave('busy')
  const mail = await run()
  await mail.outbox.put(db.database, aMail())
  await isTried(3)

  peer.behave()

  await isEmpty()
  expect(peer.received).toHaveLength(1)
  expect(counted.get('postponed')).toBeGreaterThanOrEqual(2)
  expect(logLines.join()).toContain('"status":451')
})

test.each(['refuses-recipient', 'refuses-text'] as const)(
  'what a mail server %s for good is gone, and nothing behind it waits',
  async (fault) => {
    await openPeer()
    peer.behave(fault)
    const mail = await run()
    await mail.outbox.put(db.database, aMail())
    await isEmpty()
    expect([peer.received.length, counted.get('refused')]).toEqual([0, 1])

    peer.behave()
    await mail.outbox.put(db.database, aMail())

    await isEmpty()
    expect(peer.received).toHaveLength(1)
  },
)

test('a sender that is refused loses no mail: it is a matter of the settings', async () => {
  await openPeer()
  peer.behave('refuses-sender')
  const mail = await run()
  await mail.outbox.put(db.database, aMail())
  await isTried(2)
  peer.behave()
  await isEmpty()
  expect(peer.received).toHaveLength(1)
})

test.each([
  ['gives no TLS', 'none', 'starttls'],
  ['has a certificate that nobody trusts', 'starttls-foreign', 'starttls'],
  ['speaks no TLS where it should', 'none', 'tls'],
] as const)('a mail server that %s is told nothing', async (_, tls, security) => {
  const credentials = { user: 'the-user', password: 'the-password' }
  await openPeer({ tls, credentials })
  const mail = await run({
    security,
    credentials: { user: new Secret(credentials.user), password: new Secret(credentials.password) },
  })
  await mail.outbox.put(db.database, aMail())
  await isTried(2)
  expect(peer.received).toEqual([])
  expect(logLines.join()).not.toMatch(/the-user|the-password|ada@|subject/)
})

test.each([
  ['own', 'tls'],
  ['starttls-own', 'starttls'],
] as const)('with %s it signs in and sends under TLS', async (tls, security) => {
  const credentials = { user: 'the-user', password: 'p@ss/word' }
  await openPeer({ tls, credentials })
  const mail = await run({
    host: 'localhost',
    security,
    credentials: { user: new Secret(credentials.user), password: new Secret(credentials.password) },
  })
  await mail.outbox.put(db.database, aMail())
  await isEmpty()
  expect(peer.received).toMatchObject([{ isSecure: true, user: 'the-user' }])
})

test('a connection that is cut in the text is taken up again, and the mail comes once', async () => {
  await openPeer()
  peer.behave('cut-in-text')
  const mail = await run()
  await mail.outbox.put(db.database, aMail({ text: `${'A long line of text.\n'.repeat(3_000)}` }))
  await isTried(2)
  peer.behave()
  await isEmpty()
  expect(peer.received).toHaveLength(1)
})

test('taken and not said so, it comes again under the same name, byte for byte', async () => {
  await openPeer()
  peer.behave('cut-before-answer')
  const mail = await run()
  await mail.outbox.put(db.database, aMail())
  await expect.poll(() => peer.received.length, { timeout: 10_000 }).toBe(1)
  peer.behave()
  await isEmpty()
  expect(peer.received.map(({ raw }) => raw)).toEqual([peer.received[0]?.raw, peer.received[0]?.raw])
})

test('a mail server that never answers is given up, and asked again', async () => {
  await openPeer()
  peer.behave('no-answer')
  const mail = await run({}, { limits: { ...limits, mailSendMs: 150 } })
  await mail.outbox.put(db.database, aMail())
  await isTried(2)
  expect(logLines.join()).toContain('EABORT')
})

test('of two runners each mail has one', async () => {
  await openPeer()
  const [mail] = [await run(), await run()]
  const subjects = Array.from({ length: 40 }, (_, index) => `Mail ${index}`)
  await db.database.transaction().execute(async (tx) => {
    for (const subject of subjects) await mail.outbox.put(tx, aMail({ subject }))
  })
  await isEmpty()
  const arrived = peer.received.map(({ headers }) => headers.get('subject') ?? '')
  expect(arrived.toSorted()).toEqual(subjects.toSorted())
})

test('what is not wanted any more when its turn comes is gone unsent', async () => {
  await openPeer()
  const asked: unknown[] = []
  const isStillWanted: MailParts['isStillWanted'] = async (about) => {
    asked.push(about)
    return false
  }
  const mail = await run({}, { isStillWanted })
  await mail.outbox.put(db.database, aMail())
  await isEmpty()
  expect([peer.connections(), counted.get('withdrawn')]).toEqual([0, 1])
  expect(asked).toMatchObject([{ kind: 'trial', accountId: undefined }])
})

test('a row that was changed does not open, and nothing of it is sent', async () => {
  await openPeer()
  const mail = createMail(partsOf({}))
  await mail.outbox.put(db.database, aMail())
  await mail.outbox.put(db.database, aMail())
  const [first, second] = await rows()
  if (first === undefined || second === undefined) throw new Error('nothing waits')
  await db.database
    .updateTable('mails')
    .set({ sealed_mail: second.sealed_mail })
    .where('id', '=', first.id)
    .execute()
  await db.database.updateTable('mails').set({ kind: 'other' }).where('id', '=', second.id).execute()

  await run()

  await isEmpty()
  expect([peer.received.length, counted.get('unreadable')]).toEqual([0, 2])
})

test('what could not be sent in its time is gone, is counted, and does not leave late', async () => {
  await openPeer()
  const late = createSteadyClock(() => Date.now() + (retentionSeconds['unsent-mail'] + 1) * 1000)
  const mail = createMail(partsOf({}))
  await mail.outbox.put(db.database, aMail())
  const later = await run({}, { clock: late })
  expect(await rows()).toMatchObject([{ attempts: 0 }])

  await later.sweep()

  expect(await rows()).toEqual([])
  expect([peer.connections(), counted.get('given-up')]).toEqual([0, 1])
})

test('a mail goes with the account it is to', async () => {
  await openPeer()
  const accountId = await anAccount()
  await createMail(partsOf({})).outbox.put(db.database, aMail({ accountId }))
  await db.database.deleteFrom('accounts').where('id', '=', accountId).execute()
  expect(await rows()).toEqual([])
})

async function anAccount(): Promise<AccountId> {
  const id = makeId('acc')
  const bytes = Buffer.from(id)
  await db.database
    .insertInto('accounts')
    .values({
      id,
      subject_index: bytes,
      email_index: bytes,
      sealed_profile: bytes,
      age_threshold: 13,
      created_on: '2026-11-24',
    })
    .execute()
  return id
}
