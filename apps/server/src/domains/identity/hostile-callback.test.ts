import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ErrorCode } from '#contract'
import {
  beginSignIn,
  comeBack,
  type Flow,
  type HostileProvider,
  readTraces,
  type SignInServer,
  startHostileProvider,
  startSignInServer,
} from '#testkit'

let provider: HostileProvider
let server: SignInServer

beforeAll(async () => {
  provider = await startHostileProvider()
  server = await startSignInServer({ issuer: provider.issuer, providerTimeoutMs: 2_000 })
})
afterAll(async () => {
  await server.close()
  await provider.close()
})
beforeEach(() => {
  server.logLines.length = 0
})

const begin = () => beginSignIn({ server, provider })
const cookieName = () => `signin-${server.port}`
const cookieValue = ({ client }: Flow) =>
  new RegExp(`${cookieName()}=([^;]+)`).exec(client.cookieHeader)?.[1] ?? ''

async function expectRefused(flow: Flow, response: Response, code: ErrorCode): Promise<void> {
  const { log, status: _, ...left } = await readTraces(server, flow.client, response)
  expect(left).toEqual({ code, accounts: 0, sessions: 0, isSignedIn: false })
  expect(log).toContain(code)
  expect(log).not.toMatch(/planted|mallory|hostile-subject|code-\d|eyJ/i)
}

type Change = (back: URLSearchParams) => void
const changes: [string, Change, ErrorCode][] = [
  ['without a state', (back) => back.delete('state'), 'identity/sign-in-failed'],
  ['with an empty state', (back) => back.set('state', ''), 'identity/sign-in-failed'],
  ['with a planted state', (back) => back.set('state', 'planted'), 'identity/sign-in-failed'],
  ['with the state twice', (back) => back.append('state', 'planted'), 'identity/sign-in-failed'],
  ['without a code', (back) => back.delete('code'), 'identity/sign-in-failed'],
  ['with an empty code', (back) => back.set('code', ''), 'identity/sign-in-failed'],
  ['with two codes', (back) => back.append('code', 'planted'), 'identity/sign-in-failed'],
  ['from another issuer', (back) => back.set('iss', 'https://planted.example'), 'identity/sign-in-failed'],
  ['without the issuer it promised', (back) => back.delete('iss'), 'identity/sign-in-failed'],
  ['with two issuers', (back) => back.append('iss', 'https://planted.example'), 'identity/sign-in-failed'],
  ['with an ID token in the address', (back) => back.set('id_token', 'planted'), 'identity/sign-in-failed'],
  ['with an encrypted answer', (back) => back.set('response', 'planted'), 'identity/sign-in-failed'],
  ['declined', (back) => back.set('error', 'access_denied'), 'identity/sign-in-declined'],
  ['with an unknown error', (back) => back.set('error', 'planted'), 'identity/sign-in-failed'],
  [
    'with a provider that is down',
    (back) => back.set('error', 'temporarily_unavailable'),
    'identity/provider-unavailable',
  ],
  [
    'declined by somebody without the state',
    (back) => {
      back.set('error', 'access_denied')
      back.set('state', 'planted')
    },
    'identity/sign-in-failed',
  ],
  [
    'with nothing at all',
    (back) => {
      for (const name of ['code', 'state', 'iss']) back.delete(name)
    },
    'identity/sign-in-failed',
  ],
]

describe('a browser that comes back', () => {
  test.each(changes)('%s is not signed in', async (_name, change, code) => {
    const flow = await begin()
    change(flow.back)

    const response = await comeBack(flow)

    await expectRefused(flow, response, code)
  })

  test('without the cookie of the sign-in is not signed in', async () => {
    const flow = await begin()
    flow.client.setCookie(cookieName())

    const response = await comeBack(flow)

    await expectRefused(flow, response, 'identity/sign-in-expired')
  })

  test.each(['planted', 'A'.repeat(43), '', `${'A'.repeat(42)}B`])(
    'with the cookie "%s" is not signed in',
    async (value) => {
      const flow = await begin()
      flow.client.setCookie(cookieName(), value)

      const response = await comeBack(flow)

      await expectRefused(flow, response, 'identity/sign-in-expired')
    },
  )

  test('with the cookie of its other sign-in is not signed in', async () => {
    const one = await begin()
    const other = await begin()
    one.client.setCookie(cookieName(), cookieValue(other))

    const response = await comeBack(one)

    await expectRefused(one, response, 'identity/sign-in-failed')
  })

  test("with somebody else's code and state is not signed in as them", async () => {
    const attacker = await begin()
    const victim = await begin()

    const response = await comeBack({ client: victim.client, back: attacker.back })

    await expectRefused(victim, response, 'identity/sign-in-failed')
  })

  test('with two cookies of that name is not signed in', async () => {
    const flow = await begin()
    const header = `${cookieName()}=${cookieValue(flow)}; ${cookieName()}=${'A'.repeat(43)}`

    const response = await flow.client.request(`/auth/callback?${flow.back.toString()}`, {
      headers: { Cookie: header },
    })

    await expectRefused(flow, response, 'identity/sign-in-expired')
  })

  test('a second time is not signed in', async () => {
    const flow = await begin()
    const value = cookieValue(flow)
    await comeBack(flow)
    flow.client.setCookie(cookieName(), value)

    const response = await comeBack(flow)

    await expectRefused(flow, response, 'identity/sign-in-expired')
  })

  test('twice at once is led on once', async () => {
    const flow = await begin()

    const responses = await Promise.all([comeBack(flow), comeBack(flow), comeBack(flow)])

    const ends = responses.map((response) => response.headers.get('location') ?? response.status)
    expect(ends.toSorted()).toEqual(['/auth/age', 400, 400].toSorted())
  })

  test('with a code that was used is not signed in', async () => {
    const first = await begin()
    await comeBack(first)
    const second = await begin()
    second.back.set('code', first.back.get('code') ?? '')

    const response = await comeBack(second)

    await expectRefused(second, response, 'identity/sign-in-failed')
  })

  test('after ten minutes is not signed in, and the sweep forgets it', async () => {
    const flow = await begin()
    server.clock.advance(600_000)

    const response = await comeBack(flow)

    await expectRefused(flow, response, 'identity/sign-in-expired')
    await server.identity.sweep()
    expect(await server.database.selectFrom('sign_ins').selectAll().execute()).toEqual([])
    server.clock.set(new Date())
  })
})
