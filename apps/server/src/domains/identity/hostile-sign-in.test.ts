import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ErrorCode } from '#contract'
import {
  beginSignIn,
  type Client,
  comeBack,
  type Fault,
  type HostileProvider,
  peerClient,
  readTraces,
  sendJson,
  type SignInServer,
  startHostileProvider,
  startSignInServer,
} from '#testkit'

let provider: HostileProvider
let server: SignInServer

beforeAll(async () => {
  provider = await startHostileProvider()
  server = await startSignInServer({ issuer: provider.issuer, providerTimeoutMs: 700 })
})
afterAll(async () => {
  await server.close()
  await provider.close()
})
beforeEach(() => {
  provider.setFault({})
  server.logLines.length = 0
})

/** The answer is the code alone; nobody is signed in or known, and the log tells nothing of anyone. */
async function expectRefused(response: Response, code: ErrorCode, client: Client): Promise<void> {
  const { log, status: _, ...left } = await readTraces(server, client, response)
  expect(left).toEqual({ code, accounts: 0, sessions: 0, isSignedIn: false })
  expect(log).toContain(code)
  expect(log).not.toMatch(/planted|mallory|hostile-subject|code-\d|eyJ/i)
}

test('without a fault the same provider leads to the question of age', async () => {
  const flow = await beginSignIn({ server, provider })

  const response = await comeBack(flow)

  expect(response.headers.get('location')).toBe('/auth/age')
  const sent = provider.tokenRequests.at(-1)?.fields
  expect(sent?.get('code_verifier')).toMatch(/^[\w-]{43,}$/)
})

const now = () => Math.floor(Date.now() / 1000)
const without = (name: string) => (claims: Record<string, unknown>) => {
  const { [name]: _, ...rest } = claims
  return rest
}
const withClaims = (more: Record<string, unknown>): Fault => ({
  claims: (claims) => ({ ...claims, ...more }),
})

const tokenFaults: [string, Fault][] = [
  ['a nonce of another sign-in', withClaims({ nonce: 'another' })],
  ['no nonce', { claims: without('nonce') }],
  ['another issuer', withClaims({ iss: 'https://accounts.example.com' })],
  ['no issuer', { claims: without('iss') }],
  ['another audience', withClaims({ aud: 'somebody-else' })],
  ['no audience', { claims: without('aud') }],
  ['a second audience and no azp', withClaims({ aud: [peerClient.id, 'somebody-else'] })],
  ['another azp', withClaims({ azp: 'somebody-else' })],
  ['an azp that is another of two audiences', withClaims({ aud: [peerClient.id, 'x'], azp: 'x' })],
  ['an end in the past', withClaims({ exp: now() - 3600, iat: now() - 7200 })],
  ['no end', { claims: without('exp') }],
  ['an issue in the future', withClaims({ iat: now() + 3600, exp: now() + 7200 })],
  ['an issue long past', withClaims({ iat: now() - 7200 })],
  ['no moment of issue', { claims: without('iat') }],
  ['a beginning in the future', withClaims({ nbf: now() + 3600 })],
  ['no subject', { claims: without('sub') }],
  ['an empty subject', withClaims({ sub: '' })],
  ['a giant subject', withClaims({ sub: 'planted'.repeat(100) })],
  ['a subject that is a number', withClaims({ sub: 7 })],
  ['a subject with control characters', withClaims({ sub: 'a\u0000b' })],
  ['giant claims', withClaims({ name: 'planted'.repeat(20_000) })],
  ['no signature (alg none)', { signature: 'none' }],
  ['an HMAC made with the public key (HS256)', { signature: 'hmac-of-public-key' }],
  ['the signature of another key', { signature: 'other-key' }],
  ['the signature of other claims', { signature: 'of-other-claims' }],
  ['an unknown key', { header: { kid: 'unknown' } }],
  ['a key id that is a path', { header: { kid: '../../etc/passwd' } }],
  ['a key of its own in the header', { header: { jwk: { kty: 'oct', k: 'AAAA' } }, signature: 'other-key' }],
  ['an unknown critical header', { header: { crit: ['planted'], planted: true } }],
  ['an algorithm that was not announced', { header: { alg: 'PS256' } }],
  ['no key published', { keys: () => ({ keys: [] }) }],
  ['keys that are no list', { keys: () => ({ keys: 'planted' }) }],
  [
    'a symmetric key published',
    {
      keys: () => ({ keys: [{ kty: 'oct', k: 'cGxhbnRlZA', kid: 'own', alg: 'HS256' }] }),
      signature: 'hmac-of-public-key',
    },
  ],
  ['no ID token', { answer: without('id_token') }],
  ['an ID token that is none', { answer: (answer) => ({ ...answer, id_token: 'planted.planted.planted' }) }],
  ['an ID token in five parts', { answer: (answer) => ({ ...answer, id_token: 'a.b.c.d.e' }) }],
  ['no token type', { answer: without('token_type') }],
]

describe('the ID token has', () => {
  test.each(tokenFaults)('%s: nobody is signed in', async (_name, fault) => {
    provider.setFault(fault)
    const flow = await beginSignIn({ server, provider })

    const response = await comeBack(flow)

    expect(response.status).toBe(400)
    await expectRefused(response, 'identity/sign-in-failed', flow.client)
  })
})

const answers: [string, NonNullable<Fault['respond']>, ErrorCode][] = [
  [
    'no JSON',
    { token: (out) => out.writeHead(200, { 'Content-Type': 'application/json' }).end('planted{') },
    'identity/sign-in-failed',
  ],
  [
    'a page',
    { token: (out) => out.writeHead(200, { 'Content-Type': 'text/html' }).end('<p>planted') },
    'identity/sign-in-failed',
  ],
  ['a list', { token: (out) => sendJson(out, ['planted']) }, 'identity/sign-in-failed'],
  [
    'an error',
    { token: (out) => sendJson(out, { error: 'invalid_grant', error_description: 'planted' }, 400) },
    'identity/sign-in-failed',
  ],
  [
    'a challenge',
    { token: (out) => out.writeHead(401, { 'WWW-Authenticate': 'Basic realm="planted"' }).end() },
    'identity/sign-in-failed',
  ],
  [
    'a redirect',
    { token: (out) => out.writeHead(307, { Location: 'http://127.0.0.1:9/planted' }).end() },
    'identity/sign-in-failed',
  ],
  ['nothing', { token: (out) => out.writeHead(204).end() }, 'identity/sign-in-failed'],
  [
    'more than anybody has to say',
    {
      token: (out) =>
        out
          .writeHead(200, { 'Content-Type': 'application/json' })
          .end(`{"id_token":"${'planted'.repeat(200_000)}"}`),
    },
    'identity/sign-in-failed',
  ],
  ['a defect', { token: (out) => sendJson(out, { error: 'planted' }, 500) }, 'identity/provider-unavailable'],
  ['a broken connection', { token: (out) => void out.destroy() }, 'identity/provider-unavailable'],
  [
    'half an answer',
    { token: (out) => void out.writeHead(200, { 'Content-Length': '900' }).write('{"planted":') },
    'identity/provider-unavailable',
  ],
  ['silence', { token: () => undefined }, 'identity/provider-unavailable'],
  ['keys with a defect', { keys: (out) => sendJson(out, {}, 503) }, 'identity/provider-unavailable'],
  [
    'keys without an end',
    { keys: (out) => void out.writeHead(200).write('{') },
    'identity/provider-unavailable',
  ],
  [
    'too many keys',
    { keys: (out) => sendJson(out, { keys: 'planted'.repeat(20_000) }) },
    'identity/sign-in-failed',
  ],
]

describe('the provider answers with', () => {
  test.each(answers)('%s: nobody is signed in', async (_name, respond, code) => {
    const flow = await beginSignIn({ server, provider })
    provider.setFault({ respond })

    const response = await comeBack(flow)

    await expectRefused(response, code, flow.client)
  })
})
