import { setTimeout as pause } from 'node:timers/promises'
import { signedReceipt } from '#contract'
import {
  askDatabase,
  type Client,
  type FakePartner,
  listObjectFiles,
  signIn,
  start,
  startFakePartner,
  startTestServer,
  type TestServer,
  waitFor,
} from '#testkit'
import { type Figure, milliseconds, now, quantile } from './figure.ts'

/* What a person's rights take with a thousand sealed objects: to see, to take along, to erase. */

const generations = 200
const imagesEach = 4
const atOnce = 5
const heldReadings = 200
const heldGoalMs = 50
const exportGoalMs = 5_000
const unreadableGoalMs = 100
const goneGoalMs = 60_000

export async function measureRights(): Promise<Figure[]> {
  const partner = await startFakePartner({ kind: 'draw', sizeBytes: 20_000 })
  const server = await startTestServer({ partnerUrl: partner.baseUrl, partnerSlots: 64 })
  try {
    return await measure(server, partner)
  } finally {
    await server.dispose()
    await partner.close()
  }
}

async function measure(server: TestServer, { baseUrl }: FakePartner): Promise<Figure[]> {
  const client = await signIn(server.url, { name: 'Ada', email: 'ada@example.org', age: 30 })
  await askDatabase(server, 'update credit_balances set available = 1000000')
  for (let made = 0; made < generations; made += atOnce) {
    await Promise.all(Array.from({ length: atOnce }, () => make(client)))
  }
  const objects = (await listObjectFiles(server)).length
  const held = await measureHeld(client)
  const took = await measureExport(client)
  const erased = await measureErasure(server, client)
  process.stdout.write(`       ${objects} sealed objects, sent to ${new URL(baseUrl).host}\n`)
  return [held, took, ...erased]
}

async function make(client: Client): Promise<void> {
  const { id } = await start(client, {
    prompt: 'a fox in the snow',
    model: 'plain/picture',
    count: imagesEach,
  })
  await waitFor(client, id)
}

async function measureHeld(client: Client): Promise<Figure> {
  const times: number[] = []
  for (let reading = 0; reading < heldReadings; reading += 1) {
    const startedAt = now()
    await (await client.request('/api/rights/held')).arrayBuffer()
    times.push(now() - startedAt)
  }
  const p50 = quantile(times, 0.5)
  return {
    name: 'what we hold, p50',
    measured: `${milliseconds(p50)}, p99 ${milliseconds(quantile(times, 0.99))}`,
    goal: `≤ ${heldGoalMs} ms`,
    isMet: p50 <= heldGoalMs,
  }
}

async function measureExport(client: Client): Promise<Figure> {
  const startedAt = now()
  const response = await client.request('/api/rights/export', { method: 'POST' })
  const { byteLength } = await response.arrayBuffer()
  const took = now() - startedAt
  return {
    name: 'everything of 1 000 objects as a zip',
    measured: `${milliseconds(took)}, ${(byteLength / 1e6).toFixed(1)} MB`,
    goal: `≤ ${exportGoalMs} ms`,
    isMet: took <= exportGoalMs && byteLength > 1_000_000,
  }
}

async function measureErasure(server: TestServer, client: Client): Promise<Figure[]> {
  const askedAt = now()
  const response = await client.request('/api/rights/erase-account', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ confirm: 'erase my account for good' }),
  })
  const { receipt } = signedReceipt.parse(await response.json())
  const answered = now() - askedAt
  const unreadable = Date.parse(receipt.unreadableAt) - askedAt
  while ((await listObjectFiles(server)).length > 0) await pause(20)
  const gone = now() - askedAt
  return [
    {
      name: 'an account of 1 000 objects, erased: until unreadable',
      measured: `${milliseconds(unreadable)}; receipt after ${milliseconds(answered)}`,
      goal: `≤ ${unreadableGoalMs} ms`,
      isMet: unreadable <= unreadableGoalMs,
    },
    {
      name: 'the same, until its bytes are gone',
      measured: milliseconds(gone),
      goal: `≤ ${goneGoalMs} ms`,
      isMet: gone <= goneGoalMs,
    },
  ]
}
