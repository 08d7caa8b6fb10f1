import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { StartupFault } from '#server/kernel/startup-fault.ts'
import { type SignInServer, startSignInServer } from '#testkit'
import { createDemoAdapters } from './demo-adapter.ts'
import { createDemoSignIn } from './index.ts'

const now = () => 0

test('the demo sign-in refuses to start where another machine could reach it', () => {
  expect(() => createDemoSignIn({ isLoopback: false, origin: 'https://studio.example', now })).toThrow(
    StartupFault,
  )
})

describe('what the demo provider remembers', () => {
  test('is bounded, the oldest forgotten first', async () => {
    const adapter = createDemoAdapters(3, now)('Session')
    for (const id of ['a', 'b', 'c', 'd']) await adapter.upsert(id, { uid: id }, 60)

    expect(await adapter.find('a')).toBeUndefined()
    expect(await adapter.find('d')).toEqual({ uid: 'd' })
  })

  test('is gone after its time', async () => {
    let moment = 0
    const adapter = createDemoAdapters(3, () => moment)('Session')
    await adapter.upsert('a', { uid: 'u' }, 60)
    moment = 60_000

    expect(await adapter.find('a')).toBeUndefined()
    expect(await adapter.findByUid('u')).toBeUndefined()
  })

  test('keeps kinds apart, and goes with its grant', async () => {
    const adapters = createDemoAdapters(9, now)
    await adapters('AccessToken').upsert('a', { grantId: 'g' }, 60)
    await adapters('Session').upsert('a', { uid: 'u' }, 60)
    await adapters('AccessToken').revokeByGrantId('g')

    expect(await adapters('AccessToken').find('a')).toBeUndefined()
    expect(await adapters('Session').findByUid('u')).toEqual({ uid: 'u' })
  })
})

describe('below /demo-identity', () => {
  let server: SignInServer
  beforeAll(async () => {
    server = await startSignInServer()
  })
  afterAll(() => server.close())

  test('stands a provider whose addresses are all its own', async () => {
    const response = await server.newClient().request('/demo-identity/.well-known/openid-configuration')

    const text = await response.text()
    expect(text).toContain(`"issuer":"${server.url}/demo-identity"`)
    const addresses = text.match(/http[^"]+/g) ?? []
    expect(addresses.every((address) => address.startsWith(`${server.url}/demo-identity`))).toBe(true)
  })

  test('a return address that is not ours, and a sign-in without PKCE, are refused without a redirect elsewhere', async () => {
    const client = server.newClient()
    const ask = (fields: Record<string, string>) =>
      client.request(
        `/demo-identity/auth?${new URLSearchParams({ client_id: 'gptimage-demo', response_type: 'code', scope: 'openid', ...fields }).toString()}`,
      )

    const elsewhere = await ask({ redirect_uri: 'https://evil.example/' })
    const unproven = await ask({ redirect_uri: `${server.url}/auth/callback` })

    expect(elsewhere.status).toBe(400)
    expect(await elsewhere.text()).toContain('identity/sign-in-failed')
    expect(unproven.headers.get('location')).toContain(`${server.url}/auth/callback?error=invalid_request`)
  })

  test('a form from another site is refused', async () => {
    const client = server.newClient()
    const form = await client.follow('/auth/signin')

    const response = await client.request(form.url.href, {
      method: 'POST',
      headers: { Origin: 'https://evil.example' },
      body: new URLSearchParams({ name: 'Eve', email: 'eve@example.com' }),
    })

    expect(response.status).toBe(403)
  })

  test('a form that is too large is refused', async () => {
    const client = server.newClient()
    const form = await client.follow('/auth/signin')

    const response = await client.request(form.url.href, {
      method: 'POST',
      body: new URLSearchParams({ name: 'x'.repeat(9_000) }),
    })

    expect(response.status).toBe(413)
  })
})
