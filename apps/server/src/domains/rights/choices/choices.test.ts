import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeId, parseId } from '#server/kernel/ids.ts'
import { findAccountReference } from '#server/domains/identity/index.ts'
import { signInWith, type SignInServer, startSignInServer } from '#testkit'
import * as z from 'zod/mini'
import type { Person } from '../parts.ts'
import { decide, findChoices, isAllowed, restrict, whoAllows, withdrawByMail } from './choices.ts'

/* What whoever would do something optional is told, at each question anew. */

let server: SignInServer
let ada: Person
let parts: Parameters<typeof decide>[0]
beforeAll(async () => {
  server = await startSignInServer()
  parts = { ...server, policyVersion: 2 }
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

  await decide(parts, ada, { purpose: 'marketing', isAllowed: true })
  expect(await may('marketing')).toBe(true)
  expect(await may('marketing', { isSignalled: true })).toBe(false)

  await decide(parts, ada, { purpose: 'analytics', isAllowed: false })
  expect(await may('analytics')).toBe(false)
})

test('of many at once it is said as of each: by choice, by stop, and not of who is gone', async () => {
  const gone = makeId('acc')
  const allowing = async (purpose: 'analytics' | 'marketing') => [
    ...(await whoAllows(server.database, purpose, [ada.accountId, gone])),
  ]
  await decide(parts, ada, { purpose: 'analytics', isAllowed: true })
  await decide(parts, ada, { purpose: 'marketing', isAllowed: false })
  expect([await allowing('analytics'), await allowing('marketing')]).toEqual([[ada.accountId], []])
  await decide(parts, ada, { purpose: 'analytics', isAllowed: false })
  await decide(parts, ada, { purpose: 'marketing', isAllowed: true })
  expect([await allowing('analytics'), await allowing('marketing')]).toEqual([[], [ada.accountId]])

  const stop = (isRestricted: boolean) =>
    restrict({ ...parts, cancelWork: async () => {} }, ada, isRestricted)
  await stop(true)
  expect(await allowing('marketing')).toEqual([])
  await stop(false)
})

test('a yes is taken back by mail once, and each choice says by whom and under which version', async () => {
  const marketing = async () =>
    (await findChoices(parts, ada.accountId, false)).find(({ purpose }) => purpose === 'marketing')
  await decide(parts, ada, { purpose: 'marketing', isAllowed: true })
  expect(await marketing()).toMatchObject({ isAllowed: true, decidedBy: 'person', policyVersion: 2 })

  await withdrawByMail({ ...parts, policyVersion: 3 }, ada, 'marketing')

  const taken = await marketing()
  expect(taken).toMatchObject({ isAllowed: false, decidedBy: 'mail', policyVersion: 3 })
  await withdrawByMail({ ...parts, policyVersion: 4 }, ada, 'marketing')
  expect(await marketing()).toEqual(taken)
})

test('a signal that was seen is remembered, and only a person’s own word lifts it', async () => {
  await findChoices(parts, ada.accountId, true)
  expect([await may('analytics'), await may('marketing')]).toEqual([false, false])
  await decide(parts, ada, { purpose: 'marketing', isAllowed: true })
  expect(await may('marketing')).toBe(true)
})
