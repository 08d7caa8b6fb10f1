import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askDatabase, signIn, startTestServer, type TestServer } from '#testkit'

/* Who becomes an operator at the command line is signed out everywhere, and it stands in a record that shows each change. */

const entry = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url))
let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.dispose())

async function run(args: readonly string[], input = ''): Promise<{ code: unknown; all: string }> {
  const flags = [...args, '--data', server.dataDir]
  const child = spawn(process.execPath, [entry, ...flags], { stdio: ['pipe', 'pipe', 'pipe'] })
  child.stdin.end(input)
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { code, all: out + err }
}

const acts = () =>
  askDatabase(server, 'select number, account_reference, act from audit_entries order by number')

test('a role ends every session of the account, is listed, and can be taken back', async () => {
  const ada = await signIn(server.url, { name: 'Ada', email: 'ada@example.org', age: 30 })
  const elsewhere = await signIn(server.url, { name: 'Ada', email: 'ada@example.org', age: 30 })
  const bob = await signIn(server.url, { name: 'Bob', email: 'bob@example.org', age: 30 })

  expect(await run(['admin', 'grant', '--email', '-'], 'ADA@example.org\n')).toMatchObject({ code: 0 })

  expect((await ada.request('/api/session')).status).toBe(401)
  expect((await elsewhere.request('/api/session')).status).toBe(401)
  expect((await bob.request('/api/session')).status).toBe(200)
  expect((await run(['admin', 'list'])).all).toMatch(/^acc_[\w-]{22} {2}ada@example\.org\n$/)
  expect((await run(['admin', 'grant', '--email', 'ada@example.org'])).all).toContain('already')
  expect(await run(['admin', 'grant', '--email', 'nobody@example.org'])).toMatchObject({ code: 1 })

  expect(await run(['admin', 'revoke', '--email', 'ada@example.org'])).toMatchObject({ code: 0 })

  expect((await run(['admin', 'list'])).all).toBe('Nobody is an operator.\n')
  const named = { account_reference: null }
  expect(await acts()).toEqual([
    { number: 1, act: 'operator-granted', ...named },
    { number: 2, act: 'operator-revoked', ...named },
  ])
})

test('a role follows the address that the provider has verified, and none that somebody gave as theirs', async () => {
  const eve = await signIn(server.url, { name: 'Eve', email: 'eve@example.org', age: 30 })
  const give = async (email: string | null) => {
    const response = await eve.request('/api/rights/profile', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email }),
    })
    expect(response.status).toBe(200)
  }
  await give('chief@example.org')
  const ofNobody = await run(['admin', 'grant', '--email', 'chief@example.org'])
  const [, eveId = ''] =
    /(acc_[\w-]{22})/.exec(
      JSON.stringify(await askDatabase(server, 'select id from accounts where contact_index is not null')),
    ) ?? []
  const named = await run(['admin', 'grant', '--email', 'chief@example.org', '--account', eveId])
  for (const refused of [ofNobody, named])
    expect(refused).toMatchObject({ code: 1, all: expect.stringContaining('Nobody signs in with this') })

  await give('bob@example.org')
  expect(await run(['admin', 'grant', '--email', 'bob@example.org'])).toMatchObject({ code: 0 })

  expect((await eve.request('/api/session')).status).toBe(200)
  expect((await run(['admin', 'list'])).all).toMatch(/^acc_[\w-]{22} {2}bob@example\.org\n$/)
  expect(await run(['admin', 'grant', '--email', 'eve@example.org'])).toMatchObject({ code: 0 })
  expect((await run(['admin', 'list'])).all).toContain(`${eveId}  eve@example.org\n`)
  for (const name of ['bob', 'eve'])
    expect(await run(['admin', 'revoke', '--email', `${name}@example.org`])).toMatchObject({ code: 0 })
})

test('what is produced about somebody is on the record before it is printed', async () => {
  expect((await run(['subpoena', '--email', 'bob@example.org'])).code).toBe(0)
  expect((await run(['subpoena', '--email', 'nobody@example.org'])).code).toBe(1)

  expect((await acts()).map(({ act }) => act)).toEqual([
    'operator-granted',
    'operator-revoked',
    'operator-granted',
    'operator-granted',
    'operator-revoked',
    'operator-revoked',
    'account-produced',
  ])
  expect(await run(['audit', 'chain'])).toEqual({ code: 0, all: 'Whole: 7 acts.\n' })
})

test('a change past the program is found by the command and told at the next start', async () => {
  await askDatabase(server, "update audit_entries set act = 'operator-granted' where number = 2")

  expect(await run(['audit', 'chain'])).toMatchObject({
    code: 1,
    all: expect.stringContaining('BROKEN: entry 2'),
  })
  expect((await run(['audit', 'chain', '--accept-break'])).code).toBe(0)
  expect(await run(['audit', 'chain'])).toMatchObject({ code: 0 })
})
