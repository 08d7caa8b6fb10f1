import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import type { IdentityHooks } from './index.ts'
import { requireSession } from './sessions.ts'
import { type Client, type SignInServer, signIn, signInWith, startSignInServer } from '#testkit'

const day = 86_400_000

let server: SignInServer
let ended: string[][] = []
let rotated: { sessionId: string; oldToken: string; newToken: string }[] = []
let onEnding: IdentityHooks['onSessionsEnding'] | undefined
let onRotated: IdentityHooks['onSessionRotated'] | undefined

beforeAll(async () => {
  server = await startSignInServer({
    hooks: {
      async onSessionsEnding(tx, sessionIds) {
        ended.push(sessionIds)
        return (await onEnding?.(tx, sessionIds)) ?? (() => undefined)
      },
      async onSessionRotated(tx, { sessionId, oldToken, newToken }) {
        await onRotated?.(tx, { sessionId, oldToken, newToken })
        rotated.push({
          sessionId,
          oldToken: oldToken.toString('base64url'),
          newToken: newToken.toString('base64url'),
        })
      },
    },
  })
})
afterEach(async () => {
  ended = []
  rotated = []
  onEnding = undefined
  onRotated = undefined
  server.clock.set(new Date())
  await server.database.deleteFrom('accounts').execute()
})
afterAll(() => server.close())

const cookieName = () => `session-${server.port}`
const tokenOf = (client: Client) => new RegExp(`${cookieName()}=([^;]+)`).exec(client.cookieHeader)?.[1] ?? ''
const statusOf = async (client: Client) => (await client.request('/api/session')).status
const rows = () => server.database.selectFrom('sessions').selectAll().execute()

async function arrive(email = 'ada@example.com', client = server.newClient()): Promise<Client> {
  await signInWith(client, { email })
  return client
}
/** As if its owner had not come for a week. The provider's tokens know no test clock, so the row is moved instead. */
const lapse = (id = '') =>
  server.database
    .updateTable('sessions')
    .set({ last_seen_at: new Date(server.clock.now().getTime() - 7 * day) })
    .where('id', '=', id)
    .execute()
const signOut = (client: Client, body: object = {}) =>
  client.request('/auth/signout', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })

const deviceList = z.object({
  devices: z.array(
    z.object({
      id: z.string(),
      family: z.optional(z.string()),
      lastSeenAt: z.string(),
      current: z.boolean(),
    }),
  ),
})
const devicesOf = async (client: Client) =>
  deviceList.parse(await (await client.request('/api/sessions')).json()).devices

describe('a sign-in', () => {
  test('gives a token nobody has seen: one planted before is worth nothing', async () => {
    const client = server.newClient()
    const planted = 'A'.repeat(43)
    client.setCookie(cookieName(), planted)

    await arrive('ada@example.com', client)

    expect(tokenOf(client)).not.toBe(planted)
    expect(await statusOf(client)).toBe(200)
    expect(ended).toEqual([])
  })

  test('of the same person in the same browser goes on under a new token, and the old one is dead', async () => {
    const client = await arrive()
    const old = tokenOf(client)
    const [before] = await devicesOf(client)

    await arrive('ada@example.com', client)

    const [after] = await devicesOf(client)
    expect(after?.id).toBe(before?.id)
    expect(rotated).toEqual([{ sessionId: before?.id, oldToken: old, newToken: tokenOf(client) }])
    const thief = server.newClient()
    thief.setCookie(cookieName(), old)
    expect(await statusOf(thief)).toBe(401)
    expect(ended).toEqual([])
  })

  test('of another person in the same browser ends the session before it', async () => {
    const client = await arrive('ada@example.com')
    const [before] = await devicesOf(client)

    await arrive('bob@example.com', client)

    expect(ended).toEqual([[before?.id]])
    expect(rotated).toEqual([])
    expect(await rows()).toHaveLength(1)
  })

  test('over a session that has lapsed ends that one and opens another', async () => {
    const client = await arrive()
    const [before] = await devicesOf(client)
    await lapse(before?.id)

    await arrive('ada@example.com', client)

    expect(ended).toEqual([[before?.id]])
    expect(rotated).toEqual([])
    expect(await statusOf(client)).toBe(200)
  })

  test('that fails half-way leaves no token in memory, and the session as it was', async () => {
    const client = await arrive()
    const before = client.cookieHeader
    let tokens: Buffer[] = []
    onRotated = async (_tx, { oldToken, newToken }) => {
      tokens = [oldToken, newToken]
      throw new Error('the database is gone')
    }

    await arrive('ada@example.com', client)

    expect(tokens.map((token) => token.equals(Buffer.alloc(32)))).toEqual([true, true])
    expect(client.cookieHeader).toBe(before)
    expect(await statusOf(client)).toBe(200)
  })
})

describe('the cookie', () => {
  test('is for the server alone, and its value stands in no row', async () => {
    const client = server.newClient()
    const form = await client.follow('/auth/signin')
    await client.post(form.url.href, { name: 'A', email: 'a@example.com', answer: 'sign-in' })
    const response = await client.request('/auth/age', {
      method: 'POST',
      body: new URLSearchParams({ age: '30' }),
    })

    const line = response.headers.getSetCookie().find((text) => text.startsWith(cookieName()))
    expect(line).toMatch(/; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000$/)
    const [row] = await rows()
    expect(row?.token_hash.equals(Buffer.from(tokenOf(client), 'base64url'))).toBe(false)
  })

  test.each(['', 'planted', 'A'.repeat(43), 'A'.repeat(5000), '%00', "' or 1=1 --"])(
    'with the value "%s" is nobody',
    async (value) => {
      const client = server.newClient()
      client.setCookie(cookieName(), value)

      expect(await statusOf(client)).toBe(401)
    },
  )
})

describe('a session', () => {
  test('is over after seven days without a visit', async () => {
    const client = await arrive()
    server.clock.advance(6 * day)
    expect(await statusOf(client)).toBe(200)
    server.clock.advance(6 * day)
    expect(await statusOf(client)).toBe(200)

    server.clock.advance(7 * day)

    expect(await statusOf(client)).toBe(401)
  })

  test('is over after thirty days whatever happens', async () => {
    const client = await arrive()
    for (const _ of Array.from({ length: 5 })) {
      server.clock.advance(6 * day - 1)
      expect(await statusOf(client)).toBe(200)
    }

    server.clock.advance(5)

    expect(await statusOf(client)).toBe(401)
  })

  test('past a limit is ended by the sweep as by its owner, and one within is left', async () => {
    const lapsed = await arrive('ada@example.com')
    const [device] = await devicesOf(lapsed)
    const live = await arrive('bob@example.com')
    await lapse(device?.id)

    await server.identity.sweep()

    expect(ended).toEqual([[device?.id]])
    expect(await rows()).toHaveLength(1)
    expect(await statusOf(live)).toBe(200)
  })

  test('is found by one query', async () => {
    const client = await arrive()
    let queries = 0
    const counted = server.database.withPlugin({
      transformQuery({ node }) {
        queries += 1
        return node
      },
      transformResult: async ({ result }) => result,
    })
    const limits = { sessionMs: 30 * day, sessionIdleMs: 7 * day }

    const session = await requireSession({ database: counted, clock: server.clock, limits }, tokenOf(client))

    expect(session.token.toString('base64url')).toBe(tokenOf(client))
    expect(queries).toBe(1)
  })

  test('writes when it was last seen once a minute at most', async () => {
    const client = await arrive()
    const [signedIn] = await rows()
    server.clock.advance(59_000)
    await statusOf(client)
    const [before] = await rows()
    server.clock.advance(1_000)
    await statusOf(client)
    const [after] = await rows()

    expect(before?.last_seen_at).toEqual(signedIn?.last_seen_at)
    expect(after?.last_seen_at).toEqual(server.clock.now())
  })
})

describe('signing out', () => {
  test('ends the session before the answer, and clears the cookie', async () => {
    const client = await arrive()
    const token = tokenOf(client)

    const response = await signOut(client)

    expect(response.status).toBe(204)
    expect(response.headers.getSetCookie()).toEqual([
      `${cookieName()}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`,
    ])
    expect(await rows()).toEqual([])
    const thief = server.newClient()
    thief.setCookie(cookieName(), token)
    expect(await statusOf(thief)).toBe(401)
  })

  test('everywhere ends all of one person and none of another', async () => {
    const [one, other] = [await arrive(), await arrive()]
    const bob = await arrive('bob@example.com')

    await signOut(one, { everywhere: true })

    expect(await statusOf(other)).toBe(401)
    expect(await statusOf(bob)).toBe(200)
    expect(ended.map((ids) => ids.length)).toEqual([2])
  })

  test('here leaves the other devices signed in', async () => {
    const [one, other] = [await arrive(), await arrive()]

    await signOut(one)

    expect(await statusOf(other)).toBe(200)
  })

  test('lets nothing through once it has answered, however many ask at once', async () => {
    const client = await arrive()
    const headers = { Cookie: client.cookieHeader }
    await signOut(client)

    const statuses = await Promise.all(
      Array.from({ length: 200 }, async () => (await client.request('/api/session', { headers })).status),
    )

    expect(new Set(statuses)).toEqual(new Set([401]))
  })

  test('twenty times at once ends the session once', async () => {
    const client = await arrive()
    const headers = { Cookie: client.cookieHeader, 'Content-Type': 'application/json' }

    const statuses = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const answer = await client.request('/auth/signout', { method: 'POST', headers, body: '{}' })
        return answer.status
      }),
    )

    expect(statuses.every((status) => status === 204 || status === 401 || status === 429)).toBe(true)
    expect(ended).toHaveLength(1)
  })
})

describe('the hook of an ending', () => {
  test('finds the row, and is followed after the commit', async () => {
    const seen: string[] = []
    const client = await arrive()
    onEnding = async (tx, ids) => {
      const found = await tx.selectFrom('sessions').select('id').where('id', 'in', ids).execute()
      seen.push(`hook: ${found.length} in the transaction`)
      return async () => {
        seen.push(`after: ${(await rows()).length} for everybody`)
      }
    }

    await signOut(client)

    expect(seen).toEqual(['hook: 1 in the transaction', 'after: 0 for everybody'])
  })

  test('that fails half-way undoes what it did, and the answer is not that the session ended', async () => {
    const client = await arrive()
    onEnding = async (tx) => {
      await tx.deleteFrom('account_references').execute()
      throw new Error('planted')
    }

    const response = await signOut(client)

    expect(response.status).toBe(500)
    expect(response.headers.getSetCookie()).toEqual([])
    onEnding = undefined
    expect(await statusOf(client)).toBe(200)
    expect(server.logLines.join()).not.toContain('planted')
  })
})

describe('the list of devices', () => {
  test('tells which is this one, and what kind each is', async () => {
    const one = await arrive()
    await arrive()

    const devices = await devicesOf(one)

    expect(devices).toHaveLength(2)
    expect(devices.map(({ family }) => family)).toEqual(['Firefox on Linux', 'Firefox on Linux'])
    expect(devices.filter(({ current }) => current)).toHaveLength(1)
  })

  test('has forgotten the kind after a week', async () => {
    const client = await arrive()
    server.clock.advance(6 * day)
    await statusOf(client)
    server.clock.advance(day)

    await server.identity.sweep()

    expect((await devicesOf(client)).map(({ family }) => family)).toEqual([undefined])
  })

  test('ends another device, and one may end oneself', async () => {
    const [one, other] = [await arrive(), await arrive()]
    const devices = await devicesOf(one)
    const away = devices.find(({ current }) => !current)
    const here = devices.find(({ current }) => current)

    const first = await one.request(`/api/sessions/${away?.id}`, { method: 'DELETE' })
    expect(await statusOf(other)).toBe(401)
    const second = await one.request(`/api/sessions/${here?.id}`, { method: 'DELETE' })

    expect([first.status, second.status]).toEqual([204, 204])
    expect(first.headers.getSetCookie()).toEqual([])
    expect(second.headers.getSetCookie()).toHaveLength(1)
    expect(await statusOf(one)).toBe(401)
  })

  test("answers the same bytes for somebody else's device, for none and for nonsense", async () => {
    const ada = await arrive('ada@example.com')
    const bob = await arrive('bob@example.com')
    const [device] = await devicesOf(bob)
    const end = async (id: string) => {
      const response = await ada.request(`/api/sessions/${id}`, { method: 'DELETE' })
      return { status: response.status, text: await response.text() }
    }

    const answers = [await end(device?.id ?? ''), await end(`ses_${'A'.repeat(22)}`), await end('planted')]

    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]?.status).toBe(404)
    expect(await statusOf(bob)).toBe(200)
  })
})

test('a client of the kit signs in with one call', async () => {
  const client = await signIn(server.url, { email: 'kit@example.com' })

  expect(await statusOf(client)).toBe(200)
})
