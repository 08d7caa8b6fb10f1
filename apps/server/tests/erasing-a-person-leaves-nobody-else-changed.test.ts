import { randomBytes } from 'node:crypto'
import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { encode } from 'fast-png'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { signedReceipt } from '#contract'
import {
  ask,
  askDatabase,
  type Client,
  createClient,
  type FakePartner,
  findFreePort,
  listObjectFiles,
  openImage,
  signIn,
  start,
  startFakePartner,
  startTestServer,
  type TestServer,
  upload,
  waitFor,
} from '#testkit'
import { runCommand } from '../../../tools/run-command.ts'
import remainder from './what-is-left-of-an-erased-person.json' with { type: 'json' }

/* Erasing one of three people in the middle of a generation, and a backup from before that is put back. */

const limits = { sweepEveryMs: 200 }
const aPicture = encode({ width: 8, height: 8, data: new Uint8Array(192).fill(99), channels: 3 })
const people = ['ada', 'bob', 'cleo'] as const
type Name = (typeof people)[number]

let partner: FakePartner
let server: TestServer
let clients: Record<Name, Client>

beforeEach(async () => {
  partner = await startFakePartner()
  server = await startTestServer({ port: await findFreePort(), limits, partnerUrl: partner.baseUrl })
  clients = {
    ada: await openAccount('ada'),
    bob: await openAccount('bob'),
    cleo: await openAccount('cleo'),
  }
})
afterEach(async () => {
  await server.dispose()
  await partner.close()
})

/** Someone who has content of every kind here, and whom a partner knows something of. */
async function openAccount(name: Name): Promise<Client> {
  const client = await signInAs(name)
  const references = [(await upload(client, aPicture)).id]
  for (const model of ['builtin/sketch', 'plain/picture']) {
    const { id } = await start(client, { prompt: `a fox for ${name}`, model, references })
    expect((await waitFor(client, id)).phase).toBe('delivered')
  }
  return client
}

const signInAs = (name: Name) => signIn(server.url, { name, email: `${name}@example.org`, age: 30 })

const aKey = () => `rky_${randomBytes(16).toString('base64url')}`

async function eraseAccount(client: Client, receiptKey = aKey()) {
  const response = await client.request('/api/rights/erase-account', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ confirm: 'erase my account for good', receiptKey }),
  })
  expect(response.status).toBe(200)
  return signedReceipt.parse(await response.json())
}

/** What renews by itself while nobody does anything. */
const restless = new Set(['worker_keys', 'kysely_migration', 'kysely_migration_lock', 'partner_slots'])

/** Every row of every table, as text. */
async function readEverything(): Promise<Map<string, string[]>> {
  const names = await askDatabase(
    server,
    "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
  )
  const everything = new Map<string, string[]>()
  for (const { name } of names) {
    if (restless.has(String(name))) continue
    const rows = await askDatabase(server, `select to_jsonb(t)::text as row from "${name}" t order by 1`)
    everything.set(
      String(name),
      rows.map(({ row }) => String(row)),
    )
  }
  return everything
}

/** All that only this person is known by. */
async function readTraces(name: Name): Promise<string[]> {
  const [account] = await askDatabase(
    server,
    `select a.id, a.subject_index::text as subject, a.email_index::text as email from accounts a join sessions s on s.account_id = a.id where s.id = '${await findSessionId(name)}'`,
  )
  const id = String(account?.['id'])
  const owned = await askDatabase(
    server,
    `select id from sessions where account_id = '${id}' union select id from vaults where account_id = '${id}' union select o.id from objects o join vaults v on v.id = o.vault_id where v.account_id = '${id}'`,
  )
  return [
    id,
    String(account?.['subject']),
    String(account?.['email']),
    ...owned.map((row) => String(row['id'])),
  ]
}

async function findSessionId(name: Name): Promise<string> {
  const told: unknown = await (await clients[name].request('/api/session')).json()
  return JSON.parse(JSON.stringify(told)).session.id
}

const isReleased = () =>
  expect
    .poll(() => askDatabase(server, "select id from generations where phase in ('queued', 'running')"), {
      timeout: 30_000,
    })
    .toEqual([])

test('every table is as it was without her, beside what the remainder file names, and nothing leads to her', async () => {
  const traces = await readTraces('ada')
  const files = await listObjectFiles(server)
  expect(files.length).toBeGreaterThanOrEqual(15)
  partner.behave({ kind: 'hang' })
  const before = await readEverything()
  const running = await start(clients.ada, { prompt: 'a wolf for ada', model: 'plain/picture' })
  await waitFor(clients.ada, running.id, ({ phase }) => phase === 'running')
  await partner.arrivals(4)

  const given = await eraseAccount(clients.ada)

  expect((await clients.ada.request('/api/session')).status).toBe(401)
  await isReleased()
  await expect.poll(() => askDatabase(server, 'select * from vault_remains'), { timeout: 30_000 }).toEqual([])
  const after = await readEverything()
  const text = JSON.stringify([...after])
  for (const trace of traces) expect(text).not.toContain(trace)
  for (const [table, rows] of before) {
    const left = after.get(table) ?? []
    const others = rows.filter((row) => !left.includes(row))
    const isHers = (row: string) => traces.some((trace) => row.includes(trace))
    const changed = [...left.filter((row) => !rows.includes(row)), ...others.filter((row) => !isHers(row))]
    if (!(table in remainder)) expect({ table, changed }).toEqual({ table, changed: [] })
  }
  expect(given.receipt.elsewhere).toMatchObject([{ recipient: 'plain' }])
  expect(await askDatabase(server, 'select sum(reserved)::int as held from credit_balances')).toEqual([
    { held: 0 },
  ])

  await expect
    .poll(async () => (await listObjectFiles(server)).length, { timeout: 60_000 })
    .toBe((await askDatabase(server, 'select count(*)::int as count from objects'))[0]?.['count'])
  await checkOther('bob')
  await checkReceipt(given)
})

async function checkOther(name: Name): Promise<void> {
  const told: unknown = await (await clients[name].request('/api/generations')).json()
  const { generations } = JSON.parse(JSON.stringify(told))
  expect(generations).toHaveLength(2)
  expect(generations[0].prompt).toBe(`a fox for ${name}`)
  expect((await openImage(clients[name], generations[0].images[0].id)).length).toBeGreaterThan(100)
}

async function verify(path: string) {
  const command = ['apps/server/src/cli/main.ts', 'verify-receipt', path, '--data', server.dataDir]
  return runCommand('verify', process.execPath, command)
}

/** As somebody who is signed in nowhere. */
const fetchReceipt = (key: string) =>
  createClient(server.url).request('/api/rights/receipt', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ key }),
  })

async function checkReceipt(given: unknown): Promise<void> {
  const path = join(server.folder, 'receipt.json')
  await writeFile(path, JSON.stringify(given, null, 2))
  expect((await verify(path)).isGood).toBe(true)
  await writeFile(path, (await readFile(path, 'utf8')).replace('"rows": 1', '"rows": 2'))
  expect((await verify(path)).isGood).toBe(false)
}

test('a backup from before is put back: she stays erased, the others are there, and she may sign up anew', async () => {
  const [adaId = ''] = await readTraces('ada')
  const { folder, port, dataDir } = server
  const again = () => startTestServer({ folder, port, limits, partnerUrl: partner.baseUrl })
  await server.stop()
  await cp(join(dataDir, 'postgres'), join(folder, 'yesterday'), { recursive: true })
  server = await again()
  await eraseAccount(clients.ada)
  await server.stop()
  await rm(join(dataDir, 'postgres'), { recursive: true })
  await cp(join(folder, 'yesterday'), join(dataDir, 'postgres'), { recursive: true })

  server = await again()

  expect(await askDatabase(server, `select id from accounts where id = '${adaId}'`)).toEqual([])
  expect(await askDatabase(server, 'select id from accounts')).toHaveLength(2)
  expect((await clients.ada.request('/api/session')).status).toBe(401)
  expect((await clients.bob.request('/api/session')).status).toBe(200)
  clients.ada = await signInAs('ada')
  const [newId = ''] = await readTraces('ada')
  expect(newId).not.toBe(adaId)
  const { generations } = JSON.parse(
    JSON.stringify(await (await clients.ada.request('/api/generations')).json()),
  )
  expect(generations).toEqual([])
  await server.stop()
  server = await again()
  expect(await askDatabase(server, `select id from accounts where id = '${newId}'`)).toHaveLength(1)
})

test('the page without sign-in shows a receipt to whoever has its key, and gives it as a file that is genuine', async () => {
  const key = aKey()
  const given = await eraseAccount(clients.ada, key)
  const stranger = createClient(server.url)
  const post = (fields: Record<string, string>) =>
    stranger.request('/account/receipt', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'text/html' },
      body: new URLSearchParams(fields).toString(),
    })
  expect(await (await stranger.request('/account/receipt')).text()).toContain('name="key"')
  const page = await (await post({ key: ` ${key} ` })).text()
  expect(page).toContain(given.receipt.number)
  expect(page).toContain('plain')
  const file = await post({ key, as: 'file' })
  expect(file.headers.get('content-disposition')).toMatch(
    /^attachment; filename="receipt-of-erasure-[\d-]+\.json"$/,
  )
  await checkReceipt(await file.json())

  const other = await post({ key: aKey() })
  expect([other.status, await other.text()]).toEqual([404, expect.stringContaining('There is no receipt')])
  expect((await post({})).status).toBe(404)
})

test('killed at any moment of an erasure, it is whole after the next start, or was never asked', async () => {
  for (const waitMs of [0, 4, 8, 12, 16, 20, 25, 30, 40, 60]) {
    const client = await signInAs('ada')
    clients.ada = client
    const [id = ''] = await readTraces('ada')
    const key = aKey()
    const erasing = eraseAccount(client, key).catch(() => undefined)
    const until = performance.now() + waitMs
    while (performance.now() < until) await new Promise((resolve) => setImmediate(resolve))
    await server.kill()
    const given = await erasing
    server = await startTestServer({
      folder: server.folder,
      port: server.port,
      limits,
      partnerUrl: partner.baseUrl,
    })
    const isSignedIn = (await client.request('/api/session')).status === 200
    const [account] = await askDatabase(server, `select id from accounts where id = '${id}'`)
    // Signed out means gone; told means gone.
    expect({ waitMs, isThere: account !== undefined }).toEqual({ waitMs, isThere: isSignedIn })
    if (given !== undefined) expect(account).toBeUndefined()
    // Whoever asked has the receipt of what was done, told or not, and of nothing else.
    const fetched = await fetchReceipt(key)
    expect({ waitMs, status: fetched.status }).toEqual({ waitMs, status: isSignedIn ? 404 : 200 })
    if (!isSignedIn) expect(signedReceipt.parse(await fetched.json())).toEqual(given ?? expect.anything())
    expect(await askDatabase(server, 'select id from rights_requests where answered_at is null')).toEqual([])
    expect((await ask(clients.bob, { prompt: 'a hare' })).status).toBe(202)
  }
})
