import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { signInWith, type SignInServer, startSignInServer } from '#testkit'
import { makeId, type RightsRequestId } from '#server/kernel/ids.ts'
import { Secret } from '#server/kernel/secret.ts'
import { createInstallationKey } from '#server/platform/installation-key/index.ts'
import { createLogger } from '#server/platform/logger/index.ts'
import { finishErasures } from '../erasure/finish-erasures.ts'
import type { RightsParts, Witness } from '../parts.ts'
import { fetchReceipt, receiptKeyOf } from '../receipt/held-receipts.ts'
import type { Arrival } from '../rights-request.ts'
import { listWaiting } from '../rights-requests.store.ts'
import { doRequest, exportForRequest, refuseRequest } from './answer-request.ts'
import { enterRequest } from './enter-request.ts'
import { openRequest } from './open-request.ts'

let server: SignInServer
let folder: string
let parts: RightsParts
let acts: string[]

const witness: Witness = async (_, act) => {
  acts.push(act)
}

beforeEach(async () => {
  server = await startSignInServer()
  folder = await mkdtemp(join(tmpdir(), 'gptimage-answering-'))
  acts = []
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
  await signInWith(server.newClient(), { name: 'Ada', email: 'ada@example.org', age: 30 })
})
afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

type Kind = Parameters<typeof openRequest>[1]['kind']

async function open(
  kind: Kind,
  { email = 'ada@example.org', ...more }: Partial<Arrival> & { email?: string } = {},
): Promise<RightsRequestId> {
  const arrival = { channel: 'mail', receivedAt: server.clock.now(), law: 'gdpr', ...more } as const
  const opened = await openRequest(parts, { email, kind, arrival }, witness)
  if (opened.outcome !== 'opened') throw new Error('not opened')
  return opened.id
}
const ask = async (statement: string) => (await sql.raw(statement).execute(server.database)).rows
const waiting = () => listWaiting(server.database, 10)
/** Whether a transaction stands before a lock of another. */
const hasSomebodyWaiting = async () =>
  (
    await ask(
      "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    )
  ).length > 0

test('a letter waits a month, and 45 days where it comes from California', async () => {
  const receivedAt = new Date('2026-01-31T00:00:00Z')
  await open('restrict', { receivedAt })
  await open('export', { receivedAt, law: 'ccpa' })

  expect((await waiting()).map(({ kind, dueAt }) => [kind, dueAt.toISOString()])).toEqual([
    ['restrict', '2026-02-28T00:00:00.000Z'],
    ['export', '2026-03-17T00:00:00.000Z'],
  ])
  expect(await ask('select id from accounts where restricted_at is not null')).toEqual([])
})

test('what is asked is done when it is pressed, and once', async () => {
  const id = await open('restrict')

  expect(await doRequest(parts, { id }, witness)).toEqual({ outcome: 'done' })
  expect(await doRequest(parts, { id }, witness)).toEqual({ outcome: 'not-open' })

  expect(await ask('select id from accounts where restricted_at is not null')).toHaveLength(1)
  expect(acts).toEqual(['request-opened', 'request-done'])
  expect(await waiting()).toEqual([])
})

test('a refusal says why, and does nothing', async () => {
  const id = await open('erase-account')

  expect(await refuseRequest(parts, { id, reason: 'identity-not-shown' }, witness)).toEqual({
    outcome: 'refused',
  })

  expect(await ask('select outcome, reason from rights_requests')).toEqual([
    { outcome: 'refused', reason: 'identity-not-shown' },
  ])
  expect(await ask('select id from accounts')).toHaveLength(1)
})

test('an erasure that waits is not begun by a start or a sweep', async () => {
  await open('erase-account')

  expect(await finishErasures(parts)).toBe(0)

  expect(await ask('select id from accounts')).toHaveLength(1)
  expect(await waiting()).toHaveLength(1)
})

test('an erasure that broke off is ended by the next start, and stays one act', async () => {
  const id = await open('erase-account')
  const broken = {
    ...parts,
    participants: [{ onErasing: () => Promise.reject(new Error('the process died')) }],
  }
  await expect(doRequest(broken, { id }, witness)).rejects.toThrow('the process died')
  expect(await waiting()).toEqual([])

  expect(await finishErasures(parts)).toBe(1)

  expect(await ask('select id from accounts')).toEqual([])
  expect(await ask('select outcome from rights_requests')).toEqual([{ outcome: 'done' }])
  expect(acts).toEqual(['request-opened', 'request-done'])
})

test('the receipt waits for whoever asked, under a key that is known before, also where it broke off', async () => {
  const id = await open('erase-account')
  const receiptKey = receiptKeyOf(parts, id)
  await expect(fetchReceipt(parts, receiptKey)).rejects.toMatchObject({ code: 'rights/receipt-unknown' })
  const broken = {
    ...parts,
    participants: [{ onErasing: () => Promise.reject(new Error('the process died')) }],
  }
  await expect(doRequest(broken, { id }, witness)).rejects.toThrow('the process died')
  await expect(fetchReceipt(parts, receiptKey)).rejects.toMatchObject({ code: 'rights/receipt-not-ready' })

  await finishErasures(parts)

  expect((await fetchReceipt(parts, receiptKey)).receipt.number).toBe(id)
  expect(receiptKeyOf(parts, makeId('req'))).not.toBe(receiptKey)
})

test('where somebody else asked, as for a reported account, no receipt is kept', async () => {
  const asked = { email: 'ada@example.org', kind: 'erase-account', isReceiptKept: false } as const

  expect(await enterRequest(parts, asked, witness)).toEqual({
    outcome: 'erased',
    receipt: expect.anything(),
  })

  expect(await ask('select key_index from held_receipts')).toEqual([])
})

test('content that was being erased when it broke off waits for nobody, and the next start erases it, as one act', async () => {
  const id = await open('erase-content')
  const broken = { ...parts, eraseContent: () => Promise.reject(new Error('the process died')) }
  await expect(doRequest(broken, { id }, witness)).rejects.toThrow('the process died')
  const erased: string[] = []
  const whole = { ...parts, eraseContent: async (accountId: string) => erased.push(accountId) }

  expect(await waiting()).toEqual([])
  expect(await refuseRequest(parts, { id, reason: 'identity-not-shown' }, witness)).toEqual({
    outcome: 'not-open',
  })
  expect(await finishErasures(whole)).toBe(1)
  expect(await finishErasures(whole)).toBe(0)

  expect(erased.map((accountId) => ({ id: accountId }))).toEqual(await ask('select id from accounts'))
  expect(await ask('select outcome from rights_requests')).toEqual([{ outcome: 'done' }])
  expect(acts).toEqual(['request-opened', 'request-done'])
})

test('an erasure that has begun is not refused: it ends, and its receipt is there', async () => {
  const id = await open('erase-account')
  const broken = {
    ...parts,
    participants: [{ onErasing: () => Promise.reject(new Error('the process died')) }],
  }
  await expect(doRequest(broken, { id }, witness)).rejects.toThrow('the process died')

  expect(await refuseRequest(parts, { id, reason: 'identity-not-shown' }, witness)).toEqual({
    outcome: 'not-open',
  })
  expect(await finishErasures(parts)).toBe(1)

  expect(await ask('select id from accounts')).toEqual([])
  expect((await fetchReceipt(parts, receiptKeyOf(parts, id))).receipt.number).toBe(id)
  expect(acts).toEqual(['request-opened', 'request-done'])
})

test.each<Kind>(['erase-account', 'erase-content'])(
  '%s: refused while somebody else presses it, it is refused and nothing is erased',
  async (kind) => {
    const id = await open(kind)
    let erasures = 0
    const counting = { ...parts, eraseContent: async () => (erasures += 1) }
    let pressed: ReturnType<typeof doRequest> | undefined
    const pressing: Witness = async (tx, act, subject) => {
      pressed = doRequest(counting, { id }, witness)
      await vi.waitUntil(hasSomebodyWaiting, 20_000)
      await witness(tx, act, subject)
    }

    const refused = await refuseRequest(parts, { id, reason: 'identity-not-shown' }, pressing)

    expect(refused).toEqual({ outcome: 'refused' })
    expect(await pressed).toEqual({ outcome: 'not-open' })
    expect(erasures).toBe(0)
    expect(await ask('select id from accounts')).toHaveLength(1)
    expect(await ask('select outcome from rights_requests')).toEqual([{ outcome: 'refused' }])
    expect(acts).toEqual(['request-opened', 'request-refused'])
  },
)

test.each<Kind>(['erase-account', 'erase-content'])(
  '%s: pressed while somebody else refuses it, it is erased and not refused',
  async (kind) => {
    const id = await open(kind)
    let refused: ReturnType<typeof refuseRequest> | undefined
    const refusing: Witness = async (tx, act, subject) => {
      refused = refuseRequest(parts, { id, reason: 'identity-not-shown' }, witness)
      await vi.waitUntil(hasSomebodyWaiting, 20_000)
      await witness(tx, act, subject)
    }

    expect(await doRequest(parts, { id }, refusing)).toMatchObject({ outcome: 'done' })

    expect(await refused).toEqual({ outcome: 'not-open' })
    expect(await ask('select outcome from rights_requests')).toEqual([{ outcome: 'done' }])
    expect(acts).toEqual(['request-opened', 'request-done'])
  },
)

test('of two letters the one that is pressed is begun', async () => {
  await open('erase-account')
  const id = await open('erase-account')

  expect(await doRequest(parts, { id }, witness)).toMatchObject({
    receipt: { receipt: { number: id } },
    receiptKey: receiptKeyOf(parts, id),
  })
})

test('an export that is entered waits until it is given', async () => {
  const entered = await enterRequest(parts, { email: 'ada@example.org', kind: 'export' }, witness)
  if (entered.outcome !== 'exported') throw new Error('not exported')
  for await (const _ of entered.zip) expect(await waiting()).toHaveLength(1)
  expect(await waiting()).toHaveLength(1)

  expect(await entered.sayGiven()).toBe(true)

  expect(await waiting()).toEqual([])
  expect(acts).toEqual(['request-opened', 'export-made', 'request-done'])
  expect(await entered.sayGiven()).toBe(false)
})

test.each<Kind>(['object', 'restrict', 'erase-account'])(
  '%s: where it cannot be put on the record it is not done',
  async (kind) => {
    const id = await open(kind)
    const before = JSON.stringify([
      await ask('select * from accounts'),
      await ask('select * from account_choices'),
      await ask('select * from sessions'),
    ])
    const unable: Witness = () => Promise.reject(new Error('no record'))

    await expect(doRequest(parts, { id }, unable)).rejects.toThrow('no record')

    const after = [
      await ask('select * from accounts'),
      await ask('select * from account_choices'),
      await ask('select * from sessions'),
    ]
    expect(JSON.stringify(after)).toBe(before)
    expect(await waiting()).toHaveLength(1)
  },
)

test('who did it themselves meanwhile, and who was never found, is answered with that', async () => {
  const first = await open('export')
  const second = await open('restrict', { email: 'nobody@example.org' })
  await enterRequest(parts, { email: 'ada@example.org', kind: 'erase-account' }, witness)

  expect(await exportForRequest(parts, first, witness)).toBeUndefined()
  expect(await doRequest(parts, { id: first }, witness)).toEqual({ outcome: 'not-found' })
  expect(await doRequest(parts, { id: second }, witness)).toEqual({ outcome: 'not-found' })
  expect(await waiting()).toEqual([])
})
