import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { encode } from 'fast-png'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signedReceipt } from '#contract'
import {
  askDatabase,
  type Client,
  createClient,
  type FakePartner,
  signIn,
  start,
  startFakePartner,
  startTestServer,
  type TestServer,
  upload,
  waitFor,
} from '#testkit'
import { readZip } from '../../studio/tests/read-zip.ts'

/* Requests that came by mail, beside the running server; and all that anybody can be made to produce. */

const entry = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url))
const aPicture = encode({ width: 8, height: 8, data: new Uint8Array(192).fill(99), channels: 3 })
const prompt = 'a fox that nobody reads'

let partner: FakePartner
let server: TestServer
let ada: Client
beforeAll(async () => {
  partner = await startFakePartner()
  server = await startTestServer({ partnerUrl: partner.baseUrl })
  ada = await signInAs('ada')
  const references = [(await upload(ada, aPicture)).id]
  const { id } = await start(ada, { prompt, model: 'plain/picture', references, seed: 7 })
  await waitFor(ada, id)
})
afterAll(async () => {
  await server.dispose()
  await partner.close()
})

const signInAs = (name: string) => signIn(server.url, { name, email: `${name}@example.org`, age: 30 })

const run = (...args: string[]) => type('', ...args)

/** With what is typed to it. */
async function type(input: string, ...args: string[]): Promise<{ code: unknown; out: string; all: string }> {
  const flags = [...args, '--data', server.dataDir]
  const child = spawn(process.execPath, [entry, ...flags], { stdio: ['pipe', 'pipe', 'pipe'] })
  child.stdin.end(input)
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { code, out, all: out + err }
}

const correct = ['rights', 'enter', '--email', '-', '--kind', 'correct']

/** Ids, times, numbers and bytes as what they are, so that the golden file says what kinds of things there are. */
function generalise(value: unknown): unknown {
  if (Array.isArray(value)) {
    const isRows = value.some((part) => typeof part === 'object')
    return (isRows ? value.slice(0, 1) : value).map(generalise)
  }
  if (typeof value === 'number') return '<number>'
  if (typeof value === 'string') {
    if (value.startsWith('\\x')) return '<bytes>'
    return value
      .replaceAll(/\b([a-z]{3})_[\w-]{22}/g, '<$1>')
      .replaceAll(/\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|\+00:00))?/g, '<time>')
      .replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, '<uuid>')
      .replaceAll(/localhost:\d+/g, 'localhost')
      .replaceAll(/^[\w-]{22}$|^[\w-]{43}$/g, '<hash>')
  }
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, generalise(part)]))
}

test('all that anybody can be made to produce is what the golden file says, and no content is in it', async () => {
  const { code, out, all } = await run('subpoena', '--email', 'ada@example.org')
  expect({ code, all }).toMatchObject({ code: 0 })
  expect(out).not.toContain(prompt)
  const general = `${JSON.stringify(generalise(JSON.parse(out)), null, 2)}\n`
  await expect(general).toMatchFileSnapshot('./what-a-subpoena-gets.golden.txt')
})

test('a stop and an objection by mail hold from the next request, and stand in the list as such', async () => {
  expect((await run('rights', 'enter', '--email', 'ADA@example.org', '--kind', 'restrict')).code).toBe(0)
  expect((await ada.request('/api/models')).status).toBe(403)
  expect((await run('rights', 'enter', '--email', 'ada@example.org', '--kind', 'lift')).code).toBe(0)
  expect((await ada.request('/api/models')).status).toBe(200)
  expect((await run('rights', 'enter', '--email', 'ada@example.org', '--kind', 'object')).code).toBe(0)
  const requests: unknown = await (await ada.request('/api/rights/requests')).json()
  expect(requests).toMatchObject({
    requests: [
      { kind: 'object', channel: 'mail' },
      { kind: 'lift', channel: 'mail' },
      { kind: 'restrict', channel: 'mail' },
    ],
  })
})

test('what a letter puts right is so at once, and its clock runs from the day it came', async () => {
  const today = new Date().toISOString().slice(0, 10)
  const clock = ['--received', today, '--law', 'ccpa']
  const entered = await type('ada@example.org\nname: Ada Lovelace\n', ...correct, ...clock)
  expect(entered).toMatchObject({ code: 0 })
  expect(await (await ada.request('/api/rights/profile')).json()).toMatchObject({ name: 'Ada Lovelace' })
  const due = new Date(Date.parse(today) + 45 * 24 * 60 * 60 * 1000).toISOString()
  const requests: unknown = await (await ada.request('/api/rights/requests')).json()
  expect(requests).toMatchObject({
    requests: expect.arrayContaining([
      expect.objectContaining({ kind: 'correct', channel: 'mail', dueAt: due, outcome: 'done' }),
    ]),
  })
})

test('an export by mail has everything but content, and is never written over a file', async () => {
  const path = join(server.folder, 'ada.zip')
  const args = ['rights', 'enter', '--email', 'ada@example.org', '--kind', 'export', '-o', path]
  expect((await run(...args)).code).toBe(0)
  const files = readZip(await readFile(path))
  expect(files.get('profile.json')?.toString()).toContain('ada@example.org')
  expect([...files.keys()].filter((name) => name.startsWith('content/'))).toEqual([])
  expect(files.get('contents.json')?.toString()).toContain('Only the browser')
  expect(await askDatabase(server, "select outcome from rights_requests where kind = 'export'")).toEqual([
    { outcome: 'done' },
  ])
  const before = await askDatabase(server, 'select id from rights_requests')
  expect(await run(...args)).toMatchObject({ code: 1, all: expect.stringContaining('Nothing was entered') })
  expect(await askDatabase(server, 'select id from rights_requests')).toEqual(before)
})

test('whoever owns an address that somebody mistyped as theirs is given nothing, until somebody who is sure names the account', async () => {
  expect(await type('ada@example.org\nemail: carl@example.org\n', ...correct)).toMatchObject({ code: 0 })
  const path = join(server.folder, 'carl.zip')
  const letter = ['rights', 'enter', '--email', 'carl@example.org', '--kind', 'export', '-o', path]

  const asked = await run(...letter)

  expect(asked).toMatchObject({ code: 1, all: expect.stringContaining('only gave this address') })
  await expect(readFile(path)).rejects.toThrow('ENOENT')
  expect(await run('subpoena', '--email', 'carl@example.org')).toMatchObject({ code: 1, out: '' })
  const account = /acc_[\w-]{22}/.exec(asked.all)?.[0] ?? ''
  expect((await run(...letter, '--account', account)).code).toBe(0)
  expect(
    readZip(await readFile(path))
      .get('profile.json')
      ?.toString(),
  ).toContain('ada@example.org')
  expect(await type('ada@example.org\nemail:\n', ...correct)).toMatchObject({ code: 0 })
})

test('an erasure whose receipt can go nowhere is not entered', async () => {
  const path = join(server.folder, 'nowhere', 'receipt.json')
  const args = ['--email', 'ada@example.org', '--kind', 'erase-account', '-o', path]

  const { code, all } = await run('rights', 'enter', ...args)

  expect({ code, all }).toMatchObject({ code: 1, all: expect.stringContaining('Nothing was entered') })
  expect((await ada.request('/api/session')).status).toBe(200)
  const erasures = "select id from rights_requests where kind = 'erase-account'"
  expect(await askDatabase(server, erasures)).toEqual([])
})

test('an erasure by mail beside the running server ends the session, and gives a receipt that is genuine', async () => {
  const bob = await signInAs('bob')
  const path = join(server.folder, 'receipt.json')
  const entered = await run(
    'rights',
    'enter',
    '--email',
    'bob@example.org',
    '--kind',
    'erase-account',
    '-o',
    path,
  )
  expect(entered).toMatchObject({ code: 0 })
  expect((await bob.request('/api/session')).status).toBe(401)
  expect((await ada.request('/api/session')).status).toBe(200)
  expect(signedReceipt.parse(JSON.parse(await readFile(path, 'utf8'))).receipt.kind).toBe('account-erased')
  expect((await run('verify-receipt', path)).code).toBe(0)
  // Whoever asked has no account any more: what is sent to them opens the receipt.
  const [key = ''] = /rky_[\w-]{22}/.exec(entered.all) ?? []
  expect(entered.all).toContain(`${server.url}/account/receipt`)
  const shown = await createClient(server.url).post('/account/receipt', { key, as: 'file' })
  expect(JSON.parse(shown.text)).toEqual(JSON.parse(await readFile(path, 'utf8')))
  expect(await askDatabase(server, 'select id from accounts')).toHaveLength(1)
})

test('nobody under an address is said, and written down as the answer', async () => {
  const { code, all } = await run(
    'rights',
    'enter',
    '--email',
    'nobody@example.org',
    '--kind',
    'erase-account',
  )
  expect({ code, all }).toMatchObject({ code: 1, all: expect.stringContaining('Nobody has an account') })
  expect(
    await askDatabase(
      server,
      "select account_reference, outcome from rights_requests where outcome = 'not-found'",
    ),
  ).toEqual([{ account_reference: null, outcome: 'not-found' }])
})
