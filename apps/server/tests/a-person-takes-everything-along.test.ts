import { readFile } from 'node:fs/promises'
import { encode } from 'fast-png'
import * as z from 'zod'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type InventoryTable } from '#policies/inventory-shape.ts'
import { tables } from '#policies/inventory.ts'
import {
  askDatabase,
  type Client,
  type FakePartner,
  openImage,
  scanFolders,
  signIn,
  start,
  startFakePartner,
  startTestServer,
  type TestServer,
  upload,
  waitFor,
} from '#testkit'
import { readZip } from '../../studio/tests/read-zip.ts'

/* P29: one zip, at once, with every item of the inventory, that fits its published schema. */

const aPicture = encode({ width: 8, height: 8, data: new Uint8Array(192).fill(99), channels: 3 })
const prompt = `a fox in the snow, canary${'x'.repeat(20)}`

let partner: FakePartner
let server: TestServer
let ada: Client
let generationId: string
let imageIds: string[]

beforeAll(async () => {
  partner = await startFakePartner()
  server = await startTestServer({ partnerUrl: partner.baseUrl })
  ada = await signInAda()
  const beside = await signInAda()
  await makePictures(beside)
  const made = await makePictures(ada)
  generationId = made.id
  imageIds = made.images.flatMap(({ id }) => id ?? [])
  const bob = await signIn(server.url, { name: 'Bob', email: 'bob@example.org', age: 30 })
  await makePictures(bob)
  adaId = await findAdaId()
  await fillEverything()
})
afterAll(async () => {
  await server.dispose()
  await partner.close()
})

const signInAda = () => signIn(server.url, { name: 'Ada', email: 'ada@example.org', age: 30 })

async function makePictures(client: Client) {
  const references = [(await upload(client, aPicture)).id]
  const { id } = await start(client, { prompt, model: 'plain/picture', references, count: 2 })
  return waitFor(client, id)
}

/** Ada's account, as statements name it. */
let adaId: string

async function findAdaId(): Promise<string> {
  const told: unknown = await (await ada.request('/api/session')).json()
  const session: string = JSON.parse(JSON.stringify(told)).session.id
  const [row] = await askDatabase(server, `select account_id as id from sessions where id = '${session}'`)
  return String(row?.['id'])
}

/** A row in every table of persons, and something in every column of Ada's rows. */
async function fillEverything(): Promise<void> {
  const aReference = `(select reference from account_references where account_id = '${adaId}')`
  const aVault = `(select id from vaults where account_id = '${adaId}' limit 1)`
  const rows = [
    `insert into account_choices values ('${adaId}', 'marketing', true, 'person', now())`,
    `insert into region_choices values ('${adaId}', '{test}', now())`,
    `insert into rights_requests (id, account_reference, kind, channel, received_at, due_at, answered_at, outcome, reason) values ('req_AAAAAAAAAAAAAAAAAAAAAA', ${aReference}, 'export', 'mail', now(), now(), now(), 'refused', 'unfounded-or-excessive')`,
    `insert into audit_entries (number, at, account_reference, act, before, proof) values (1, now(), ${aReference}, 'words-opened', '\\x00', '\\x00')`,
    `insert into mails (id, account_id, kind, sealed_mail, put_at, next_at) values ('eml_AAAAAAAAAAAAAAAAAAAAAA', '${adaId}', 'news', '\\x00', now(), now() + interval '1 day')`,
    `insert into deletions (disclosure_id, account_reference, state, asked_at) select id, account_reference, 'settled', now() from disclosures where account_reference = ${aReference}`,
    `insert into tickets select 'gen_AAAAAAAAAAAAAAAAAAAAAA', worker_keys.id, ${aVault}, '\\x00' from worker_keys limit 1`,
    `update deletions set outcome = 'deleted'`,
  ]
  for (const row of rows) await askDatabase(server, row)
  const values: Readonly<Record<string, string>> = {
    text: "'filled'",
    timestamptz: 'now()',
    int2: '1',
    int4: '1',
    int8: '1',
    bytea: "'\\x00'",
    _text: "'{filled}'",
  }
  const nullable = await askDatabase(
    server,
    "select table_name as name, column_name as column, udt_name as type from information_schema.columns where table_schema = 'public' and is_nullable = 'YES'",
  )
  for (const { name, column, type } of nullable) {
    // Sealed words of one's own are put there by the route itself; who stopped everything could not go on here.
    if (['sealed_corrections', 'contact_index', 'restricted_at'].includes(String(column))) continue
    if (!(String(name) in tables) || ['answered_at', 'outcome'].includes(String(column))) continue
    // Filled above, where the row that has it was refused.
    if (name === 'rights_requests' && column === 'reason') continue
    const [table, field] = [`"${String(name)}"`, `"${String(column)}"`]
    const isFilled = `exists (select 1 from ${table} where ${field} is not null)`
    await askDatabase(server, `update ${table} set ${field} = ${values[String(type)]} where not ${isFilled}`)
  }
  const response = await ada.request('/api/rights/profile', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'Ada L.', email: 'mail@example.net' }),
  })
  expect(response.status).toBe(200)
}

async function takeExport(): Promise<ReadonlyMap<string, Buffer>> {
  const response = await ada.request('/api/rights/export', { method: 'POST' })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/zip')
  return readZip(Buffer.from(await response.arrayBuffer()))
}

const parse = (files: ReadonlyMap<string, Buffer>, name: string): unknown =>
  JSON.parse(files.get(name)?.toString('utf8') ?? 'null')

const manifestShape = z.object({
  files: z.array(z.object({ file: z.string(), schema: z.string() })),
  notGiven: z.array(z.object({ class: z.string(), column: z.optional(z.string()), why: z.string().min(20) })),
})
const rowsShape = z.array(z.record(z.string(), z.unknown()))

test('every column of every table of persons is in it, or is named with the reason why not', async () => {
  const files = await takeExport()
  const { notGiven } = manifestShape.parse(parse(files, 'manifest.json'))
  const personal = Object.entries<InventoryTable>(tables).filter(([, { owner }]) => owner !== 'none')
  for (const [name, { columns }] of personal) {
    const rows = rowsShape.parse(parse(files, `data/${name}.json`))
    expect({ name, isFilled: rows.length > 0 }).toEqual({ name, isFilled: true })
    for (const column of Object.keys(columns)) {
      const isNamed = notGiven.some((entry) => entry.class === name && entry.column === column)
      const isGiven = rows.some((row) => row[column] !== null && row[column] !== undefined)
      // Two are empty while somebody has not stopped everything, and a request that is answered has both its ends.
      const isEmptyHere = column === 'restricted_at'
      expect({ name, column, isToldOrGiven: isNamed !== isGiven || isEmptyHere }).toEqual({
        name,
        column,
        isToldOrGiven: true,
      })
    }
  }
  expect(notGiven.map((entry) => entry.class)).toEqual(expect.arrayContaining(['sign_ins', 'log', 'cookie']))
})

test('every file fits the published schema, and a changed one does not', async () => {
  const files = await takeExport()
  const published: unknown = await (await ada.request('/api/rights/export-schema')).json()
  expect(parse(files, 'schema.json')).toEqual(published)
  const schema = z.object({ $defs: z.record(z.string(), z.any()) }).parse(published)
  const manifest = manifestShape.parse(parse(files, 'manifest.json'))
  const shapeOf = (at: string) => z.fromJSONSchema(schema.$defs[at.replace('#/$defs/', '')])
  expect(shapeOf('manifest').safeParse(parse(files, 'manifest.json')).success).toBe(true)
  for (const { file, schema: at } of manifest.files) {
    expect({ file, fits: shapeOf(at).safeParse(parse(files, file)).success }).toEqual({ file, fits: true })
  }
  expect(shapeOf('sessions').safeParse([{ id: 1 }]).success).toBe(false)
})

test('the content of this browser is in it as it is, that of the other is listed with its end', async () => {
  const files = await takeExport()
  const contents = z
    .array(
      z.object({
        id: z.string(),
        kind: z.string(),
        file: z.optional(z.string()),
        why: z.optional(z.string()),
        goneAt: z.string(),
      }),
    )
    .parse(parse(files, 'contents.json'))
  const here = contents.filter(({ file }) => file !== undefined)
  const elsewhere = contents.filter(({ why }) => why !== undefined)
  expect(here).toHaveLength(4)
  expect(elsewhere).toHaveLength(4)
  for (const { file = '' } of here) expect(files.has(file)).toBe(true)
  const words = here.find(({ kind }) => kind === 'prompt')?.file ?? ''
  expect(files.get(words)?.toString('utf8')).toBe(prompt)
  for (const id of imageIds) {
    const place = here.find((object) => object.id === id)?.file ?? ''
    expect(place).toContain(generationId)
    expect(files.get(place)?.equals(await openImage(ada, id))).toBe(true)
  }
  for (const { goneAt } of elsewhere) expect(Date.parse(goneAt)).toBeGreaterThan(Date.now())
})

test('nothing of anybody else is in it, and nothing of it was written on the way', async () => {
  const files = await takeExport()
  const [bob] = await askDatabase(server, `select id from accounts where id <> '${adaId}'`)
  const all = [...files.values()].map((bytes) => bytes.toString('latin1')).join('\n')
  expect(all).not.toContain(String(bob?.['id']))
  expect(all).not.toContain('bob@example.org')
  expect(parse(files, 'profile.json')).toMatchObject({
    provider: { name: 'Ada', email: 'ada@example.org' },
    corrections: { name: 'Ada L.', email: 'mail@example.net' },
  })
  const { hits } = await scanFolders([server.folder], [prompt, 'mail@example.net', 'Ada L.'])
  expect(hits).toEqual([])
})

test('one at a time: a second is refused while the first is read', async () => {
  const first = await ada.request('/api/rights/export', { method: 'POST' })
  const both = await Promise.all([
    ada.request('/api/rights/export', { method: 'POST' }),
    ada.request('/api/rights/export', { method: 'POST' }),
  ])
  await first.arrayBuffer()
  expect(both.map(({ status }) => status)).toContain(429)
  for (const response of both) await response.arrayBuffer()
})

test('one that is broken off is no defect, and the next may begin', async () => {
  partner.behave({ kind: 'draw', sizeBytes: 8_000_000 })
  await makePictures(ada)
  const leaving = new AbortController()
  const broken = await ada.request('/api/rights/export', { method: 'POST', signal: leaving.signal })
  await broken.body?.getReader().read()

  leaving.abort()

  const again = async () => {
    const response = await ada.request('/api/rights/export', { method: 'POST' })
    return [response.status, (await response.arrayBuffer()).byteLength > 16_000_000]
  }
  await expect.poll(again, { timeout: 30_000 }).toEqual([200, true])
  expect(await readFile(server.logFile, 'utf8')).not.toContain('request-failed')
})
