import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { disclosurePage, partnerList } from '#contract'
import type { EnabledPartner, HandlingTerms } from '#partner-spec'
import { defaultLimits } from '#server/config/limits.ts'
import { createCatalogue } from '#server/domains/models/index.ts'
import { type AccountId, type AccountReference, makeId } from '#server/kernel/ids.ts'
import { createLogger } from '#server/platform/logger/index.ts'
import { sql } from 'kysely'
import { sendAlone } from '#server/platform/postgres/index.ts'
import {
  createTestClock,
  createTestDatabase,
  plainPartner,
  type TestClock,
  type TestDatabase,
} from '#testkit'
import { agreeToPartner } from './agreements/agree-to-partner.ts'
import { deleteConsent, storeRegions } from './agreements/agreements.store.ts'
import { listPartners } from './agreements/list-partners.ts'
import { requirePermission } from './agreements/require-permission.ts'
import { versionOfTerms } from './agreements/terms-version.ts'
import { requestDeletions } from './deletions/request-deletions.ts'
import type { SettledDisclosure } from './disclosure.ts'
import { recordingDisclosure, settleDisclosure } from './disclosures.ts'
import { createDisclosures } from './index.ts'
import { readCursor } from './ledger-cursor.ts'
import { listDisclosures } from './list-disclosures.ts'

const hour = 3_600_000
const base = plainPartner({ baseUrl: 'http://127.0.0.1:9', slots: 1 })

function partnerOf(id: string, change: Partial<HandlingTerms> = {}): EnabledPartner {
  const { description } = base
  const terms: HandlingTerms = {
    ...description.terms,
    inputRetentionSeconds: 3_600,
    outputRetentionSeconds: 60,
    logRetentionSeconds: 0,
    ...change,
  }
  const models = description.models.map((model) => ({ ...model, id: `${id}/picture` }))
  const deletion = terms.deletion === 'api' ? base.deletion : { kind: 'not-possible' as const }
  return { ...base, deletion, description: { ...description, id, name: `The ${id}`, terms, models } }
}

const processor = (name: string) => ({ name, role: 'processor' as const })

const api = partnerOf('api', { deletion: 'api', region: 'EU' })
const none = partnerOf('none', {
  deletion: 'none',
  region: 'US',
  onwardRecipients: [processor('Cloud Inc.')],
})
const zero = partnerOf('zero', { deletion: 'api', inputRetentionSeconds: 0, outputRetentionSeconds: 0 })
const catalogue = createCatalogue({ partners: [api, none, zero] })

let db: TestDatabase
let clock: TestClock
let parts: Parameters<typeof createDisclosures>[0]
let accountId: AccountId
let accountReference: AccountReference
beforeAll(async () => {
  db = await createTestDatabase()
})
beforeEach(async () => {
  clock = createTestClock()
  const { database } = db
  parts = {
    database,
    catalogue,
    clock,
    logger: createLogger({ level: 'silent' }),
    listener: { listen: async () => undefined, close: async () => undefined },
    limits: defaultLimits,
    findAtWork: async () => new Set(),
  }
  ;[accountId, accountReference] = await openAccount()
  for (const { description } of [api, none, zero]) await agree(description.id)
})
afterAll(() => db.close())

async function openAccount(): Promise<[AccountId, AccountReference]> {
  const [account, reference] = [makeId('acc'), makeId('ref')]
  const nothing = Buffer.alloc(0)
  await db.database
    .insertInto('accounts')
    .values({
      id: account,
      subject_index: Buffer.from(account),
      email_index: nothing,
      sealed_profile: nothing,
      age_threshold: 16,
      created_on: '2026-11-24',
    })
    .execute()
  await db.database.insertInto('account_references').values({ account_id: account, reference }).execute()
  return [account, reference]
}

function agree(partnerId: string, termsVersion?: string): Promise<void> {
  const partner = catalogue.partners().find(({ description }) => description.id === partnerId)
  const version = termsVersion ?? (partner && versionOfTerms(partner.description.terms)) ?? ''
  return agreeToPartner(parts, { accountId, partnerId, termsVersion: version })
}

const send = (partner: EnabledPartner, change: { sizeBytes?: number } = {}) =>
  sendAlone(
    db.database,
    recordingDisclosure(
      db.database,
      {
        accountId,
        accountReference,
        generationId: makeId('gen'),
        attempt: 1,
        partner: partner.description,
        modelId: `${partner.description.id}/picture`,
        contentKinds: ['prompt', 'upload'],
        sizeBytes: 1_000,
        at: clock.now(),
        workEndsBy: new Date(clock.now().getTime() + 600_000),
        ...change,
      },
      (mayLeave) => sql`select 1 where ${mayLeave}`,
    ),
  )

async function sent(partner: EnabledPartner, evidence: NonNullable<SettledDisclosure['evidence']> = {}) {
  const disclosureId = await send(partner)
  if (disclosureId === undefined) throw new Error('nothing was recorded')
  const at = clock.now()
  await settleDisclosure(db.database, {
    disclosureId,
    state: 'sent',
    partnerRequestId: 'r-1',
    evidence,
    at,
  })
  return disclosureId
}

const list = async (change: Partial<Parameters<typeof listDisclosures>[1]> = {}) => {
  const asked = { accountReference, after: undefined, partnerId: undefined, generation: undefined }
  return disclosurePage.parse(await listDisclosures(parts, { ...asked, ...change }))
}

test('a row says who, what, where, under which terms and until when; what was never settled is unknown', async () => {
  const id = await sent(none, { zeroRetention: true, region: 'us-east' })
  clock.advance(1_000)
  const open = await send(api)

  const { disclosures } = await list()
  expect(disclosures.map((row) => [row.id, row.state])).toEqual([
    [open, 'unknown'],
    [id, 'sent'],
  ])
  expect(disclosures[1]).toMatchObject({
    partnerId: 'none',
    partner: 'The none',
    model: 'none/picture',
    kinds: ['prompt', 'upload'],
    sizeBytes: 1_000,
    partnerRequestId: 'r-1',
    evidence: { zeroRetention: true, region: 'us-east' },
    terms: { region: 'US', inputRetentionSeconds: 3_600, onwardRecipients: ['Cloud Inc.'] },
    recordedAt: '2026-11-24T12:00:00.000Z',
    // The longest retention, from when its work is over at the latest.
    heldUntil: '2026-11-24T13:10:00.000Z',
  })
})

test('pages follow each other without a gap or a double, whatever is written meanwhile', async () => {
  const ids: (string | undefined)[] = []
  for (let index = 0; index < 120; index += 1) {
    // Many in one millisecond: the place of a page is a moment and an id.
    if (index % 40 === 0) clock.advance(1)
    ids.push(await send(api))
  }
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page = await list({ after: readCursor(cursor) })
    seen.push(...page.disclosures.map(({ id }) => id))
    cursor = page.next ?? null
    clock.advance(1)
    await send(api)
  } while (cursor !== null)
  expect(seen).toHaveLength(120)
  expect(new Set(seen)).toEqual(new Set(ids))
})

test.each(['', '12', 'x.dsc_0123456789012345678901', "1.dsc_0' or true--"])('"%s" is no cursor', (text) => {
  expect(() => readCursor(text)).toThrow('http/invalid-parameter')
})

test('nobody reads the rows of another, whatever is asked for', async () => {
  await sent(api)
  const mine = await list()
  const [, other] = await openAccount()
  expect(await list({ accountReference: other })).toEqual({ disclosures: [] })
  expect(await list({ accountReference: other, generation: mine.disclosures[0]?.generationId })).toEqual({
    disclosures: [],
  })
  expect(await list({ partnerId: 'none' })).toEqual({ disclosures: [] })
  expect(await list({ generation: 'nonsense' })).toEqual({ disclosures: [] })
  expect((await list({ generation: mine.disclosures[0]?.generationId })).disclosures).toHaveLength(1)
})

test('each partner is summed, with what it may still hold', async () => {
  await sent(api)
  await send(api, { sizeBytes: 50 })
  await sent(zero)
  const { partners, regions } = partnerList.parse(await listPartners(parts, { accountId, accountReference }))
  expect(regions).toEqual(['EU', 'US', 'test'])
  expect(partners).toMatchObject([
    {
      id: 'api',
      isAgreed: true,
      sent: {
        sends: 2,
        sizeBytes: 1_050,
        kinds: ['prompt', 'upload'],
        held: 2,
        heldUntil: '2026-11-24T13:10:00.000Z',
      },
    },
    { id: 'none', isAgreed: true, isRegionAllowed: true },
    { id: 'zero', sent: { sends: 1, held: 0 } },
  ])
  expect(partners[1]?.sent).toBeUndefined()
  clock.advance(2 * hour)
  const later = await listPartners(parts, { accountId, accountReference })
  expect(later.partners[0]?.sent).toMatchObject({ sends: 2, held: 0 })
  expect(later.partners[0]?.sent?.heldUntil).toBeUndefined()
})

test('a partner is used only by who agreed to it, to these very terms, and has not taken it back', async () => {
  const permission = { accountId, partner: api.description }
  await requirePermission(db.database, permission)
  await expect(agree('api', 'other-terms')).rejects.toThrow('disclosures/terms-changed')
  await expect(agree('nobody')).rejects.toThrow('disclosures/partner-unknown')

  const changed = partnerOf('api', { ...api.description.terms, onwardRecipients: [processor('A third')] })
  await expect(
    requirePermission(db.database, { accountId, partner: changed.description }),
  ).rejects.toMatchObject({ code: 'disclosures/partner-not-agreed', facts: { partner: 'api' } })
  expect(await send(changed)).toBeUndefined()

  await deleteConsent(db.database, { accountId, partnerId: 'api' })
  await expect(requirePermission(db.database, permission)).rejects.toThrow('disclosures/partner-not-agreed')
  expect(await send(api)).toBeUndefined()
  expect(await list()).toEqual({ disclosures: [] })
})

test('that a partner’s terms were looked at again asks nobody anew', async () => {
  const seen = partnerOf('api', {
    ...api.description.terms,
    evidence: { ...api.description.terms.evidence, checkedOn: '2026-12-24' },
  })
  await requirePermission(db.database, { accountId, partner: seen.description })
})

test('who keeps to regions is refused a partner elsewhere, also at the last moment', async () => {
  const choose = (regions: string[] | undefined) =>
    storeRegions(db.database, { accountId, regions, at: clock.now() })
  await choose(['EU'])
  await requirePermission(db.database, { accountId, partner: api.description })
  await expect(
    requirePermission(db.database, { accountId, partner: none.description }),
  ).rejects.toMatchObject({ code: 'disclosures/region-not-allowed' })
  expect([await send(none), typeof (await send(api))]).toEqual([undefined, 'string'])
  await choose([])
  expect(await send(api)).toBeUndefined()
  await choose(undefined)
  expect(typeof (await send(none))).toBe('string')
})

const ask = (scope: Parameters<typeof requestDeletions>[1]['scope']) =>
  requestDeletions(parts, { accountReference, scope })
const deletionOf = async (id: string) => (await list()).disclosures.find((row) => row.id === id)?.deletion

test('asked for, each send has the end that is true of it, or waits for the partner', async () => {
  const [waiting, impossible, never] = [await sent(api), await sent(none), await sent(zero)]
  const failed = await send(api)
  if (failed === undefined) throw new Error('nothing was recorded')
  await settleDisclosure(db.database, { disclosureId: failed, state: 'failed', at: clock.now() })

  expect(await ask('all')).toEqual({ asked: 3, waiting: 1, inWriting: 0, settled: 2 })
  expect(await deletionOf(waiting)).toMatchObject({ state: 'waiting', attempts: 0 })
  expect(await deletionOf(impossible)).toMatchObject({ state: 'settled', outcome: 'not-possible-before' })
  expect(await deletionOf(failed)).toMatchObject({ state: 'settled', outcome: 'never-stored' })
  // Of what is not held any more nothing need be asked, unless it is named.
  expect(await deletionOf(never)).toBeUndefined()
  expect(await ask({ disclosureId: never })).toEqual({ asked: 1, waiting: 0, inWriting: 0, settled: 1 })
  expect(await deletionOf(never)).toMatchObject({ outcome: 'never-stored' })
})

test('what is past its time has expired', async () => {
  const id = await sent(none)
  clock.advance(2 * hour)
  expect(await ask('all')).toMatchObject({ asked: 0 })
  await ask({ disclosureId: id })
  expect(await deletionOf(id)).toMatchObject({ state: 'settled', outcome: 'expired' })
})

test('asking again changes nothing, and one partner is not the other', async () => {
  const [first, second] = [await sent(api), await sent(none)]
  expect(await ask({ partnerId: 'api' })).toEqual({ asked: 1, waiting: 1, inWriting: 0, settled: 0 })
  const asked = await deletionOf(first)
  clock.advance(5_000)
  expect(await ask({ partnerId: 'api' })).toMatchObject({ asked: 0, waiting: 1 })
  expect(await deletionOf(first)).toEqual(asked)
  expect(await deletionOf(second)).toBeUndefined()
})

test('what another was sent cannot be named, and looks like what is not there', async () => {
  const id = await sent(api)
  ;[accountId, accountReference] = await openAccount()
  await expect(ask({ disclosureId: id })).rejects.toThrow('disclosures/not-found')
  await expect(ask({ disclosureId: makeId('dsc') })).rejects.toThrow('disclosures/not-found')
  expect(await ask('all')).toEqual({ asked: 0, waiting: 0, inWriting: 0, settled: 0 })
})

test('a partner that is not used here any more can only be written to', async () => {
  const id = await sent(api)
  parts = { ...parts, catalogue: createCatalogue({ partners: [none] }) }
  expect(await ask('all')).toEqual({ asked: 1, waiting: 0, inWriting: 1, settled: 0 })
  expect((await list()).disclosures[0]).toMatchObject({ id, partner: 'api', deletion: { state: 'to-write' } })
})

test('an erasure builds the same list in its own transaction, before the account goes, and it stays', async () => {
  const [waiting, impossible] = [await sent(api), await sent(none)]
  const disclosures = createDisclosures(parts)
  const erase = (isUndone: boolean) =>
    db.database.transaction().execute(async (tx) => {
      const written = await disclosures.askForErasure(tx, accountReference)
      await tx.deleteFrom('accounts').where('id', '=', accountId).execute()
      if (isUndone) throw new Error('undone')
      return written
    })
  await expect(erase(true)).rejects.toThrow('undone')
  expect(await deletionOf(waiting)).toBeUndefined()

  const written = await erase(false)
  expect(written.map(({ disclosureId, state }) => [disclosureId, state]).toSorted()).toEqual(
    [
      [waiting, 'waiting'],
      [impossible, 'settled'],
    ].toSorted(),
  )
  expect(written.find(({ state }) => state === 'settled')).toMatchObject({
    partnerId: 'none',
    outcome: 'not-possible-before',
    heldUntil: new Date('2026-11-24T13:10:00Z'),
  })
  expect((await list()).disclosures).toHaveLength(2)
  expect(await send(api)).toBeUndefined()
})

test('everybody’s deletions are counted by what came of them, and what is open as such', async () => {
  await db.database.deleteFrom('deletions').execute()
  const { countDeletionsByOutcome } = createDisclosures(parts)
  expect(Object.values(await countDeletionsByOutcome())).toEqual([0, 0, 0, 0, 0, 0])
  await sent(api)
  await sent(none)
  await ask('all')
  ;[accountId, accountReference] = await openAccount()
  for (const { description } of [none, zero]) await agree(description.id)
  await sent(none)
  await ask({ disclosureId: await sent(zero) })
  await ask('all')

  expect(await countDeletionsByOutcome()).toEqual({
    deleted: 0,
    'never-stored': 1,
    expired: 0,
    'requested-in-writing': 0,
    'not-possible-before': 2,
    open: 1,
  })
})

test('after thirteen months a row is forgotten, with what was asked about it', async () => {
  await sent(api)
  await ask('all')
  clock.advance(395 * 24 * hour)
  const { sweep } = createDisclosures(parts)
  await sweep()
  expect((await list()).disclosures).toHaveLength(1)
  clock.advance(24 * hour)
  await sweep()
  expect((await list()).disclosures).toEqual([])
  const left = await db.database
    .selectFrom('deletions')
    .where('account_reference', '=', accountReference)
    .select('state')
    .execute()
  expect(left).toEqual([])
})
