import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSteadyClock } from '#server/kernel/clock.ts'
import { type AccountId, makeId } from '#server/kernel/ids.ts'
import { Secret } from '#server/kernel/secret.ts'
import { createInstallationKey } from '#server/platform/installation-key/index.ts'
import { createLogger } from '#server/platform/logger/index.ts'
import { createTestDatabase, type TestDatabase } from '#testkit'
import { correctProfile } from '#server/domains/identity/index.ts'
import type { NewMail } from '#server/domains/mail/index.ts'
import { createNews, isStillWanted } from './index.ts'
import type { NewsParts } from './parts.ts'
import { makeUnsubscribeToken, openUnsubscribeToken } from './unsubscribe-token.ts'

/* Whom a news goes to, through crashes and at once from two sides; and the secret in its link. */

const installationKey = createInstallationKey(new Secret('6'.repeat(64)))
const news = { subject: 'News', text: 'There is news.\n' }

let db: TestDatabase
let said: Map<AccountId, boolean>
beforeEach(async () => {
  db = await createTestDatabase()
  said = new Map()
})
afterEach(() => db.close())

async function aPerson({ email, isRestricted = false }: { email?: string; isRestricted?: boolean } = {}) {
  const id = makeId('acc')
  const profile = { issuer: 'i', subject: id, name: 'Ada', email: email ?? `${id}@example.org` }
  await db.database
    .insertInto('accounts')
    .values({
      id,
      subject_index: Buffer.from(id),
      email_index: Buffer.from(id),
      sealed_profile: installationKey.seal('profile', Buffer.from(JSON.stringify(profile)), id),
      age_threshold: 13,
      created_on: '2026-11-29',
      restricted_at: isRestricted ? new Date() : null,
    })
    .execute()
  await db.database
    .insertInto('account_references')
    .values({ account_id: id, reference: makeId('ref') })
    .execute()
  said.set(id, true)
  return id
}

/** An outbox whose mails are seen after the commit only, as rows of a table are. */
function partsWith(put: NewMail[], change: Partial<NewsParts['rights']> = {}): NewsParts {
  const outbox: NewsParts['mail']['outbox'] = {
    async put(executor, mail) {
      const id = makeId('eml')
      const { to, subject, kind, accountId = null } = mail
      const at = new Date()
      await executor
        .insertInto('mails')
        .values({
          id,
          kind,
          account_id: accountId,
          sealed_mail: Buffer.from(`${to} ${subject}`),
          put_at: at,
          next_at: at,
        })
        .execute()
      put.push(mail)
      return id
    },
  }
  return {
    database: db.database,
    clock: createSteadyClock(),
    logger: createLogger({ level: 'silent' }),
    installationKey,
    publicUrl: new URL('https://images.example.org'),
    operator: { brand: 'GPTImage', name: 'Example Ltd', address: '1 Example Street' },
    mail: { isOn: true, outbox },
    rights: {
      isAllowed: async ({ accountId, isRestricted }) => !isRestricted && said.get(accountId) === true,
      listYesToMarketing: async (_, beginning) =>
        [...said].flatMap(([id, yes]) => (yes && id.startsWith(beginning) ? id : [])),
      withdrawByMail: async ({ accountId }) => void said.set(accountId, false),
      ...change,
    },
  }
}

const recipients = async () =>
  (await db.database.selectFrom('mails').select('account_id').execute())
    .map((row) => row.account_id ?? '')
    .toSorted()

test('each who said yes gets one, with the link in the headers and in sight, and who sent it', async () => {
  const ada = await aPerson({ email: 'ada@example.org' })
  said.set(await aPerson(), false)
  await aPerson({ isRestricted: true })
  await aPerson({ email: '' })
  const put: NewMail[] = []

  expect(await createNews(partsWith(put)).send(news)).toEqual({ mails: 1, wasSent: false })

  expect(put).toMatchObject([{ kind: 'news', to: 'ada@example.org', accountId: ada, subject: 'News' }])
  const [mail] = put
  const link = mail?.headers?.['List-Unsubscribe']?.slice(1, -1) ?? ''
  expect(link).toMatch(/^https:\/\/images\.example\.org\/unsubscribe\/[\w-]{80,200}$/)
  expect(mail?.headers?.['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
  expect(mail?.text).toMatch(/^There is news\.\n\n-- \n/)
  expect(mail?.text).toContain(`\n${link}\n`)
  expect(mail?.text).toContain('Example Ltd, 1 Example Street')
})

test('an address that somebody only gave as theirs gets none: it may be anybody’s', async () => {
  const [ada, eve] = [await aPerson({ email: 'ada@example.org' }), await aPerson({ email: '' })]
  for (const accountId of [ada, eve])
    await db.database
      .transaction()
      .execute((tx) =>
        correctProfile({ installationKey }, tx, { accountId, corrections: { email: 'bob@example.org' } }),
      )
  const put: NewMail[] = []

  expect(await createNews(partsWith(put)).send(news)).toEqual({ mails: 1, wasSent: false })

  expect(put).toMatchObject([{ to: 'ada@example.org', accountId: ada }])
})

test('broken off anywhere it goes on, and everybody has one in the end', async () => {
  const everybody = []
  for (let count = 0; count < 40; count += 1) everybody.push(await aPerson())
  let left = 7
  const breaking = partsWith([], {
    isAllowed: async () => {
      left -= 1
      if (left === 0) throw new Error('broken off')
      return true
    },
  })
  for (const next of [11, 23, 1, 100]) {
    await createNews(breaking)
      .send(news)
      .catch(() => undefined)
    left = next
  }
  expect(await createNews(breaking).send(news)).toMatchObject({ mails: 40 })
  expect(await recipients()).toEqual(everybody.toSorted())
})

test('of two who send it at once, and of whoever sends it again, nobody gets it twice', async () => {
  const everybody = []
  for (let count = 0; count < 20; count += 1) everybody.push(await aPerson())
  await Promise.all([createNews(partsWith([])).send(news), createNews(partsWith([])).send(news)])
  await aPerson()
  expect(await createNews(partsWith([])).send(news)).toEqual({ mails: 20, wasSent: true })
  expect(await recipients()).toEqual(everybody.toSorted())
  const other = await createNews(partsWith([])).send({ ...news, text: 'Other news.' })
  expect(other).toEqual({ mails: 21, wasSent: false })
})

test('where mail is off nothing is written down', async () => {
  const parts = partsWith([])
  expect(await createNews({ ...parts, mail: { ...parts.mail, isOn: false } }).send(news)).toBe(undefined)
  expect(await db.database.selectFrom('news').selectAll().execute()).toEqual([])
})

test('a mail that rests on a yes leaves only while there is one; others leave', async () => {
  const [ada, bob] = [await aPerson(), await aPerson({ isRestricted: true })]
  const ask = (accountId?: AccountId, kind: 'news' | 'trial' = 'news') =>
    isStillWanted(partsWith([]), { kind, accountId })
  expect([await ask(ada), await ask(bob), await ask(makeId('acc')), await ask()]).toEqual([
    true,
    false,
    false,
    false,
  ])
  said.set(ada, false)
  expect([await ask(ada), await ask(ada, 'trial'), await ask(undefined, 'trial')]).toEqual([
    false,
    true,
    true,
  ])
})

test('a token names one account, reads as noise and is never the same; nobody else can make one', () => {
  const reference = makeId('ref')
  const [token, other] = [
    makeUnsubscribeToken(installationKey, reference),
    makeUnsubscribeToken(installationKey, reference),
  ]
  expect(token).not.toBe(other)
  expect(Buffer.from(token, 'base64url').toString('latin1')).not.toContain(reference.slice(4))
  expect([token, other].map((one) => openUnsubscribeToken(installationKey, one))).toEqual([
    reference,
    reference,
  ])
  const foreign = createInstallationKey(new Secret('7'.repeat(64)))
  expect(openUnsubscribeToken(installationKey, makeUnsubscribeToken(foreign, reference))).toBe(undefined)
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.constantFrom('A', 'z', '9', '_', ''), (at, sign) => {
      const changed = token.slice(0, at) + sign + token.slice(at + 1)
      const isSame = Buffer.from(changed, 'base64url').equals(Buffer.from(token, 'base64url'))
      expect(openUnsubscribeToken(installationKey, changed)).toBe(isSame ? reference : undefined)
    }),
  )
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(openUnsubscribeToken(installationKey, text)).toBe(undefined)
    }),
  )
})
