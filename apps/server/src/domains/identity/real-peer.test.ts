import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { parseId } from '#server/kernel/ids.ts'
import {
  type Client,
  findFreePort,
  type OidcPeer,
  type SignInServer,
  signInWith,
  startOidcPeer,
  startSignInServer,
} from '#testkit'

let peer: OidcPeer
let server: SignInServer

beforeAll(async () => {
  const port = await findFreePort()
  server = await startSignInServer({ issuer: `http://127.0.0.1:${port}` })
  peer = await startOidcPeer({ port, redirectUri: `${server.url}/auth/callback` })
})
afterAll(async () => {
  await server.close()
  await peer.close()
})

const asked = z.object({ accountId: z.string() })

/** Signs in from a fresh browser; returns the account and what is known of it. */
async function arrive(client: Client = server.newClient()) {
  await client.follow('/auth/signin')
  await client.post('/auth/age', { age: '30' })
  const { accountId } = asked.parse(await (await client.request('/api/session')).json())
  const id = parseId('acc', accountId)
  return { accountId, profile: id && (await server.identity.findProfile(id)) }
}

test('a real provider on another port signs a person in', async () => {
  peer.setPerson({
    sub: 'one',
    name: 'One Example',
    email: 'one@example.com',
    email_verified: true,
    picture: 'https://pictures.example/one.png',
  })

  const { profile } = await arrive()

  expect(profile).toEqual({
    name: 'One Example',
    email: 'one@example.com',
    pictureUrl: 'https://pictures.example/one.png',
  })
})

test('another address of the same subject is the same account, a known address of another subject is not', async () => {
  peer.setPerson({ sub: 'two', name: 'Two', email: 'two@example.com', email_verified: true })
  const first = await arrive()
  peer.setPerson({ sub: 'two', name: 'Two', email: 'moved@example.com', email_verified: true })
  const moved = await arrive()
  peer.setPerson({ sub: 'thief', name: 'Two', email: 'moved@example.com', email_verified: true })
  const thief = await arrive()

  expect(moved.accountId).toBe(first.accountId)
  expect(moved.profile?.email).toBe('moved@example.com')
  expect(thief.accountId).not.toBe(first.accountId)
})

test.each([
  ['is not verified', { email: 'three@example.com', email_verified: false }],
  ['says nothing of being verified', { email: 'three@example.com' }],
  ['is verified by a word', { email: 'three@example.com', email_verified: 'true' }],
  ['is none', { email: 'nobody', email_verified: true }],
  ['is a list', { email: ['a@b.example'], email_verified: true }],
])('an address that %s is not kept', async (_name, claims) => {
  peer.setPerson({ sub: 'three', name: 'Three', ...claims })

  const { profile } = await arrive()

  expect(profile).toEqual({ name: 'Three', email: '' })
})

test('names are bounded and plain, pictures are https', async () => {
  peer.setPerson({ sub: 'four', name: `\u202e\u0000${'x'.repeat(900)}`, picture: 'http://tracker.example/' })

  const { profile } = await arrive()

  expect(profile).toEqual({ name: 'x'.repeat(200), email: '' })
})

test('whoever declines is told so and nothing is kept', async () => {
  peer.setPerson(undefined)
  const before = await server.database.selectFrom('accounts').select('id').execute()

  const page = await signInWith(server.newClient())

  expect(page.text).toContain('identity/sign-in-declined')
  expect(await server.database.selectFrom('accounts').select('id').execute()).toEqual(before)
})

test('the demo sign-in is not there beside a real provider', async () => {
  expect(server.identity.demoProvider).toBeUndefined()
  expect((await server.newClient().request('/demo-identity/.well-known/openid-configuration')).status).toBe(
    404,
  )
})
