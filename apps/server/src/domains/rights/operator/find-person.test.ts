import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { correctProfile } from '#server/domains/identity/index.ts'
import { Secret } from '#server/kernel/secret.ts'
import { type AccountId, parseId } from '#server/kernel/ids.ts'
import { createInstallationKey } from '#server/platform/installation-key/index.ts'
import { signInWith, type SignInServer, startSignInServer } from '#testkit'
import { findPerson, findPersonOfProvider } from './find-person.ts'

/* Whom an address leads to: its owner, before and instead of whoever only gave it. */

const installationKey = createInstallationKey(new Secret('7'.repeat(64)))
let server: SignInServer
beforeEach(async () => {
  server = await startSignInServer()
})
afterEach(() => server.close())

const parts = () => ({ database: server.database, installationKey })

async function join(name: string): Promise<AccountId> {
  const before = await server.database.selectFrom('accounts').select('id').execute()
  await signInWith(server.newClient(), { name, email: `${name}@example.org`, age: 30 })
  const ids = await server.database.selectFrom('accounts').select('id').execute()
  const id = parseId('acc', ids.find((one) => before.every((other) => other.id !== one.id))?.id ?? '')
  if (id === undefined) throw new Error('nobody joined')
  return id
}

const give = (accountId: AccountId, email: string) =>
  server.database
    .transaction()
    .execute((tx) => correctProfile(parts(), tx, { accountId, corrections: { email } }))

test('the owner of an address is found, whoever gave it as theirs; they are found where they are named', async () => {
  const [eve, ada] = [await join('eve'), await join('ada')]
  await give(eve, 'Ada@example.org')

  for (const find of [findPerson, findPersonOfProvider])
    expect(await find(parts(), { email: 'ada@example.org' })).toMatchObject({ person: { accountId: ada } })
  const named = { email: 'ada@example.org', accountId: eve }
  expect(await findPerson(parts(), named)).toMatchObject({ person: { accountId: eve } })
  expect(await findPersonOfProvider(parts(), named)).toEqual({ outcome: 'nobody' })
})

test('an address that nobody signs in with leads to whoever gave it only where they are named, and to nobody where it has to be proven', async () => {
  const eve = await join('eve')
  await give(eve, 'mail@example.org')

  const asked = { email: 'mail@example.org' }
  expect(await findPerson(parts(), asked)).toMatchObject({
    outcome: 'to-choose',
    accounts: [{ accountId: eve, isVerified: false }],
  })
  expect(await findPerson(parts(), { ...asked, accountId: eve })).toMatchObject({
    person: { accountId: eve },
  })
  expect(await findPersonOfProvider(parts(), asked)).toEqual({ outcome: 'nobody' })
})

test('of several who sign in with one address it is said where each does and since when', async () => {
  const [ada, bob, eve] = [await join('ada'), await join('bob'), await join('eve')]
  await give(eve, 'ada@example.org')
  await sql`update accounts set email_index = (select email_index from accounts where id = ${ada}), created_on = '2020-02-03' where id = ${bob}`.execute(
    server.database,
  )

  const found = await findPerson(parts(), { email: 'ada@example.org' })

  const signsInAt = expect.stringMatching(/^http/)
  const since = server.clock.now().toISOString().slice(0, 10)
  expect(found).toEqual({
    outcome: 'to-choose',
    accounts: [
      { accountId: bob, signsInAt, since: '2020-02-03', isVerified: true },
      { accountId: ada, signsInAt, since, isVerified: true },
    ],
  })
})

test('no address is nobody, though somebody has none', async () => {
  const ada = await join('ada')
  const none = installationKey.index('email', '')
  await server.database.updateTable('accounts').set({ email_index: none }).execute()

  expect(await findPerson(parts(), { email: ' ' })).toEqual({ outcome: 'nobody' })
  expect(await findPersonOfProvider(parts(), { email: '', accountId: ada })).toMatchObject({
    outcome: 'found',
  })
})
