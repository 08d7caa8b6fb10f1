import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { parseId } from '#server/kernel/ids.ts'
import { type Client, type SignInServer, signIn, signInWith, startSignInServer } from '#testkit'

let server: SignInServer
let minimumAge = 0
let created: string[] = []

beforeAll(async () => {
  server = await startSignInServer({
    hooks: {
      minimumAge: () => minimumAge,
      onAccountCreated: async (_tx, { accountReference }) => void created.push(accountReference),
    },
  })
})
afterEach(async () => {
  minimumAge = 0
  created = []
  await server.database.deleteFrom('accounts').execute()
  await server.database.deleteFrom('sign_ins').execute()
})
afterAll(() => server.close())

const asked = z.object({ id: z.string(), accountId: z.string() })
const whoAsks = async (client: Client) => asked.parse(await (await client.request('/api/session')).json())
const accounts = () => server.database.selectFrom('accounts').selectAll().execute()
const profileOf = (accountId: string) => {
  const id = parseId('acc', accountId)
  if (id === undefined) throw new Error('an account id has another shape')
  return server.identity.findProfile(id)
}

describe('the demo sign-in', () => {
  test('ends at the studio, with an account, a reference and a session', async () => {
    const client = server.newClient()

    const page = await signInWith(client, { name: 'Grace Example', email: 'grace@example.com' })

    expect(page.status).toBe(200)
    expect(page.url.pathname).toBe('/')
    expect(page.text).toContain('the studio')
    const { accountId } = await whoAsks(client)
    expect(await accounts()).toMatchObject([{ id: accountId, age_threshold: 13, role: 'person' }])
    expect(created).toEqual([expect.stringMatching(/^ref_/)])
    expect(await profileOf(accountId)).toEqual({ name: 'Grace Example', email: 'grace@example.com' })
  })

  test('says what it is and has no script and no style of its own', async () => {
    const page = await server.newClient().follow('/auth/signin')

    expect(page.text).toContain('No password, only on this computer')
    expect(page.text).not.toMatch(/<script|<style|style=|onclick/)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  test('the same address is the same person, with the name as it is now', async () => {
    const first = await signIn(server.url, { name: 'Ada', email: 'ada@example.com' })
    const again = await signIn(server.url, { name: 'Ada Lovelace', email: 'Ada@example.com' })

    const { accountId } = await whoAsks(again)
    expect((await whoAsks(first)).accountId).toBe(accountId)
    expect(await profileOf(accountId)).toMatchObject({ name: 'Ada Lovelace' })
    expect(created).toHaveLength(1)
  })

  test('cancelled, it keeps nothing', async () => {
    const client = server.newClient()
    const form = await client.follow('/auth/signin')

    const page = await client.post(form.url.href, { answer: 'cancel' })

    expect(page.text).toContain('identity/sign-in-declined')
    expect(await accounts()).toEqual([])
  })

  test('without a name or an address it asks again', async () => {
    const client = server.newClient()
    const form = await client.follow('/auth/signin')

    const page = await client.post(form.url.href, { name: ' ', email: 'nobody', answer: 'sign-in' })

    expect(page.status).toBe(400)
    expect(page.text).toContain('Enter a name and an e-mail address')
  })

  test('a name that is markup is shown and kept as text', async () => {
    const client = server.newClient()

    await signInWith(client, { name: '<b>"Eve"</b>', email: 'eve@example.com' })

    const { accountId } = await whoAsks(client)
    expect(await profileOf(accountId)).toMatchObject({ name: '<b>"Eve"</b>' })
  })

  test('a page of another sign-in answers with a sentence', async () => {
    const page = await server.newClient().follow('/demo-identity/interaction/planted')

    expect(page.status).toBe(400)
    expect(page.text).toContain('identity/sign-in-expired')
  })

  test('no column holds a name, an address or a subject in clear', async () => {
    await signIn(server.url, { name: 'Zebulon Canary', email: 'zebulon.canary@example.com' })

    const rows = [
      ...(await accounts()),
      ...(await server.database.selectFrom('sessions').selectAll().execute()),
    ]
    const everything = rows
      .flatMap((row) => Object.values(row))
      .map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value)))
      .join()
    expect(everything).toMatch(/acc_.*Firefox on Linux/)
    expect(everything).not.toMatch(/zebulon|canary/i)
    expect(server.logLines.join('\n')).not.toMatch(/zebulon|canary/i)
  })
})

/** Stands before the question of age. */
async function reachQuestion(email = 'young@example.com'): Promise<Client> {
  const client = server.newClient()
  const form = await client.follow('/auth/signin')
  await client.post(form.url.href, { name: 'Young Example', email, answer: 'sign-in' })
  return client
}

describe('the question of age', () => {
  test('is asked before anything of a new person is kept, and does not say what it hopes for', async () => {
    const client = await reachQuestion()

    const page = await client.follow('/auth/age')

    expect(page.status).toBe(200)
    expect(page.text).not.toMatch(/13|older|least/)
    expect(await accounts()).toEqual([])
  })

  test('answered with too few years keeps nothing and is remembered for a day', async () => {
    const client = await reachQuestion()

    const response = await client.request('/auth/age', {
      method: 'POST',
      body: new URLSearchParams({ age: '12' }),
    })

    expect(response.status).toBe(403)
    expect(await response.text()).toContain('this browser remembers the answer for a day')
    expect(response.headers.getSetCookie().join()).toMatch(/age-\d+=not-met;.*Max-Age=86400/)
    expect(await accounts()).toEqual([])
    expect(await server.database.selectFrom('sign_ins').selectAll().execute()).toEqual([])
    const again = await signInWith(client, { email: 'young@example.com', age: 40 })
    expect(again.status).toBe(403)
    expect(await accounts()).toEqual([])
  })

  test.each(['', 'planted', '-1', '1.5', '1e2', '151', '9999', '0x20', '２０'])(
    'answered with "%s" is asked again',
    async (age) => {
      const client = await reachQuestion()

      const page = await client.post('/auth/age', { age })

      expect(page.status).toBe(400)
      expect(page.text).toContain('Enter your age as a whole number.')
      expect((await client.post('/auth/age', { age: '20' })).url.pathname).toBe('/')
    },
  )

  test('answered twice in one form is asked again', async () => {
    const client = await reachQuestion()

    const response = await client.request('/auth/age', {
      method: 'POST',
      body: new URLSearchParams([
        ['age', '12'],
        ['age', '40'],
      ]),
    })

    expect(response.status).toBe(400)
    expect(await accounts()).toEqual([])
  })

  test('serves one answer', async () => {
    const client = await reachQuestion()
    const cookies = client.cookieHeader
    const answer = () =>
      client.request('/auth/age', {
        method: 'POST',
        headers: { Cookie: cookies },
        body: new URLSearchParams({ age: '20' }),
      })

    const statuses = [await answer(), await answer()].map(({ status }) => status)

    expect(statuses).toEqual([302, 400])
    expect(await accounts()).toHaveLength(1)
  })

  test('cannot be reached or answered without a sign-in', async () => {
    const client = server.newClient()

    const answer = await client.request('/auth/age', {
      method: 'POST',
      body: new URLSearchParams({ age: '20' }),
    })

    expect(answer.status).toBe(400)
    expect((await client.request('/auth/age')).status).toBe(400)
  })

  test('cannot stand in for the provider: its cookie does not finish a callback', async () => {
    const client = await reachQuestion()

    const response = await client.request('/auth/callback?code=a&state=b')

    expect(response.status).toBe(400)
    expect(await accounts()).toEqual([])
  })

  test('is asked again of a known person when more is required now, and only the threshold is kept', async () => {
    const person = { email: 'older@example.com', age: 17 }
    await signIn(server.url, person)
    minimumAge = 18
    const client = server.newClient()

    const refused = await signInWith(client, person)
    await signIn(server.url, { ...person, age: 44 })

    expect(refused.status).toBe(403)
    expect(await accounts()).toMatchObject([{ age_threshold: 18 }])
    minimumAge = 0
    await signIn(server.url, { ...person, age: 1 })
    expect(await accounts()).toMatchObject([{ age_threshold: 18 }])
  })

  test('two browsers of one new person make one account', async () => {
    const clients = await Promise.all([reachQuestion('twin@example.com'), reachQuestion('twin@example.com')])

    await Promise.all(clients.map((client) => client.post('/auth/age', { age: '30' })))

    expect(await accounts()).toHaveLength(1)
    expect(created).toHaveLength(1)
    expect(await server.database.selectFrom('sessions').select('id').execute()).toHaveLength(2)
  })
})
