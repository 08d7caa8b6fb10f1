import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  askDatabase,
  type Client,
  createClient,
  findFreePort,
  signInWith,
  start,
  startTestServer,
  type TestServer,
  waitFor,
} from '#testkit'

/* P07, T14: what is counted of people who object, whose browser sends the signal, and of everybody else. */

const limits = { usageFlushEveryMs: 50 }
let server: TestServer
beforeAll(async () => {
  server = await startTestServer({
    port: await findFreePort(),
    limits,
    environment: { TRUSTED_PROXIES: '127.0.0.1' },
  })
})
afterAll(() => server.dispose())

let clients = 0
/** A browser that says these headers with each request, and its person, signed in. */
async function aPerson(headers: Readonly<Record<string, string>> = {}): Promise<Client> {
  clients += 1
  const plain = createClient(server.url, { forwardedFor: `198.51.100.${clients}` })
  const request: Client['request'] = (path, init = {}) => {
    const merged = new Headers(init.headers)
    for (const [name, value] of Object.entries(headers)) merged.set(name, value)
    return plain.request(path, { ...init, headers: merged })
  }
  const client: Client = {
    ...plain,
    request,
    follow: (path) => settle(request, path, { headers: { Accept: 'text/html' } }),
    post: (path, fields) =>
      settle(request, path, {
        method: 'POST',
        headers: { Accept: 'text/html' },
        body: new URLSearchParams(fields),
      }),
  }
  const page = await signInWith(client, { name: `p${clients}`, email: `p${clients}@example.org` })
  expect(page.url.pathname).toBe('/')
  return client
}

async function settle(request: Client['request'], path: string, init: RequestInit) {
  let url = new URL(path, server.url)
  let response = await request(path, init)
  while (response.status >= 300 && response.status < 400) {
    await response.arrayBuffer()
    url = new URL(response.headers.get('location') ?? '', url)
    response = await request(url.href, { headers: { Accept: 'text/html' } })
  }
  return { url, status: response.status, headers: response.headers, text: await response.text() }
}

const post = async (client: Client, path: string, body: unknown = {}) => {
  const response = await client.request(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  await response.arrayBuffer()
  return response.status
}

/** Everything that is counted, done once. */
async function doEverything(client: Client): Promise<void> {
  const drawn = await start(client, { prompt: 'a fox' })
  expect((await waitFor(client, drawn.id)).phase).toBe('delivered')
  const refused = await start(client, { prompt: 'gore' })
  expect((await waitFor(client, refused.id)).phase).toBe('refused')
  expect(await post(client, '/api/rights/export')).toBe(200)
  expect(await post(client, '/api/rights/erase-account', { confirm: 'erase my account for good' })).toBe(200)
}

const counted = async () => {
  const rows = await askDatabase(server, 'select event, detail, count from daily_counts order by event')
  return rows.map(({ event, detail, count }) => `${event} ${detail}: ${count}`)
}
const everythingOnce = [
  'erasure : 1',
  'export : 1',
  'generation-asked builtin/sketch: 2',
  'generation-delivered builtin/sketch: 1',
  'generation-refused builtin/sketch: 1',
  'signed-in Firefox: 1',
]

test('of a browser that sends the signal nothing is counted, whatever its person does', async () => {
  await doEverything(await aPerson({ 'Sec-GPC': '1' }))
  // What comes behind it would be stored with it, or after it.
  await doEverything(await aPerson())
  await expect.poll(counted, { timeout: 10_000 }).toEqual(everythingOnce)
})

test('of who objects nothing is counted from then on, and nothing of who has stopped all use', async () => {
  await askDatabase(server, 'delete from daily_counts')
  const [objector, stopped, other] = [await aPerson(), await aPerson(), await aPerson()]
  await expect.poll(counted, { timeout: 10_000 }).toEqual(['signed-in Firefox: 3'])
  await post(objector, '/api/rights/choices', { purpose: 'analytics', isAllowed: false })
  await post(stopped, '/api/rights/restriction', { isRestricted: true })
  await askDatabase(server, 'delete from daily_counts')

  await doEverything(objector)
  expect(await post(stopped, '/api/rights/export')).toBe(200)
  await doEverything(other)

  await expect
    .poll(counted, { timeout: 10_000 })
    .toEqual(everythingOnce.filter((line) => !line.startsWith('signed-in')))
})

test('the operator is shown days that are over, nothing small, nothing exact', async () => {
  await askDatabase(
    server,
    `insert into daily_counts values (current_date - 2, 'export', '', 19), (current_date - 2, 'signed-in', 'Firefox', 47),
     (current_date, 'signed-in', 'Edge', 500)`,
  )
  const entry = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url))
  const child = spawn(process.execPath, [entry, 'usage', '--data', server.dataDir], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  expect([code, out]).toEqual([
    0,
    expect.stringMatching(/^\d{4}-\d\d-\d\d {2}signed-in +40 or more {2}Firefox\nToday is not shown/),
  ])
})

test('killed, at most what had not been stored is lost', async () => {
  await askDatabase(server, 'delete from daily_counts')
  await aPerson()
  await expect.poll(counted, { timeout: 10_000 }).toEqual(['signed-in Firefox: 1'])
  await server.kill()
  const { folder, port } = server
  server = await startTestServer({
    folder,
    port,
    limits: { usageFlushEveryMs: 60_000 },
    environment: { TRUSTED_PROXIES: '127.0.0.1' },
  })
  await aPerson()
  expect(await counted()).toEqual(['signed-in Firefox: 1'])
  // In order, it is stored.
  await server.stop()
  server = await startTestServer({ folder, port, limits, environment: { TRUSTED_PROXIES: '127.0.0.1' } })
  expect(await counted()).toEqual(['signed-in Firefox: 2'])
})
