import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  ask,
  askDatabase,
  type Client,
  type FakePartner,
  findCredits,
  findFreePort,
  hasEnded,
  listObjectFiles,
  readGeneration,
  signIn,
  signOut,
  startFakePartner,
  startTestServer,
  type TestServer,
} from '#testkit'
import { generationView } from '#contract'

/* T12: SIGKILL at random moments of a generation; limits are small so that a lease lapses in a second. */

const kills = process.env['TEST_LONG'] === '1' ? 1_000 : 40
const limits = { leaseMs: 900, leaseRenewMs: 300, sweepEveryMs: 150 }
const stuckAfterMs = 60_000

let partner: FakePartner
let server: TestServer
let client: Client

beforeAll(async () => {
  partner = await startFakePartner({ kind: 'draw', sizeBytes: 600_000, delayMs: 30 })
  server = await startTestServer({ port: await findFreePort(), limits, partnerUrl: partner.baseUrl })
  client = await signIn(server.url, { name: 'Ada', email: 'ada@example.org', age: 30 })
  await grantCredits(kills)
})
afterAll(async () => {
  await server.dispose()
  await partner.close()
})

/** Enough for every kill, beside what an account starts with. */
async function grantCredits(amount: number): Promise<void> {
  const entry = `'grant', ${amount}, 'for-this-test', now()`
  await askDatabase(
    server,
    `insert into credit_entries (account_reference, kind, amount, operation, recorded_at) select account_reference, ${entry} from credit_balances`,
  )
  await askDatabase(server, `update credit_balances set available = available + ${amount}`)
}

async function restart(): Promise<void> {
  const { folder, port } = server
  server = await startTestServer({ folder, port, limits, partnerUrl: partner.baseUrl })
}

test(`after ${kills} kills no credit is lost or doubled, nothing is stuck, nothing is left behind`, async () => {
  for (let kill = 0; kill < kills; kill += 1) {
    const key = `kill-number-${kill}-of-this-run`
    const wish = { prompt: 'a fox', model: kill % 2 === 0 ? 'plain/picture' : 'builtin/sketch', count: 1 }
    // When it is killed is what is tried; nothing is waited for here.
    const asking = ask(client, wish, key).catch(() => undefined)
    await pause(Math.random() * (kill % 2 === 0 ? 160 : 900))
    await server.kill()
    await asking
    await restart()
    // A program that got no answer asks again under the same key.
    const again = await ask(client, wish, key)
    expect(again.status).toBe(202)
    const { id } = generationView.parse(await again.json())
    await expect
      .poll(async () => hasEnded(await readGeneration(client, id)), { timeout: stuckAfterMs, interval: 100 })
      .toBe(true)
  }
  await checkBooks()
  await checkSends()
  await signOut(client)
  await expect.poll(() => listObjectFiles(server), { timeout: 60_000 }).toEqual([])
})

/** What the person still has and what was charged is what they started with; nothing is held. */
async function checkBooks(): Promise<void> {
  const [balance] = await askDatabase(server, 'select available, reserved from credit_balances')
  const charged = await askDatabase(
    server,
    "select coalesce(sum(amount), 0)::int as sum from credit_entries where kind = 'capture'",
  )
  expect(balance).toEqual({ available: 100 + kills - Number(charged[0]?.['sum']), reserved: 0 })
  expect(await findCredits(client)).toBe(balance?.['available'])
  // Of so many the studio lists the newest only.
  const told = await askDatabase(server, 'select sum(charged_credits)::int as sum from generations')
  expect(told).toEqual(charged)
}

/** Nothing went to the partner that no row tells of, and nothing went twice. */
async function checkSends(): Promise<void> {
  const rows = await askDatabase(
    server,
    'select generation_id, attempt, count(*)::int as sends from disclosures group by 1, 2',
  )
  expect(rows.every(({ sends }) => sends === 1)).toBe(true)
  const sent = partner.seen.filter(({ method }) => method === 'POST').length
  expect(sent).toBeLessThanOrEqual(rows.length)
}
