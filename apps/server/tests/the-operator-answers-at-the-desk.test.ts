import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signedReceipt } from '#contract'
import { type FormName, issueToken } from '#server/domains/correspondence/form/form-token.ts'
import {
  createInstallationKey,
  loadOrCreateInstallationKey,
} from '#server/platform/installation-key/index.ts'
import {
  askDatabase,
  type Client,
  createClient,
  createTestClock,
  signIn,
  startTestServer,
  type TestServer,
} from '#testkit'
import { readZip } from '../../studio/tests/read-zip.ts'

/* The operator's pages, over real HTTP: who sees them, what waits, what is done there, and what is left in the record. */

const entry = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url))
let server: TestServer
let operator: Client
let ada: Client
let reference: string

beforeAll(async () => {
  server = await startTestServer({ environment: { TRUSTED_PROXIES: '127.0.0.1' } })
  await signInAs('olga')
  const args = ['admin', 'grant', '--email', 'olga@example.org', '--data', server.dataDir]
  const [code] = await once(spawn(process.execPath, [entry, ...args], { stdio: 'ignore' }), 'exit')
  expect(code).toBe(0)
  operator = await signInAs('olga')
  ada = await signInAs('ada')
  const [row] = await askDatabase(
    server,
    "select reference from account_references join accounts on id = account_id where role = 'operator'",
  )
  reference = String(row?.['reference'])
})
afterAll(() => server.dispose())

let addresses = 0
const signInAs = (name: string) =>
  signIn(
    server.url,
    { name, email: `${name}@example.org`, age: 30 },
    { forwardedFor: `192.0.2.${(addresses += 1)}` },
  )
const today = new Date().toISOString().slice(0, 10)

const page = async (client: Client, path: string) =>
  (await client.request(path, { headers: { Accept: 'text/html' } })).text()
const send = (client: Client, path: string, fields: Record<string, string>) =>
  client.request(path, {
    method: 'POST',
    headers: { Accept: 'text/html' },
    body: new URLSearchParams(fields),
  })

const aMark = () => randomBytes(16).toString('base64url')

/** Puts a request on the list, and returns the address of its case. */
async function enter(fields: Record<string, string>): Promise<string> {
  const whole = { form: aMark(), email: 'ada@example.org', channel: 'mail', receivedOn: today, ...fields }
  const response = await send(operator, '/operator/request', whole)
  expect(response.status).toBe(302)
  return response.headers.get('location') ?? ''
}

const acts = async () =>
  (
    await askDatabase(server, 'select act, account_reference, subject from audit_entries order by number')
  ).slice(1)
const requestsOf = async (client: Client) =>
  JSON.parse(await (await client.request('/api/rights/requests')).text()).requests

test.each(['application/json', 'text/html'])(
  'asked for %s, whoever is no operator gets the same bytes as for a page that is not there',
  async (accept) => {
    const nobody = createClient(server.url)
    const paths = ['/operator', '/operator/request', `/operator/cases/rights-request/req_${'a'.repeat(22)}`]
    for (const client of [nobody, ada]) {
      for (const method of ['GET', 'POST']) {
        const answers = []
        for (const path of [...paths, '/operator/none', '/nothing']) {
          const response = await client.request(path, { method, headers: { Accept: accept } })
          const headers = [...response.headers].filter(([name]) => name !== 'date')
          answers.push({ status: response.status, headers, body: await response.text() })
        }
        expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
        expect(answers[0]?.status).toBe(404)
      }
    }
  },
)

test('a form from another site is refused, the operator’s own cookie or not', async () => {
  const response = await operator.request('/operator/request', {
    method: 'POST',
    headers: { Origin: 'https://elsewhere.example' },
    body: new URLSearchParams({ email: 'ada@example.org', kind: 'restrict' }),
  })
  expect(response.status).toBe(403)
})

test('a letter waits a month, from California 45 days, due soonest first, and names nobody', async () => {
  const slow = await enter({ kind: 'object', california: 'yes' })
  const soon = await enter({ kind: 'restrict' })

  const queue = await page(operator, '/operator')

  expect(queue.indexOf(soon)).toBeGreaterThan(0)
  expect(queue.indexOf(soon)).toBeLessThan(queue.indexOf(slow))
  expect(queue).not.toContain('ada@')
  const due = await askDatabase(
    server,
    "select kind, extract(day from due_at - received_at)::integer as days from rights_requests where channel = 'mail' order by due_at",
  )
  expect(due.map(({ kind }) => kind)).toEqual(['restrict', 'object'])
  expect(due[1]).toMatchObject({ days: 45 })
  expect((await send(operator, soon, { outcome: 'done' })).headers.get('location')).toBe(
    '/operator?after=answered',
  )
  expect((await ada.request('/api/models')).status).toBe(403)
  expect((await send(operator, soon, { outcome: 'done' })).status).toBe(404)
  expect((await send(operator, slow, { outcome: 'refused-unfounded-or-excessive' })).status).toBe(302)
  // Of one day: neither is newer than the other.
  const told = (await requestsOf(ada)).toSorted((one: { kind: string }, other: { kind: string }) =>
    other.kind.localeCompare(one.kind),
  )
  expect(told).toMatchObject([
    { kind: 'restrict', outcome: 'done', channel: 'mail' },
    { kind: 'object', outcome: 'refused', reason: 'unfounded-or-excessive' },
  ])
  const idOf = (path: string) => path.split('/').at(-1)
  expect(await acts()).toEqual([
    { act: 'request-opened', account_reference: reference, subject: idOf(slow) },
    { act: 'request-opened', account_reference: reference, subject: idOf(soon) },
    { act: 'request-done', account_reference: reference, subject: idOf(soon) },
    { act: 'request-refused', account_reference: reference, subject: idOf(slow) },
  ])
})

test.each([
  [{ email: '', kind: 'export', channel: 'mail', receivedOn: today }, 'Write the address'],
  [{ email: 'ada@example.org', kind: 'everything', channel: 'mail', receivedOn: today }, 'Write the address'],
  [
    { email: 'ada@example.org', kind: 'export', channel: 'mail', receivedOn: '2099-01-01' },
    'Write the day it came',
  ],
])('with %o nothing is entered, and the form says what to do', async (fields, words) => {
  const before = await acts()

  const response = await send(operator, '/operator/request', fields)

  expect(response.status).toBe(422)
  expect(await response.text()).toContain(words)
  expect(await acts()).toEqual(before)
})

test('a copy has no content, can be made again until it is answered, and each making is an act', async () => {
  const path = await enter({ kind: 'export' })
  for (const _ of [1, 2]) {
    const response = await send(operator, `${path}/export`, {})
    expect(response.headers.get('content-type')).toBe('application/zip')
    const files = readZip(Buffer.from(await response.arrayBuffer()))
    expect(files.get('profile.json')?.toString()).toContain('ada@example.org')
    expect([...files.keys()].filter((name) => name.startsWith('content/'))).toEqual([])
  }
  expect((await send(operator, path, { outcome: 'done' })).status).toBe(302)
  expect((await send(operator, `${path}/export`, {})).status).toBe(404)
  expect((await acts()).slice(-4).map(({ act }) => act)).toEqual([
    'request-opened',
    'export-made',
    'export-made',
    'request-done',
  ])
})

test('an erasure is asked once more, its receipt waits for whoever asked, and nothing is left that leads back', async () => {
  await signInAs('bob')
  const path = await enter({ kind: 'erase-account', email: 'bob@example.org' })
  expect((await send(operator, path, { outcome: 'done' })).status).toBe(422)
  const keyIn = (text: string) => /rky_[\w-]{22}/.exec(text)?.[0] ?? ''
  // Known before, so that a page that is lost loses no receipt.
  const key = keyIn(await page(operator, path))

  const slip = await (await send(operator, path, { outcome: 'done', sure: 'yes' })).text()

  const receipt = /<textarea id="slip"[^>]*>([^<]*)</.exec(slip)?.[1]?.replaceAll('&quot;', '"') ?? ''
  expect(signedReceipt.parse(JSON.parse(receipt)).receipt.kind).toBe('account-erased')
  expect(keyIn(slip)).toBe(key)
  const shown = await createClient(server.url).post('/account/receipt', { key, as: 'file' })
  expect(JSON.parse(shown.text)).toEqual(JSON.parse(receipt))
  expect((await acts()).slice(-2).map(({ act }) => act)).toEqual(['request-opened', 'request-done'])
  expect(await askDatabase(server, 'select id from accounts')).toHaveLength(2)
})

test('nobody under an address is owed an answer too', async () => {
  const path = await enter({ kind: 'erase-account', email: 'nobody@example.org' })
  expect(await page(operator, path)).toContain('Nobody is found')

  expect((await send(operator, path, { outcome: 'done' })).status).toBe(302)

  expect((await acts()).at(-1)).toMatchObject({ act: 'request-not-found' })
})

test('half of the time is an alarm, all of it more, on the page and in the figures', async () => {
  const half = await enter({ kind: 'lift' })
  const over = await enter({ kind: 'lift' })
  const move = (path: string, received: string, due: string) =>
    askDatabase(
      server,
      `update rights_requests set received_at = now() - interval '${received}', due_at = now() + interval '${due}' where id = '${path.split('/').at(-1)}'`,
    )
  await move(half, '16 days', '14 days')
  await move(over, '40 days', '-9 days')

  const queue = await page(operator, '/operator')

  expect(queue).toContain('class="clock past-half">13 days left')
  expect(queue).toContain('class="clock overdue">Overdue by 9 days')
  const metrics = await (await fetch(`http://127.0.0.1:${server.port}/metrics`)).text()
  expect(metrics).toContain('gptimage_cases_past_half 1')
  expect(metrics).toContain('gptimage_cases_overdue 1')
})

interface Written {
  /** Only whoever wrote has it. */
  number: string
  /** As the desk knows it. */
  id: string
  path: string
}

const casesIn = (queue: string) =>
  [...queue.matchAll(/href="(\/operator\/cases\/[\w/-]+)"/g)].map(([, at = '']) => at)

/** Writes to the operator through a form, as somebody without an account. */
async function write(form: FormName, fields: Record<string, string>): Promise<Written> {
  const before = new Set(casesIn(await page(operator, '/operator')))
  const installationKey = createInstallationKey(
    await loadOrCreateInstallationKey({ dataDir: server.dataDir }),
  )
  const clock = createTestClock(new Date(Date.now() - 60_000))
  const client = createClient(server.url, { forwardedFor: `192.0.2.${(addresses += 1)}` })
  const mark = issueToken({ installationKey, clock }, form)
  const { text } = await client.post(`/${form}`, { form: mark, 'is-true': 'yes', ...fields })
  const number = /<code>(num_[\w-]{22})<\/code>/.exec(text)?.[1] ?? ''
  const [path = ''] = casesIn(await page(operator, '/operator')).filter((one) => !before.has(one))
  return { number, path, id: path.split('/').at(-1) ?? '' }
}

test('what somebody wrote is on no page but the one it is opened on, and the opening is an act', async () => {
  const words = 'a sentence that only the operator reads'
  const { number, id, path } = await write('report', {
    kind: 'intimate-image',
    words,
    name: 'Rhea Reporter',
    replyTo: 'rhea@example.org',
    'no-consent': 'yes',
  })
  const [bits, idBits] = [number, id].map((text) => text.slice(4))
  expect(path).toBe(`/operator/cases/report/${id}`)
  expect(path).not.toContain(bits)
  for (const at of ['/operator', path]) {
    const text = await page(operator, at)
    expect(text).toContain('an intimate image')
    expect(text).not.toContain(words)
    expect(text).not.toContain('rhea@')
    expect(text).toContain(idBits)
    expect(text).not.toContain(bits)
  }

  const opened = await send(operator, `${path}/words`, {})

  expect(opened.headers.get('cache-control')).toBe('no-store')
  const shown = await opened.text()
  expect(shown).toContain(words)
  expect(shown).not.toContain(bits)
  expect((await acts()).at(-1)).toEqual({ act: 'words-opened', account_reference: reference, subject: id })
  const [row] = await askDatabase(
    server,
    `select extract(epoch from due_at - received_at)::integer / 3600 as hours from reports where id = '${id}'`,
  )
  expect(row).toEqual({ hours: 48 })
  expect((await send(operator, path, { outcome: 'nothing-here' })).status).toBe(302)
  expect((await send(operator, path, { outcome: 'nothing-here' })).status).toBe(404)
  expect((await acts()).at(-1)).toMatchObject({ act: 'report-answered', subject: id })
})

test('a reported account of a child is erased from the case, once it is sure, and the report stays open', async () => {
  await signInAs('kid')
  // Whoever gives the child's address as theirs does not stand before it.
  const other = await signInAs('other')
  await other.request('/api/rights/profile', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: 'kid@example.org' }),
  })
  const fields = { kind: 'child-account', words: 'my child', accountEmail: 'kid@example.org' }
  const { path } = await write('report', fields)
  const before = await askDatabase(server, 'select id from accounts')

  expect((await send(operator, path, { outcome: 'erase-account' })).status).toBe(422)
  expect((await send(operator, path, { outcome: 'erase-account', sure: 'yes' })).status).toBe(302)

  expect(await askDatabase(server, 'select id from accounts')).toHaveLength(before.length - 1)
  expect((await other.request('/api/session')).status).toBe(200)
  await other.post('/auth/signout', {})
  await askDatabase(server, 'delete from accounts where contact_index is not null')
  expect((await send(operator, path, { outcome: 'erase-account', sure: 'yes' })).status).toBe(409)
  expect((await send(operator, path, { outcome: 'acted' })).status).toBe(302)
})

test('a report that its writer takes back is on no list, and what was done about it stays on record', async () => {
  await signInAs('kid')
  const { number, id, path } = await write('report', {
    kind: 'child-account',
    words: 'my child',
    accountEmail: 'kid@example.org',
  })
  await send(operator, path, { outcome: 'erase-account', sure: 'yes' })
  const done = (await acts()).at(-1)
  const writer = createClient(server.url)
  const [, form = ''] =
    /name="form" value="([\w-]+)"/.exec((await writer.post('/receipt', { number })).text) ?? []

  // Whoever stands behind the desk, or reads its addresses, cannot.
  for (const known of [id, `num_${id.slice(4)}`])
    expect((await writer.post('/receipt/delete', { form, number: known, sure: 'yes' })).status).toBe(404)
  expect(await page(operator, '/operator')).toContain(path)

  expect((await writer.post('/receipt/delete', { form, number, sure: 'yes' })).status).toBe(200)

  expect(await page(operator, '/operator')).not.toContain(path)
  expect((await operator.request(path, { headers: { Accept: 'text/html' } })).status).toBe(404)
  expect((await send(operator, path, { outcome: 'acted' })).status).toBe(404)
  expect((await acts()).slice(-2)).toEqual([
    done,
    { act: 'letter-deleted', account_reference: null, subject: id },
  ])
  expect(await page(operator, '/operator')).toContain('is whole')
  expect(done).toMatchObject({ act: 'request-done' })
  const request = `select channel, outcome from rights_requests where id = '${String(done?.['subject'])}'`
  expect(await askDatabase(server, request)).toEqual([{ channel: 'form', outcome: 'done' }])
})

test('a message is answered, and its words leave no trace in the log', async () => {
  const words = 'a question that only the operator reads'
  const { number, id, path } = await write('contact', { kind: 'other', words })
  expect(path).toBe(`/operator/cases/message/${id}`)
  expect(await (await send(operator, `${path}/words`, {})).text()).toContain(words)

  expect((await send(operator, path, { outcome: 'answered' })).status).toBe(302)

  expect((await acts()).at(-1)).toMatchObject({ act: 'message-answered', subject: id })
  const log = await readFile(server.logFile, 'utf8')
  expect(log).not.toContain(words)
  expect(log).not.toContain('@example.org')
  expect(log).not.toContain(number.slice(4))
})

test('what had to be disclosed is counted on the public pages at once, and names nobody', async () => {
  const enterOne = (fields: Record<string, string>) =>
    send(operator, '/operator/transparency', {
      form: aMark(),
      kind: 'authority-request',
      happenedOn: '2026-03-01',
      country: 'de',
      outcome: 'partly',
      accounts: '2',
      ...fields,
    })
  const rows = async () => {
    const text = await page(createClient(server.url), '/privacy')
    const section = /<section id="disclosed">([\s\S]*?)<\/section>/.exec(text)?.[1] ?? ''
    return [...section.matchAll(/<tr><td[\s\S]*?<\/tr>/g)].map(([row]) =>
      row
        .replaceAll(/<[^>]*>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    )
  }
  expect(await rows()).toEqual([])
  expect((await enterOne({})).headers.get('location')).toBe('/operator?after=recorded')
  expect((await enterOne({ outcome: 'refused', accounts: '0' })).status).toBe(302)
  expect((await enterOne({ happenedOn: '2026-07-01', kind: 'business-transfer' })).status).toBe(302)
  for (const wrong of [
    { happenedOn: '2999-01-01' },
    { country: 'XX' },
    { accounts: '-1' },
    { accounts: '1.5' },
    { outcome: 'perhaps' },
  ])
    expect((await enterOne(wrong)).status).toBe(422)

  expect(await rows()).toEqual([
    '2026, July to December Takeovers 1 0 1 0 2',
    '2026, January to June Requests of authorities 2 0 1 1 2',
  ])
  expect((await acts()).slice(-3).map(({ act }) => act)).toEqual(
    Array.from({ length: 3 }, () => 'legal-disclosure-recorded'),
  )
})

/** Posts a form in two halves, with something in between; returns the answer as it came, but for its date. */
async function sendInHalves(
  path: string,
  fields: Record<string, string>,
  between: () => Promise<unknown>,
): Promise<string> {
  const body = new URLSearchParams(fields).toString()
  const head = [
    `POST ${path} HTTP/1.1`,
    `Host: localhost:${server.port}`,
    `Origin: ${server.url}`,
    `Cookie: ${operator.cookieHeader}`,
    'X-Forwarded-For: 192.0.2.99',
    'Accept: text/html',
    'Connection: close',
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${body.length}`,
  ]
  const socket = connect(server.port, '127.0.0.1')
  const answer = text(socket)
  socket.write(`${head.join('\r\n')}\r\n\r\n${body.slice(0, 8)}`)
  // What is asked after it is answered after it was let in.
  await page(operator, '/operator')
  await page(operator, '/operator')
  await between()
  socket.write(body.slice(8))
  return (await answer).replace(/^date: .*$/im, '')
}

test('who is revoked while a form of theirs comes in changes nothing, and finds no page', async () => {
  const path = await enter({ kind: 'lift' })
  const setRole = (role: string) =>
    askDatabase(
      server,
      `update accounts set role = '${role}' from account_references where account_id = id and reference = '${reference}'`,
    )
  const revoke = () => setRole('person')
  const forms: [string, Record<string, string>][] = [
    [path, { outcome: 'done' }],
    [
      '/operator/request',
      { form: aMark(), email: 'ada@example.org', kind: 'lift', channel: 'mail', receivedOn: today },
    ],
    ['/operator/request', { email: '', kind: 'none of them' }],
    [
      '/operator/transparency',
      {
        form: aMark(),
        kind: 'authority-request',
        happenedOn: '2026-03-02',
        country: 'de',
        outcome: 'given',
        accounts: '1',
      },
    ],
  ]
  const look = async () =>
    JSON.stringify([
      await acts(),
      await askDatabase(server, 'select * from rights_requests order by id'),
      await askDatabase(server, 'select * from legal_disclosures order by id'),
    ])
  const before = await look()
  const nothing = await sendInHalves('/operator/none', { some: 'thing else' }, async () => undefined)
  expect(nothing).toContain('404')
  for (const [at, fields] of forms) {
    expect(await sendInHalves(at, fields, revoke)).toBe(nothing)
    await setRole('operator')
  }
  expect(await look()).toBe(before)
  expect((await send(operator, path, { outcome: 'done' })).status).toBe(302)
})

test('what is pressed twice is entered once, and told both times; other words in the form are another entry', async () => {
  const formOf = async (path: string) =>
    /name="form" value="([\w-]{22})"/.exec(await page(operator, path))?.[1] ?? ''
  const twice = async (path: string, fields: Record<string, string>) => {
    const answers = await Promise.all([send(operator, path, fields), send(operator, path, fields)])
    return new Set(answers.map(({ status, headers }) => `${status} ${headers.get('location')}`))
  }
  const count = async (table: string) => (await askDatabase(server, `select id from ${table}`)).length
  const [disclosed, requested, acted] = [
    await count('legal_disclosures'),
    await count('rights_requests'),
    (await acts()).length,
  ]
  const disclosure = {
    kind: 'authority-request',
    happenedOn: today,
    country: 'FR',
    outcome: 'given',
    accounts: '1',
  }
  const request = { email: 'ada@example.org', kind: 'object', channel: 'mail', receivedOn: today }

  const ofDisclosure = { form: await formOf('/operator/transparency'), ...disclosure }
  expect(await twice('/operator/transparency', ofDisclosure)).toEqual(
    new Set(['302 /operator?after=recorded']),
  )
  const ofRequest = { form: await formOf('/operator/request'), ...request }
  const opened = await twice('/operator/request', ofRequest)

  expect(opened.size).toBe(1)
  const [path = ''] = [...opened].map((answer) => answer.replace('302 ', ''))
  expect(await page(operator, path)).toContain('no analytics, no marketing')
  expect(await count('legal_disclosures')).toBe(disclosed + 1)
  expect(await count('rights_requests')).toBe(requested + 1)
  expect(await acts()).toHaveLength(acted + 2)

  await send(operator, path, { outcome: 'done' })
  expect(await twice('/operator/request', ofRequest)).toEqual(new Set(['302 /operator?after=answered']))
  expect((await send(operator, '/operator/transparency', { ...ofDisclosure, country: 'IT' })).status).toBe(
    302,
  )
  expect(await count('legal_disclosures')).toBe(disclosed + 2)
  expect(await count('rights_requests')).toBe(requested + 1)
  for (const [at, fields] of [
    ['/operator/transparency', disclosure],
    ['/operator/request', request],
  ] as const) {
    const response = await send(operator, at, fields)
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('This form has no mark.')
  }
})

test('a record that was changed past the program is told on the page', async () => {
  expect(await page(operator, '/operator')).toContain('is whole')

  await askDatabase(server, "update audit_entries set act = 'request-refused' where number = 3")

  expect(await page(operator, '/operator')).toContain('from entry 3 on')
})
