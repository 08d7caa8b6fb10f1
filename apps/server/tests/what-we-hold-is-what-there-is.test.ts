import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { encode } from 'fast-png'
import { beforeAll, expect, test } from 'vitest'
import { type HeldView, heldView } from '#contract'
import {
  askDatabase,
  type Client,
  listObjectFiles,
  openPartneredServer,
  signIn,
  signOut,
  start,
  upload,
  waitFor,
} from '#testkit'

/* P25: what a person is shown is compared with a search of everything that there is, which knows no inventory. */

const aPicture = encode({ width: 8, height: 8, data: new Uint8Array(192).fill(99), channels: 3 })

const entry = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url))
const { server } = await openPartneredServer()
const ada = await signIn(server.url, { name: 'Ada', email: 'ada@example.org', age: 30 })
const bob = await signIn(server.url, { name: 'Bob', email: 'bob@example.org', age: 30 })
beforeAll(async () => {
  for (const client of [ada, ada, bob]) await makePictures(client)
  // What an operator does about her is hers to see.
  const letter = ['rights', 'enter', '--email', 'ada@example.org', '--kind', 'object']
  const args = [entry, ...letter, '--data', server.dataDir]
  const [code] = await once(spawn(process.execPath, args, { stdio: 'ignore' }), 'exit')
  expect(code).toBe(0)
})

async function makePictures(client: Client): Promise<void> {
  const references = [(await upload(client, aPicture)).id]
  for (const model of ['builtin/sketch', 'plain/picture']) {
    const { id } = await start(client, { prompt: 'a fox', model, references, count: 2 })
    expect((await waitFor(client, id)).phase).toBe('delivered')
  }
}

async function readHeld(client: Client): Promise<HeldView> {
  const response = await client.request('/api/rights/held')
  expect(response.status).toBe(200)
  return heldView.parse(await response.json())
}

/** Every word that stands for this person: her ids, her sessions', her vaults' and her requests', and her pseudonym. */
async function findWords(client: Client): Promise<string[]> {
  const told: unknown = await (await client.request('/api/session')).json()
  const session: string = JSON.parse(JSON.stringify(told)).session.id
  const account = `(select account_id from sessions where id = '${session}')`
  const rows = await askDatabase(
    server,
    `select account_id as word from sessions where id = '${session}'
     union select reference from account_references where account_id = ${account}
     union select id from sessions where account_id = ${account}
     union select id from vaults where account_id = ${account}
     union select rights_requests.id from rights_requests join account_references on reference = account_reference
       where account_id = ${account}`,
  )
  return rows.map(({ word }) => String(word))
}

/** Rows of every table in which one of the words stands. */
async function search(words: readonly string[]): Promise<Record<string, number>> {
  const names = await askDatabase(
    server,
    "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
  )
  const found: Record<string, number> = {}
  for (const { name } of names) {
    const [row] = await askDatabase(
      server,
      `select count(*)::int as count from "${name}" t where to_jsonb(t)::text ~ '${words.join('|')}'`,
    )
    if (Number(row?.['count']) > 0) found[String(name)] = Number(row?.['count'])
  }
  return found
}

const objectClasses = new Set(['prompt', 'upload', 'mask', 'partial', 'image'])

/** What is shown, table by table. */
function toTables({ classes }: HeldView): Record<string, number> {
  const shown: Record<string, number> = {}
  for (const { name, count = 0 } of classes) {
    const table = objectClasses.has(name) ? 'objects' : name
    if (count > 0) shown[table] = (shown[table] ?? 0) + count
  }
  return shown
}

test('each table that a search finds her in is shown with as many rows, and no other', async () => {
  const held = await readHeld(ada)
  expect(toTables(held)).toEqual(await search(await findWords(ada)))
  expect(held.classes.find(({ name }) => name === 'audit_entries')).toMatchObject({
    count: 2,
    oldestAt: expect.any(String),
    goneAt: expect.any(String),
  })
  expect(toTables(await readHeld(bob))).toEqual(await search(await findWords(bob)))
})

test('as many sealed files lie in the folders of her sittings as are shown, and no file of hers elsewhere', async () => {
  const files = await listObjectFiles(server)
  let others = files.length
  for (const client of [ada, bob]) {
    const vaults = (await findWords(client)).filter((word) => word.startsWith('vlt_'))
    const own = files.filter((path) => vaults.some((vault) => path.includes(`/${vault}/`)))
    expect(own).toHaveLength(toTables(await readHeld(client))['objects'] ?? 0)
    others -= own.length
  }
  expect(others).toBe(0)
})

test('no file beside the database and the sealed ones says who she is, the log neither', async () => {
  const account = (await findWords(ada)).filter((word) => word.startsWith('acc_'))
  expect(account).toHaveLength(1)
  const entries = await readdir(server.folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes('/postgres/') && !path.includes('/objects/'))
  expect(files.some((path) => path.endsWith('server.log'))).toBe(true)
  for (const path of files) {
    const text = await readFile(path, 'latin1')
    const found = [...account, 'ada@example.org', '"Ada"', 'a fox'].filter((word) => text.includes(word))
    expect({ path, found }).toEqual({ path, found: [] })
  }
})

test('every class says why and until when, and nothing is told as nothing', async () => {
  const { classes } = await readHeld(ada)
  for (const { words, purpose, recipients, retention, parts } of classes) {
    expect([words, purpose.sentence, purpose.gdpr, retention, parts[0], recipients[0]]).not.toContain('')
  }
  expect(classes.find(({ name }) => name === 'mask')).toMatchObject({ count: 0 })
  const images = classes.find(({ name }) => name === 'image')
  expect(Date.parse(images?.goneAt ?? '')).toBeGreaterThan(Date.now())
  expect(Date.parse(images?.oldestAt ?? '')).toBeLessThanOrEqual(Date.now())
  expect(classes.filter(({ count }) => count === undefined).every(({ why = '' }) => why !== '')).toBe(true)
})

test('after a sign-out only what outlasts a sitting is shown', async () => {
  const other = await signIn(server.url, { name: 'Bob', email: 'bob@example.org', age: 30 })
  await signOut(bob)
  const shown = toTables(await readHeld(other))
  expect(shown['objects']).toBeUndefined()
  expect(shown['vaults']).toBeUndefined()
  // Two pictures, a send for each.
  expect(shown['disclosures']).toBe(2)
  expect(shown).toEqual(await search(await findWords(other)))
})
