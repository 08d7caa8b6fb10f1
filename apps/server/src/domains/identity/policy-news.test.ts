import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { currentState, type PolicyState } from '#policies/policy-state.ts'
import { makeVersion, nameOfVersion, type VersionFile } from '#policies/policy-versions.ts'
import { createPolicies, standIn } from '#server/domains/policies/index.ts'
import { type Client, createTestClock, type SignInServer, signInWith, startSignInServer } from '#testkit'
import type { IdentityHooks } from './index.ts'

/* Real sign-ins through the demo provider, before and after the policies have something new in them. */

const before: IdentityHooks['policies'] = { version: 1, renderNews: () => undefined }
let policies = before
let server: SignInServer
const folders: string[] = []

beforeAll(async () => {
  server = await startSignInServer({
    hooks: {
      policies: {
        get version() {
          return policies.version
        },
        renderNews: (since) => policies.renderNews(since),
      },
    },
  })
})
afterEach(async () => {
  policies = before
  await server.database.deleteFrom('accounts').execute()
})
afterAll(async () => {
  await server.close()
  for (const folder of folders) rmSync(folder, { recursive: true })
})

/** The policies of this build, as the second version after one without something. */
function afterOneWithout(change: (state: PolicyState) => PolicyState): IdentityHooks['policies'] {
  const folder = mkdtempSync(join(tmpdir(), 'gptimage-versions-'))
  folders.push(folder)
  const first = makeVersion([], change(currentState()), '2026-01-01')
  const files: VersionFile[] = [first, makeVersion([first], currentState(), '2026-06-01')]
  for (const { version, text } of files) writeFileSync(join(folder, nameOfVersion(version.number)), text)
  return createPolicies({
    config: { publicUrl: new URL(server.url), isLoopback: true, identity: { kind: 'demo' } },
    operator: standIn,
    partners: [],
    clock: createTestClock(new Date()),
    versionsFolder: folder,
  })
}
const without = <Entries extends Readonly<Record<string, unknown>>>(entries: Entries, id: string): Entries =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- records of any names
  Object.fromEntries(Object.entries(entries).filter(([name]) => name !== id)) as Entries
const withNewPurpose = () =>
  afterOneWithout((state) => ({ ...state, purposes: without(state.purposes, 'security') }))

/** Somebody signs in from an address of their own: all from one would come too fast for it. */
async function enter(): Promise<Client> {
  const client = server.newClient()
  expect((await signInWith(client)).url.pathname).toBe('/')
  return client
}

const versions = async () =>
  (await server.database.selectFrom('accounts').select('acknowledged_version').execute()).map(
    (row) => row.acknowledged_version,
  )
const isSignedIn = async (client: Client) => (await client.request('/api/session')).status === 200

test('somebody new has the version that holds, and is asked nothing', async () => {
  policies = withNewPurpose()

  const page = await signInWith(server.newClient(), {})

  expect(page.url.pathname).toBe('/')
  expect(await versions()).toEqual([2])
})

test('a new purpose is shown before the session begins, and going on is remembered', async () => {
  await enter()
  policies = withNewPurpose()
  const client = server.newClient()

  const page = await signInWith(client)

  expect(page.url.pathname).toBe('/auth/news')
  expect(page.text).toContain('New purpose: To let you recognise your own devices')
  expect(page.text).not.toContain('To make the images you ask for')
  expect(page.text).not.toMatch(/<script|<style|style=/)
  expect(await isSignedIn(client)).toBe(false)
  expect(await versions()).toEqual([1])

  const after = await client.post('/auth/news', { answer: 'continue' })

  expect(after.url.pathname).toBe('/')
  expect(await isSignedIn(client)).toBe(true)
  expect(await versions()).toEqual([2])
  expect((await signInWith(server.newClient())).url.pathname).toBe('/')
})

test('a new class of recipients is asked about as well', async () => {
  await enter()
  policies = afterOneWithout((state) => ({ ...state, recipients: without(state.recipients, 'host') }))

  const page = await signInWith(server.newClient())

  expect(page.text).toContain('New class of recipients: Whoever provides the computers')
})

test('another figure is no question', async () => {
  await enter()
  policies = afterOneWithout((state) => ({ ...state, figures: { ...state.figures, session: 1 } }))

  expect((await signInWith(server.newClient())).url.pathname).toBe('/')
})

test.each(['leave', '', 'planted'])(
  'who answers "%s" stays signed out, and is asked again',
  async (answer) => {
    await enter()
    policies = withNewPurpose()
    const client = server.newClient()
    await signInWith(client)

    const page = await client.post('/auth/news', { answer })

    expect(page.url.pathname).toBe('/')
    expect(await isSignedIn(client)).toBe(false)
    expect(await versions()).toEqual([1])
    expect((await signInWith(client)).url.pathname).toBe('/auth/news')
  },
)

test('the answer serves once, and not without the sign-in', async () => {
  await enter()
  policies = withNewPurpose()
  const client = server.newClient()
  await signInWith(client)
  const cookies = client.cookieHeader
  const answer = (cookie: string) =>
    client.request('/auth/news', {
      method: 'POST',
      headers: { Cookie: cookie },
      body: new URLSearchParams({ answer: 'continue' }),
    })

  const statuses = [await answer(''), await answer(cookies), await answer(cookies)].map(
    ({ status }) => status,
  )

  expect(statuses).toEqual([400, 302, 400])
})

test('who signed in before there were any versions is asked about everything', async () => {
  await enter()
  await server.database.updateTable('accounts').set({ acknowledged_version: 0 }).execute()
  policies = withNewPurpose()

  const page = await signInWith(server.newClient())

  expect(page.url.pathname).toBe('/auth/news')
  expect(page.text).toContain('To make the images you ask for')
})
