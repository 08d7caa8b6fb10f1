import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseId } from '#server/kernel/ids.ts'
import { findAccountReference } from '#server/domains/identity/index.ts'
import { signInWith, type SignInServer, startSignInServer } from '#testkit'
import * as z from 'zod/mini'
import type { Person } from '../parts.ts'
import { decide, findChoices, isAllowed } from './choices.ts'

/* What whoever would do something optional is told, at each question anew. */

let server: SignInServer
let ada: Person
beforeAll(async () => {
  server = await startSignInServer()
  const client = server.newClient()
  await signInWith(client, { name: 'Ada', email: 'ada@example.org', age: 30 })
  const session = z.object({ accountId: z.string() })
  const told = session.parse(await (await client.request('/api/session')).json())
  const accountId = parseId('acc', told.accountId)
  if (accountId === undefined) throw new Error('not signed in')
  ada = { accountId, accountReference: await findAccountReference(server.database, accountId) }
})
afterAll(() => server.close())

const may = (purpose: 'analytics' | 'marketing', { isSignalled = false, isRestricted = false } = {}) =>
  isAllowed(server.database, { ...ada, isRestricted }, { purpose, isSignalled })

test('analytics until objected to, marketing after a yes, neither for a signal or a stop', async () => {
  expect([await may('analytics'), await may('marketing')]).toEqual([true, false])
  expect(await may('analytics', { isSignalled: true })).toBe(false)
  expect(await may('analytics', { isRestricted: true })).toBe(false)

  await decide(server, ada, { purpose: 'marketing', isAllowed: true })
  expect(await may('marketing')).toBe(true)
  expect(await may('marketing', { isSignalled: true })).toBe(false)

  await decide(server, ada, { purpose: 'analytics', isAllowed: false })
  expect(await may('analytics')).toBe(false)
})

test('a signal that was seen is remembered, and only a person’s own word lifts it', async () => {
  await findChoices(server, ada.accountId, true)
  expect([await may('analytics'), await may('marketing')]).toEqual([false, false])
  await decide(server, ada, { purpose: 'marketing', isAllowed: true })
  expect(await may('marketing')).toBe(true)
})
