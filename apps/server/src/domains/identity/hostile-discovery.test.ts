import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  beginSignIn,
  comeBack,
  type Fault,
  type HostileProvider,
  readTraces,
  sendJson,
  type SignInServer,
  startHostileProvider,
  startSignInServer,
} from '#testkit'

let provider: HostileProvider
let server: SignInServer | undefined

beforeAll(async () => {
  provider = await startHostileProvider()
})
afterEach(async () => {
  await server?.close()
  server = undefined
})
afterAll(() => provider.close())

async function startWith(fault: Fault): Promise<SignInServer> {
  provider.setFault(fault)
  server = await startSignInServer({ issuer: provider.issuer, providerTimeoutMs: 700 })
  return server
}

const withFields = (more: Record<string, unknown>): Fault => ({
  discovery: (document) => ({ ...document, ...more }),
})

const faults: [string, Fault][] = [
  ['another issuer', withFields({ issuer: 'https://planted.example' })],
  ['no issuer', withFields({ issuer: undefined })],
  ['a token endpoint over http elsewhere', withFields({ token_endpoint: 'http://planted.example/token' })],
  ['keys over http elsewhere', withFields({ jwks_uri: 'http://planted.example/keys' })],
  ['a page that is a script', withFields({ authorization_endpoint: 'javascript:planted()' })],
  ['a page over http elsewhere', withFields({ authorization_endpoint: 'http://planted.example/' })],
  ['no token endpoint', withFields({ token_endpoint: undefined })],
  ['no keys', withFields({ jwks_uri: undefined })],
  ['keys in a file', withFields({ jwks_uri: 'file:///etc/passwd' })],
  ['no JSON', { respond: { discovery: (out) => out.writeHead(200).end('planted') } }],
  ['a defect', { respond: { discovery: (out) => sendJson(out, {}, 500) } }],
  ['a redirect', { respond: { discovery: (out) => out.writeHead(302, { Location: '/keys' }).end() } }],
  ['silence', { respond: { discovery: () => undefined } }],
  ['a broken connection', { respond: { discovery: (out) => void out.destroy() } }],
  ['too much', withFields({ planted: 'planted'.repeat(20_000) })],
]

describe('a provider that describes itself with', () => {
  test.each(faults)('%s starts no sign-in, and is asked again later', async (_name, fault) => {
    const started = await startWith(fault)
    const client = started.newClient()

    const response = await client.request('/auth/signin')

    const { log, ...left } = await readTraces(started, client, response)
    expect(left).toEqual({
      status: 503,
      code: 'identity/provider-unavailable',
      accounts: 0,
      sessions: 0,
      isSignedIn: false,
    })
    expect(response.headers.get('retry-after')).toMatch(/^\d+$/)
    expect(response.headers.getSetCookie()).toEqual([])
    expect(log).not.toContain('planted')
    provider.setFault({})
    expect((await client.request('/auth/signin')).status).toBe(302)
  })
})

describe('a provider that announces algorithms of a shared secret', () => {
  test.each<[string, Fault]>([
    ['HS256', { signature: 'hmac-of-public-key' }],
    ['none', { signature: 'none' }],
  ])('signs nobody in with %s', async (name, fault) => {
    const started = await startWith({
      ...fault,
      ...withFields({ id_token_signing_alg_values_supported: [name] }),
    })
    const flow = await beginSignIn({ server: started, provider })

    const response = await comeBack(flow)

    const { code, sessions, accounts } = await readTraces(started, flow.client, response)
    expect({ code, sessions, accounts }).toEqual({
      code: 'identity/sign-in-failed',
      sessions: 0,
      accounts: 0,
    })
  })
})

test('a provider that is not there starts no sign-in', async () => {
  const gone = await startHostileProvider()
  await gone.close()
  server = await startSignInServer({ issuer: gone.issuer })

  const response = await server.newClient().request('/auth/signin')

  expect(response.status).toBe(503)
})
