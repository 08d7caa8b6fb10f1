import { afterAll, beforeAll, expect, test } from 'vitest'
import { choicesView, profileView, rightsRequestList, sessionView } from '#contract'
import {
  ask,
  askDatabase,
  type Client,
  findCredits,
  listObjectFiles,
  signIn,
  signOut,
  start,
  startTestServer,
  type TestServer,
  waitFor,
} from '#testkit'

/* P26, P28: correcting, objecting, stopping, erasing content; each holds from the next request on. */

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({
    limits: { sweepEveryMs: 200 },
    environment: { TRUSTED_PROXIES: '127.0.0.1' },
  })
})
afterAll(() => server.dispose())

let clients = 0
/** Each from an address of its own, so that they do not share a rate limit. */
const signInAs = (name: string) => {
  clients += 1
  const forwardedFor = `198.51.100.${clients}`
  return signIn(server.url, { name, email: `${name}@example.org`, age: 30 }, { forwardedFor })
}

async function post(client: Client, path: string, body: unknown = {}, headers: Record<string, string> = {}) {
  return client.request(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
}

async function readChoices(client: Client, headers: Record<string, string> = {}) {
  const response = await client.request('/api/rights/choices', { headers })
  return choicesView.parse(await response.json())
}
const allowed = ({ choices }: Awaited<ReturnType<typeof readChoices>>) =>
  Object.fromEntries(choices.map(({ purpose, isAllowed }) => [purpose, isAllowed]))

async function readAccount(client: Client) {
  return sessionView.parse(await (await client.request('/api/session')).json()).account
}

test('a corrected name and address outlast the next sign-in, sealed, and can be given back', async () => {
  const ada = await signInAs('ada')
  const corrected = await post(ada, '/api/rights/profile', {
    name: 'Ada Lovelace',
    email: 'mail@example.net',
  })
  expect(profileView.parse(await corrected.json())).toMatchObject({
    name: 'Ada Lovelace',
    email: 'mail@example.net',
  })
  await signOut(ada)

  const again = await signInAs('ada')

  expect(await readAccount(again)).toMatchObject({ name: 'Ada Lovelace', email: 'mail@example.net' })
  const [row] = await askDatabase(server, 'select * from accounts')
  expect(Buffer.from(JSON.stringify(row)).toString()).not.toMatch(/Lovelace|mail@/)
  await post(again, '/api/rights/profile', { name: null })
  expect(await readAccount(again)).toMatchObject({ name: 'ada', email: 'mail@example.net' })
})

test.each([
  { name: '' },
  { name: '   ' },
  { name: 'a\nb' },
  { email: 'nobody' },
  { email: 'a b@example.org' },
])('what cannot be a name or an address is refused: %j', async (body) => {
  const client = await signInAs('odd')
  expect((await post(client, '/api/rights/profile', body)).status).toBe(400)
})

test('analytics are on and marketing is off until somebody says otherwise, and a switch holds at once', async () => {
  const client = await signInAs('bob')
  expect(allowed(await readChoices(client))).toEqual({ analytics: true, marketing: false })
  await post(client, '/api/rights/choices', { purpose: 'analytics', isAllowed: false })
  expect(allowed(await readChoices(client))).toEqual({ analytics: false, marketing: false })
  expect((await post(client, '/api/rights/choices', { purpose: 'training', isAllowed: true })).status).toBe(
    400,
  )
})

test('the signal is heard when a studio opens, whatever its person does there', async () => {
  const client = await signInAs('hana')
  await post(client, '/api/rights/choices', { purpose: 'marketing', isAllowed: true })
  await client.request('/api/session', { headers: { 'Sec-GPC': '1' } })
  expect(allowed(await readChoices(client))).toEqual({ analytics: false, marketing: false })
})

test('a browser that sends the signal switches both off for the account, and is told that it was honoured', async () => {
  const client = await signInAs('cleo')
  await post(client, '/api/rights/choices', { purpose: 'marketing', isAllowed: true })
  for (const value of ['0', 'true', '11', '']) {
    expect((await readChoices(client, { 'Sec-GPC': value })).isSignalHonoured).toBe(false)
  }
  expect(allowed(await readChoices(client))).toEqual({ analytics: true, marketing: true })

  const signalled = await readChoices(client, { 'Sec-GPC': '1' })

  expect(signalled.isSignalHonoured).toBe(true)
  expect(allowed(signalled)).toEqual({ analytics: false, marketing: false })
  const beside = await readChoices(await signInAs('cleo'))
  expect(allowed(beside)).toEqual({ analytics: false, marketing: false })
  expect(beside.choices.map(({ decidedBy }) => decidedBy)).toEqual(['browser', 'browser'])
})

const refused: readonly [string, string, unknown?][] = [
  ['GET', '/api/models'],
  ['GET', '/api/generations'],
  ['POST', '/api/generations', {}],
  ['POST', '/api/quotes', {}],
  ['GET', '/api/uploads'],
  ['POST', '/api/rights/choices', { purpose: 'marketing', isAllowed: true }],
  ['POST', '/api/rights/profile', {}],
]
const served = [
  '/api/session',
  '/api/sessions',
  '/api/rights/held',
  '/api/rights/requests',
  '/api/rights/choices',
]

test('who has stopped all use can sign in, see, take along and lift it, and nothing else', async () => {
  const client = await signInAs('dora')
  expect((await post(client, '/api/rights/restriction', { isRestricted: true })).status).toBe(200)
  await signOut(client)
  const again = await signInAs('dora')
  for (const [method, path, body] of refused) {
    const response = method === 'GET' ? await again.request(path) : await post(again, path, body)
    const { error } = JSON.parse(await response.text())
    expect([path, response.status, error.code]).toEqual([path, 403, 'rights/restricted'])
  }
  for (const path of served) expect([path, (await again.request(path)).status]).toEqual([path, 200])
  const taken = await again.request('/api/rights/export', { method: 'POST' })
  expect([taken.status, (await taken.arrayBuffer()).byteLength > 1_000]).toEqual([200, true])

  await post(again, '/api/rights/restriction', { isRestricted: false })

  expect((await again.request('/api/models')).status).toBe(200)
})

test('content goes from every sitting, the account and its sessions stay, and every tab hears of it', async () => {
  const [here, beside] = [await signInAs('emil'), await signInAs('emil')]
  for (const client of [here, beside]) {
    await waitFor(client, (await start(client, { prompt: 'a fox', count: 2 })).id)
  }

  const erased = await post(here, '/api/rights/erase-content')

  expect(await erased.json()).toMatchObject({ sittings: 2, objects: 6 })
  for (const client of [here, beside]) {
    const told: unknown = await (await client.request('/api/generations')).json()
    expect(told).toMatchObject({ generations: [] })
    expect(sessionView.parse(await (await client.request('/api/session')).json()).sitting).toBeUndefined()
  }
  await expect.poll(() => listObjectFiles(server), { timeout: 60_000 }).toEqual([])
  expect((await ask(here, { prompt: 'another fox' })).status).toBe(202)
})

test('each use of a right is listed with its clock, a month at most, and belongs to nobody else', async () => {
  const client = await signInAs('frida')
  await post(client, '/api/rights/choices', { purpose: 'analytics', isAllowed: false })
  await (await client.request('/api/rights/export', { method: 'POST' })).arrayBuffer()
  const { requests } = rightsRequestList.parse(await (await client.request('/api/rights/requests')).json())
  expect(requests.map(({ kind, channel, outcome }) => [kind, channel, outcome])).toEqual([
    ['export', 'self', 'done'],
    ['object', 'self', 'done'],
  ])
  for (const { receivedAt, dueAt } of requests) {
    const days = (Date.parse(dueAt) - Date.parse(receivedAt)) / 86_400_000
    expect(days).toBeGreaterThanOrEqual(28)
    expect(days).toBeLessThanOrEqual(31)
  }
})

test('a stop cancels what is being made, and nothing is charged for what was not drawn', async () => {
  const client = await signInAs('gus')
  const before = await findCredits(client)
  // The built-in one draws for a while: four large pictures are not there when the next request is answered.
  const { id } = await start(client, { prompt: 'a fox', count: 4, widthPx: 1024, heightPx: 1024 })
  await post(client, '/api/rights/restriction', { isRestricted: true })
  const phase = async () =>
    (await askDatabase(server, `select phase from generations where id = '${id}'`))[0]?.['phase']
  await expect.poll(phase, { timeout: 30_000 }).toBe('cancelled')
  const [charged] = await askDatabase(
    server,
    `select charged_credits as credits from generations where id = '${id}'`,
  )
  expect(await findCredits(client)).toBe(before - Number(charged?.['credits']))
  expect(Number(charged?.['credits'])).toBeLessThan(4)
})
