import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type AccountId, makeId, parseId } from '#server/kernel/ids.ts'
import { Secret } from '#server/kernel/secret.ts'
import { findAccountReference } from '#server/domains/identity/index.ts'
import { createInstallationKey } from '#server/platform/installation-key/index.ts'
import { createLogger } from '#server/platform/logger/index.ts'
import { signInWith, type SignInServer, startSignInServer } from '#testkit'
import * as z from 'zod/mini'
import { createRights } from '../index.ts'
import type { Person, RightsParts } from '../parts.ts'
import { fetchReceipt } from '../receipt/held-receipts.ts'
import { insertRequest } from '../rights-requests.store.ts'
import { verifyReceipt } from '../receipt/verify-receipt.ts'
import { eraseAccount } from './erase-account.ts'
import { finishErasures, replayTombstones } from './finish-erasures.ts'

let server: SignInServer
let folder: string
let parts: RightsParts
let ada: Person
let bob: Person

beforeEach(async () => {
  server = await startSignInServer()
  folder = await mkdtemp(join(tmpdir(), 'gptimage-erasing-'))
  parts = {
    database: server.database,
    clock: server.clock,
    logger: createLogger({ level: 'silent' }),
    installationKey: createInstallationKey(new Secret('7'.repeat(64))),
    policyVersion: 2,
    publicUrl: new URL(server.url),
    identity: server.identity,
    vaults: { openReader: async () => undefined },
    eraseContent: async () => 0,
    cancelWork: async () => undefined,
    participants: [],
    tombstones: { path: join(folder, 'tombstones'), isLossAccepted: false },
  }
  ada = await register('Ada')
  bob = await register('Bob')
})
afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

async function register(name: string): Promise<Person> {
  const client = server.newClient()
  await signInWith(client, { name, email: `${name}@example.org`, age: 30 })
  const session = z.object({ accountId: z.string() })
  const told = session.parse(await (await client.request('/api/session')).json())
  const accountId = parseId('acc', told.accountId)
  if (accountId === undefined) throw new Error('not signed in')
  return { accountId, accountReference: await findAccountReference(server.database, accountId) }
}

async function rowsOf(table: string): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(
    server.database,
  )
  return rows
}

const isThere = async (accountId: AccountId) =>
  (await rowsOf('accounts')).some((row) => row['id'] === accountId)

async function countTombstones(): Promise<number> {
  const text = await readFile(parts.tombstones.path, 'utf8')
  return text.split('\n').length - 1
}

test('an erased account is gone, its request is answered, and the receipt is genuine', async () => {
  const given = await eraseAccount(parts, ada)

  expect(await isThere(ada.accountId)).toBe(false)
  expect(await rowsOf('accounts')).toHaveLength(1)
  expect(await rowsOf('sessions')).toHaveLength(1)
  expect(await rowsOf('rights_requests')).toMatchObject([
    { account_reference: ada.accountReference, kind: 'erase-account', channel: 'self', outcome: 'done' },
  ])
  const verdict = verifyReceipt(given, parts.installationKey.publicKey('receipt'))
  expect(verdict).toEqual({ isGenuine: true, receipt: given.receipt })
  expect(given.receipt.erased).toContainEqual({ what: 'sessions', rows: 1 })
  expect(JSON.stringify(given)).not.toContain(ada.accountReference)
  expect(JSON.stringify(given)).not.toContain(ada.accountId)
})

test('a receipt in which a word was changed, or which another installation signed, is not genuine', async () => {
  const given = await eraseAccount(parts, ada)
  const key = parts.installationKey.publicKey('receipt')
  const changed = { ...given, receipt: { ...given.receipt, remains: [] } }
  expect(verifyReceipt(changed, key)).toMatchObject({ isGenuine: false })
  const other = createInstallationKey(new Secret('8'.repeat(64))).publicKey('receipt')
  expect(verifyReceipt(given, other)).toMatchObject({ isGenuine: false })
  expect(verifyReceipt({ hello: 1 }, key)).toMatchObject({ isGenuine: false })
})

const broken = new Error('broken')
const refuse = sql`create or replace function refuse() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$`

/** Where an erasure can be cut off, each as near to a kill there as a test can come. */
const cuts: readonly [string, () => Promise<() => Promise<void>>][] = [
  [
    'before the list of what partners hold',
    async () => {
      const whole = parts
      parts = { ...parts, participants: [{ onErasing: () => Promise.reject(broken) }] }
      return async () => void (parts = whole)
    },
  ],
  [
    'before the row goes',
    async () => {
      await refuse.execute(server.database)
      await sql`create trigger cut before delete on accounts for each row execute function refuse()`.execute(
        server.database,
      )
      return async () => void (await sql`drop trigger cut on accounts`.execute(server.database))
    },
  ],
  [
    'before the tombstone is written',
    async () => {
      const whole = parts
      const path = join(folder, 'not-there', 'tombstones')
      parts = { ...parts, tombstones: { path, isLossAccepted: false } }
      return async () => void (parts = whole)
    },
  ],
  [
    'after the tombstone and before the commit',
    async () => {
      await refuse.execute(server.database)
      await sql`create trigger cut before update on tombstone_chain for each row when (new.count > old.count) execute function refuse()`.execute(
        server.database,
      )
      return async () => void (await sql`drop trigger cut on tombstone_chain`.execute(server.database))
    },
  ],
]

test.each(cuts)(
  'cut off %s, nobody is signed in any more, and the next round ends it',
  async (_where, cut) => {
    const mend = await cut()

    await expect(eraseAccount(parts, ada)).rejects.toThrow()
    expect(await isThere(ada.accountId)).toBe(true)
    expect(await rowsOf('sessions')).toHaveLength(1)
    await mend()
    expect(await finishErasures(parts)).toBe(1)

    expect(await isThere(ada.accountId)).toBe(false)
    expect(await rowsOf('accounts')).toHaveLength(1)
    expect(await countTombstones()).toBeGreaterThan(0)
    expect(await rowsOf('rights_requests')).toMatchObject([{ outcome: 'done' }])
    expect(await finishErasures(parts)).toBe(0)
  },
)

test('cut off after the tombstone, the next start ends it without a second one', async () => {
  const [, cut] = cuts[3] ?? []
  const mend = await cut?.()
  await expect(eraseAccount(parts, ada)).rejects.toThrow()
  await mend?.()

  expect(await replayTombstones(parts)).toBe(1)

  expect(await isThere(ada.accountId)).toBe(false)
  expect(await countTombstones()).toBe(1)
  expect(await rowsOf('rights_requests')).toMatchObject([{ outcome: 'done' }])
})

test('a request whose account is gone already is answered, and not looked at for ever', async () => {
  await eraseAccount(parts, ada)
  await sql`update rights_requests set answered_at = null, outcome = null`.execute(server.database)
  expect(await finishErasures(parts)).toBe(0)
  expect(await rowsOf('rights_requests')).toMatchObject([{ outcome: 'done' }])
})

test('one that was asked for a moment ago is left to whoever is at it', async () => {
  const mend = await cuts[0]?.[1]()
  await expect(eraseAccount(parts, ada)).rejects.toThrow()
  await mend?.()
  expect(await finishErasures(parts, { graceMs: 30_000 })).toBe(0)
  server.clock.advance(30_000)
  expect(await finishErasures(parts, { graceMs: 30_000 })).toBe(1)
})

test('a request that waits for its answer erases nobody, and is answered by the erasure when it comes', async () => {
  const day = new Date(server.clock.now().getTime() - 7 * 24 * 60 * 60 * 1000)
  await insertRequest(server.database, {
    id: makeId('req'),
    accountReference: ada.accountReference,
    kind: 'erase-account',
    channel: 'form',
    receivedAt: day,
    dueAt: day,
  })
  expect(await finishErasures(parts)).toBe(0)
  expect(await isThere(ada.accountId)).toBe(true)

  const { receipt } = await eraseAccount(parts, ada)

  expect(receipt.requestedAt).toBe(day.toISOString())
  expect(await rowsOf('rights_requests')).toMatchObject([{ channel: 'form', outcome: 'done' }])
})

const notReady = expect.objectContaining({ code: 'rights/receipt-not-ready' })
const unknown = expect.objectContaining({ code: 'rights/receipt-unknown' })

test.each(cuts)(
  'cut off %s, whoever has the key is told to wait, and has the receipt when it ends',
  async (_, cut) => {
    const receiptKey = makeId('rky')
    await expect(fetchReceipt(parts, receiptKey)).rejects.toEqual(unknown)
    const mend = await cut()
    await expect(eraseAccount(parts, ada, { receiptKey })).rejects.toThrow()
    await mend()
    await expect(fetchReceipt(parts, receiptKey)).rejects.toEqual(notReady)

    await replayTombstones(parts)
    await finishErasures(parts)

    const given = await fetchReceipt(parts, receiptKey)
    expect(verifyReceipt(given, parts.installationKey.publicKey('receipt'))).toMatchObject({
      isGenuine: true,
    })
    expect(given.receipt.remains).toContainEqual(expect.objectContaining({ what: 'held_receipts', rows: 1 }))
    await expect(fetchReceipt(parts, makeId('rky'))).rejects.toEqual(unknown)
  },
)

test('a receipt is told once more for thirty days, and lies sealed under what its key cannot be made from', async () => {
  const receiptKey = makeId('rky')
  const given = await eraseAccount(parts, ada, { receiptKey })
  expect(await fetchReceipt(parts, receiptKey)).toEqual(given)
  const rows = JSON.stringify([await rowsOf('held_receipts'), await rowsOf('rights_requests')])
  for (const open of [receiptKey, Buffer.from(receiptKey).toJSON().data.join(','), given.signature.value])
    expect(rows).not.toContain(open)
  expect(await rowsOf('rights_requests')).toMatchObject([{ receipt_index: null }])

  const { sweep } = createRights(parts)
  server.clock.advance(30 * 24 * 60 * 60 * 1000 - 1)
  await sweep()
  expect(await fetchReceipt(parts, receiptKey)).toEqual(given)
  server.clock.advance(1)
  await sweep()
  await expect(fetchReceipt(parts, receiptKey)).rejects.toEqual(unknown)
})

test('what is asked of others is listed while the link is there, and named on the receipt', async () => {
  const until = new Date('2026-12-01T00:00:00Z')
  const seen: unknown[] = []
  const participant: RightsParts['participants'][number] = {
    async onErasing(tx, person) {
      seen.push(await findAccountReference(tx, person.accountId))
      return [{ recipient: 'Example AI', items: 3, state: 'asked-to-delete', until }]
    },
  }

  const { receipt } = await eraseAccount({ ...parts, participants: [participant] }, ada)

  expect(seen).toEqual([ada.accountReference])
  expect(receipt.elsewhere).toEqual([
    { recipient: 'Example AI', items: 3, state: 'asked-to-delete', until: until.toISOString() },
  ])
})

test('asked for twice at once, an account is erased once and the second is told that it is gone', async () => {
  const outcomes = await Promise.allSettled([eraseAccount(parts, ada), eraseAccount(parts, ada)])
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await countTombstones()).toBe(1)
  expect(await rowsOf('rights_requests')).toHaveLength(1)
})

test('tombstones past their time are let go, and what must be there is still known', async () => {
  await eraseAccount(parts, ada)
  server.clock.advance(401 * 24 * 60 * 60 * 1000)
  await replayTombstones(parts)
  await eraseAccount(parts, bob)
  expect(await replayTombstones(parts)).toBe(0)
  const text = await readFile(parts.tombstones.path, 'utf8')
  expect(text).not.toContain(ada.accountId)
  expect(text).toContain(bob.accountId)
})
