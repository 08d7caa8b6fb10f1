import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disclosurePage, modelList } from '#contract'
import type { PartnerFailure } from '#partner-spec'
import { type Expected, type FaultName, faultNames, partnerFaults } from '#partner-kit/conformance'
import {
  ask,
  askDatabase,
  type Client,
  type FakeOpenaiImages,
  findCredits,
  listObjectFiles,
  makePng,
  openImage,
  partnersFileOf,
  signIn,
  start,
  startFakeOpenaiImages,
  startTestServer,
  type TestServer,
  upload,
  waitFor,
} from '#testkit'

/*
 * A server with a partner as an operator states it. Whatever the partner does, a person hears one closed word, pays for
 * what came, and the ledger knows of every send; the server lives and stays small.
 */

let fake: FakeOpenaiImages
let server: TestServer
let folder: string
let client: Client
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gptimage-partner-'))
  fake = await startFakeOpenaiImages()
  server = await startTestServer({
    environment: await partnersFileOf(fake, folder),
    limits: {
      partnerAnswerMs: 1_500,
      partnerIdleMs: 3_000,
      partnerTotalMs: 8_000,
      partnerPatienceMs: 20_000,
    },
  })
  client = await signIn(server.url, { name: 'Ada', email: 'ada@example.org', age: 30 })
})
afterAll(async () => {
  await server.dispose()
  await fake.close()
  await rm(folder, { recursive: true, force: true })
})

const wish = { prompt: 'a fox in the snow', model: 'openai/gpt-image-2' }

test('the partner is named with its region and its retention before anything is sent', async () => {
  const { models } = modelList.parse(await (await client.request('/api/models')).json())
  expect(models.find(({ id }) => id === wish.model)?.handling).toEqual({
    partnerId: 'openai',
    partner: 'Fake OpenAI',
    region: 'EU',
    retentionSeconds: 3_600,
    leavesInstallation: true,
    isAllowed: true,
  })
  const quote = await client.request('/api/quotes', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ model: wish.model, widthPx: 512, heightPx: 512, count: 3, quality: 'high' }),
  })
  expect(await quote.json()).toMatchObject({
    credits: 18,
    partner: 'Fake OpenAI',
    region: 'EU',
    retentionSeconds: 3_600,
  })
  expect(fake.seen).toEqual([])
})

test('pictures of one’s own reach it whole and nameless, and every kind stands in the ledger', async () => {
  fake.behave()
  const photo = makePng({ widthPx: 96, heightPx: 64, sizeBytes: 200_000 })
  const mask = makePng({ widthPx: 96, heightPx: 64, hasAlpha: true })
  const references = [(await upload(client, photo)).id, (await upload(client, photo)).id]
  const asked = { ...wish, references, mask: (await upload(client, mask, 'mask')).id }
  const { id } = await start(client, asked)
  expect(await waitFor(client, id)).toMatchObject({ phase: 'delivered' })
  const { understood, sent, rejected } = fake.seen.at(-1) ?? {}

  expect([rejected, understood?.operation, understood?.prompt]).toEqual([
    undefined,
    'image_edit',
    wish.prompt,
  ])
  expect(sent?.files.map(({ field, fileName }) => [field, fileName])).toEqual([
    ['image[]', 'image.png'],
    ['image[]', 'image.png'],
    ['mask', 'image.png'],
  ])
  expect(await rowsOf(id)).toMatchObject([
    { state: 'sent', content_kinds: ['prompt', 'upload', 'mask'], size_bytes: sent?.sizeBytes, region: 'EU' },
  ])
})

const reasons: Readonly<Record<PartnerFailure, string>> = {
  'invalid-request': 'partner-rejected',
  'rate-limited': 'partner-busy',
  'out-of-credit': 'partner-unavailable',
  unauthorized: 'partner-unavailable',
  'timed-out': 'partner-timed-out',
  unavailable: 'partner-unavailable',
  'malformed-answer': 'partner-malformed',
}

function expectedEnd({ outcome, disclosed }: Expected) {
  if (outcome === 'delivered') return { phase: 'delivered' }
  if (outcome === 'refused') return { phase: 'refused', reason: 'safety', refusal: { by: 'Fake OpenAI' } }
  return { phase: 'failed', reason: disclosed === 'unknown' ? 'outcome-unknown' : reasons[outcome] }
}

const rowsOf = (id: string) =>
  askDatabase(
    server,
    `select state, content_kinds, size_bytes::int, partner_id, region, partner_request_id from disclosures
     where generation_id = '${id}' order by recorded_at`,
  )

const faults = faultNames.filter((fault) => fault !== 'no-connection')
test.each(faults.map((fault) => [partnerFaults[fault].what, fault] as const))(
  'a partner that %s',
  async (_, fault) => meetFault(fault),
)

async function meetFault(fault: Exclude<FaultName, 'no-connection'>): Promise<void> {
  const { expected, count = 1 }: { expected: Expected; count?: number } = partnerFaults[fault]
  await askDatabase(server, 'update credit_balances set available = 100')
  const before = fake.seen.length
  fake.behave(fault)
  const { id } = await start(client, { ...wish, count })
  const ended = await waitFor(client, id)
  const images =
    expected.images === 'fewer' ? 0 : (expected.images ?? (expected.outcome === 'delivered' ? count : 0))
  const received = fake.seen.slice(before)
  const rows = await rowsOf(id)

  expect(ended).toMatchObject({ ...expectedEnd(expected), chargedCredits: images * 2 })
  expect(await findCredits(client)).toBe(100 - images * 2)
  expect(ended.images.filter(({ state }) => state === 'ready')).toHaveLength(images)
  expect(received).toHaveLength(expected.sends ?? 1)
  expect(rows.map((row) => row['size_bytes'])).toEqual(received.map(({ sent }) => sent?.sizeBytes))
  expect(rows.every((row) => row['state'] === (expected.disclosed ?? 'sent'))).toBe(true)
}

test('a partner that is not there received nothing, and the ledger says so', async () => {
  const own = await startFakeOpenaiImages()
  const place = await mkdtemp(join(tmpdir(), 'gptimage-partner-'))
  const other = await startTestServer({ environment: await partnersFileOf(own, place) })
  try {
    const ada = await signIn(other.url, { name: 'Ada', email: 'ada@example.org', age: 30 })
    await own.close()
    const { id } = await start(ada, wish)
    expect(await waitFor(ada, id)).toMatchObject({
      phase: 'failed',
      reason: 'partner-unavailable',
      chargedCredits: 0,
    })
    expect(await askDatabase(other, 'select state from disclosures')).toEqual([{ state: 'failed' }])
  } finally {
    await other.dispose()
    await rm(place, { recursive: true, force: true })
  }
})

test('after all of that the same server draws, has nothing left over, and never grew out of hand', async () => {
  fake.behave(undefined, { pictureBytes: 4_200_000 })
  const { images } = await waitFor(client, (await start(client, { ...wish, quality: 'low', count: 2 })).id)
  const opened = await Promise.all(images.map(({ id }) => openImage(client, id ?? '')))
  const status = await readFile(`/proc/${server.pid}/status`, 'utf8')
  const peakMiB = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024

  expect(opened.every(({ length }) => length > 4_200_000 && length < 4_201_000)).toBe(true)
  expect((await fetch(new URL('/readyz', server.url))).status).toBe(200)
  expect(peakMiB).toBeLessThan(400)
  await client.request('/auth/signout', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
  })
  await expect.poll(() => listObjectFiles(server), { timeout: 90_000 }).toEqual([])
  const log = await readFile(server.logFile, 'utf8')
  expect([log.includes('a fox in the snow'), log.includes(fake.key)]).toEqual([false, false])
  expect(log.split('\n').filter((line) => line.includes('generation-failed'))).toEqual([])
})

test('what it cannot delete sooner is not called deleted, but gone by its day', async () => {
  fake.behave()
  const cleo = await signIn(server.url, { name: 'Cleo', email: 'cleo@example.org', age: 30 })
  await waitFor(cleo, (await start(cleo, wish)).id)
  const asked = await cleo.request('/api/disclosures/deletions', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ all: true }),
  })
  expect(await asked.json()).toEqual({ asked: 1, waiting: 0, inWriting: 0, settled: 1 })
  const { disclosures } = disclosurePage.parse(await (await cleo.request('/api/disclosures')).json())
  expect(disclosures).toMatchObject([{ deletion: { state: 'settled', outcome: 'not-possible-before' } }])
  const heldMs = Date.parse(disclosures[0]?.heldUntil ?? '') - Date.parse(disclosures[0]?.recordedAt ?? '')
  expect(heldMs).toBeGreaterThanOrEqual(3_600_000)
})

test('a wish that the model cannot meet is told before anything is sent', async () => {
  const ben = await signIn(server.url, { name: 'Ben', email: 'ben@example.org', age: 30 })
  const before = fake.seen.length
  const answer = await ask(ben, { ...wish, widthPx: 640, heightPx: 640 })
  expect([answer.status, (await answer.text()).includes('models/size-not-supported')]).toEqual([422, true])
  expect(fake.seen).toHaveLength(before)
})
