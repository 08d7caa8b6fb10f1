import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EnabledPartner, HandlingTerms } from '#partner-spec'
import { makeId } from '#server/kernel/ids.ts'
import { createTestClock, createTestDatabase, type TestDatabase } from '#testkit'
import type { Look, TrustParts } from '../parts.ts'
import { checkAges } from './ages.ts'
import { checkBooks } from './books.ts'
import { checkBytes } from './bytes.ts'
import { checkClocks } from './clocks.ts'
import { checkDeletions } from './deletions.ts'
import { checkServerFences } from './fences.ts'
import { checkLog } from './log.ts'
import { checkPartners } from './partners.ts'
import { checkRecord } from './record.ts'
import { checkRetention } from './retention.ts'
import { checkSchema } from './schema.ts'
import { checkSends } from './sends.ts'
import { checkTombstones } from './tombstones.ts'
import { checkVaults } from './vaults.ts'

/* Each check is good of a database as it should be, and bad of one with its fault in it. */

let test_: TestDatabase
beforeAll(async () => {
  test_ = await createTestDatabase()
})
afterAll(() => test_.close())

const clock = createTestClock(new Date())

function look(change: Partial<TrustParts> = {}): Look {
  const parts = {
    database: test_.database,
    clock,
    partners: [],
    rights: { lookAtTombstones: async () => ({ listed: 3, standing: 0 }) },
    ...change,
  }
  // Only what these checks are handed; a fuller one would say less.
  return { parts, startedAt: clock.now(), server: undefined } as unknown as Look // oxlint-disable-line typescript/no-unsafe-type-assertion
}

const account = `insert into accounts (id, subject_index, email_index, sealed_profile, age_threshold, created_on)
  values ('acc', 'a', 'a', 'a', 18, now())`
const session = `insert into sessions (token_hash, id, account_id, signed_in_at, last_seen_at, expires_at)
  values ('t', 'ses', 'acc', now(), now(), now() + interval '1 day')`
const vault = (used: string, ends: string) => `insert into vaults
  (id, session_id, account_id, public_key, wrapped_private_key, wrap_salt, opened_at, last_used_at, expires_at)
  values ('vlt', 'ses', 'acc', 'k', 'k', 'k', now(), now() - interval '${used}', now() + interval '${ends}')`
const generation = (
  disclosed: string,
) => `insert into generations (id, account_id, phase, model_id, partner_id, width_px,
  height_px, image_count, seed, background, credits_per_image, disclosed, idempotency_index, request_fingerprint, created_at)
  values ('gen', 'acc', 'running', 'm', 'p', 1, 1, 1, 1, 'scene', 1, '${disclosed}', 'i', 'f', now())`
const disclosure = `insert into disclosures values ('dsc', 'ref', 'gen', 1, 'p', '{}', 'm', '{prompt}', 1, 'EU', '{}', 'sent',
  null, now(), now(), now())`

const faults: readonly (readonly [
  string,
  (look: Look) => Promise<{ outcome: string }>,
  readonly string[],
])[] = [
  ['a column nobody named', checkSchema, ['alter table accounts add column access_token text']],
  ['a column that is gone', checkSchema, ['alter table accounts drop column restricted_at']],
  ['a key that nobody used for too long', checkVaults, [account, session, vault('62 minutes', '1 hour')]],
  ['a key past its day', checkVaults, [account, session, vault('0', '-2 minutes')]],
  [
    'bytes that outlast their keys',
    checkBytes,
    [`insert into vault_remains values ('v', now() - interval '61 seconds')`],
  ],
  [
    'a device that is remembered too long',
    checkRetention,
    [
      account,
      session,
      `update sessions set device_family = 'Firefox on Linux', signed_in_at = now() - interval '8 days'`,
    ],
  ],
  [
    'an answered request past its years',
    checkRetention,
    [
      `insert into rights_requests values ('r', null, 'export', 'mail', now() - interval '1099 days', now(), now(), 'done')`,
    ],
  ],
  [
    'a book of somebody long gone',
    checkRetention,
    [
      `insert into credit_balances values ('gone', 1, 0)`,
      `insert into credit_entries (account_reference, kind, amount, operation, recorded_at)
      values ('gone', 'grant', 1, 'x', now() - interval '2600 days')`,
    ],
  ],
  [
    'a worker’s key older than an hour',
    checkRetention,
    [
      `insert into worker_keys values ('k', 'w', 'p', 'p', now() - interval '2 hours', now(), now() + interval '1 day')`,
    ],
  ],
  ['somebody too young', checkAges, [account, 'update accounts set age_threshold = 12']],
  ['a send without a row', checkSends, [account, generation('sent')]],
  ['a row without a send', checkSends, [account, generation('nothing'), disclosure]],
  [
    'a deletion that nobody asks for',
    checkDeletions,
    [
      disclosure,
      `insert into deletions (disclosure_id, account_reference, state, asked_at, next_at)
      values ('dsc', 'ref', 'waiting', now(), now() - interval '61 minutes')`,
    ],
  ],
  [
    'a balance that its entries do not make',
    checkBooks,
    [
      `insert into credit_balances values ('ref', 5, 0)`,
      `insert into credit_entries (account_reference, kind, amount, operation, recorded_at) values ('ref', 'grant', 4, 'x', now())`,
    ],
  ],
  [
    'entries without a balance',
    checkBooks,
    [
      `insert into credit_entries (account_reference, kind, amount, operation, recorded_at) values ('ref', 'grant', 4, 'x', now())`,
    ],
  ],
]

test.each(faults)('%s is seen', async (_what, check, statements) => {
  expect(await check(look())).toMatchObject({ outcome: 'good' })
  const undone = new Error('undone')
  const changed = test_.database.transaction().execute(async (tx) => {
    for (const statement of statements) await sql.raw(statement).execute(tx)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a transaction reads as its database does
    expect(await check(look({ database: tx as unknown as TrustParts['database'] }))).toMatchObject({
      outcome: 'bad',
    })
    throw undone
  })
  await expect(changed).rejects.toBe(undone)
})

test('what keeps within every limit is good', async () => {
  const undone = new Error('undone')
  const statements = [account, session, vault('10 minutes', '1 hour'), generation('sent'), disclosure]
  const changed = test_.database.transaction().execute(async (tx) => {
    for (const statement of statements) await sql.raw(statement).execute(tx)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a transaction reads as its database does
    const within = look({ database: tx as unknown as TrustParts['database'] })
    for (const check of [checkVaults, checkBytes, checkRetention, checkAges, checkSends, checkBooks])
      expect(await check(within)).toMatchObject({ outcome: 'good' })
    throw undone
  })
  await expect(changed).rejects.toBe(undone)
})

const terms: HandlingTerms = {
  inputRetentionSeconds: 0,
  outputRetentionSeconds: 3_600,
  logRetentionSeconds: 0,
  trainsOnContent: false,
  onwardRecipients: [],
  deletion: 'none',
  region: 'EU',
  minimumAge: 18,
  basis: 'contract',
  evidence: { checkedOn: new Date().toISOString().slice(0, 10) },
}
const partner = (change: Partial<HandlingTerms>, baseUrl: string): EnabledPartner => {
  const description = {
    id: 'p',
    name: 'P',
    terms: { ...terms, ...change },
    slots: 1,
    leavesInstallation: true,
    models: [],
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its adapter is not asked
  return { description, baseUrl: new URL(baseUrl), deletion: { kind: 'none' } } as unknown as EnabledPartner
}

test.each<[string, string, EnabledPartner]>([
  ['good', 'good terms over https', partner({}, 'https://p.example')],
  ['good', 'an engine on this machine', partner({}, 'http://127.0.0.1:7860')],
  ['bad', 'eight days', partner({ logRetentionSeconds: 8 * 86_400 }, 'https://p.example')],
  ['bad', 'training', partner({ trainsOnContent: true }, 'https://p.example')],
  ['bad', 'an address that is not encrypted', partner({}, 'http://p.example')],
  ['bad', 'old evidence', partner({ evidence: { checkedOn: '2020-01-01' } }, 'https://p.example')],
  [
    'bad',
    'evidence of a day to come',
    partner({ evidence: { checkedOn: '2999-01-01' } }, 'https://p.example'),
  ],
])('%s: a partner with %s', async (outcome, _what, one) => {
  expect(await checkPartners(look({ partners: [one] }))).toMatchObject({ outcome })
})

test('a list of erased accounts that is damaged, or one who is back, is seen', async () => {
  const of = (looked: { listed: number; standing: number } | undefined) =>
    checkTombstones(look({ rights: { lookAtTombstones: async () => looked } }))
  expect(await of({ listed: 3, standing: 0 })).toMatchObject({ outcome: 'good', scanned: { accounts: 3 } })
  expect(await of({ listed: 3, standing: 1 })).toMatchObject({ outcome: 'bad' })
  expect(await of(undefined)).toMatchObject({ outcome: 'bad' })
})

test('a record of operators that is not as it was written is seen', async () => {
  const of = (verdict: Awaited<ReturnType<TrustParts['followRecord']>>) =>
    checkRecord(look({ followRecord: async () => verdict }))
  expect(await of({ isWhole: true, count: 2 })).toMatchObject({ outcome: 'good', scanned: { entries: 2 } })
  expect(await of({ isWhole: false })).toMatchObject({ outcome: 'bad' })
})

test('whoever waits for too long is seen', async () => {
  const of = (overdue: number) => checkClocks(look({ countLate: async () => ({ pastHalf: 2, overdue }) }))
  expect(await of(0)).toMatchObject({ outcome: 'good', scanned: { cases: 2 } })
  expect(await of(1)).toMatchObject({ outcome: 'bad', reason: 'overdue' })
})

test('without a server nothing is claimed of it', async () => {
  expect(await checkLog(look())).toMatchObject({ outcome: 'not-checked', reason: 'no-server' })
  expect(await checkServerFences(look())).toMatchObject({ outcome: 'not-checked', reason: 'no-server' })
  const nobody = { pid: 2 ** 30, isDirect: true, ask: () => Promise.reject(new Error(makeId('aud'))) }
  expect(await checkLog({ ...look(), server: nobody })).toMatchObject({ reason: 'not-visible' })
  expect(await checkServerFences({ ...look(), server: nobody })).toMatchObject({ reason: 'not-visible' })
})
