import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { parseId } from '#server/kernel/ids.ts'
import { signInWith, type SignInServer, startSignInServer } from '#testkit'
import { isOperator, setRole } from './roles.ts'

let server: SignInServer
beforeEach(async () => {
  server = await startSignInServer()
})
afterEach(() => server.close())

const ask = async (statement: string) =>
  (await sql.raw<Record<string, unknown>>(statement).execute(server.database)).rows
const waiting =
  "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"

test('who is an operator stays one until what they do is done, and is none after', async () => {
  await signInWith(server.newClient(), { name: 'Olga' })
  const accountId = parseId('acc', String((await ask('select id from accounts'))[0]?.['id']))
  if (accountId === undefined) throw new Error('no account')
  const transact = server.database.transaction()
  expect(await transact.execute((tx) => isOperator(tx, accountId))).toBe(false)
  await transact.execute((tx) => setRole(tx, accountId, 'operator'))
  const order: string[] = []
  let revoked: Promise<unknown> | undefined

  await transact.execute(async (tx) => {
    expect(await isOperator(tx, accountId)).toBe(true)
    revoked = transact
      .execute((other) => setRole(other, accountId, 'person'))
      .then(() => order.push('revoked'))
    await vi.waitUntil(async () => (await ask(waiting)).length > 0, 20_000)
    order.push('done')
  })
  await revoked

  expect(order).toEqual(['done', 'revoked'])
  expect(await transact.execute((tx) => isOperator(tx, accountId))).toBe(false)
})
