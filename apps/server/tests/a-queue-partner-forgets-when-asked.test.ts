import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { modelList } from '#contract'
import type { PartnerFailure } from '#partner-spec'
import { type Expected, type FaultName, faultNames, partnerFaults } from '#partner-kit/conformance'
import {
  askDatabase,
  type Client,
  falPartnersFileOf,
  type FakeFalQueue,
  findCredits,
  makePng,
  openImage,
  signIn,
  type Stage,
  start,
  startFakeFalQueue,
  startTestServer,
  type TestServer,
  upload,
  waitFor,
} from '#testkit'

/*
 * A server with a partner whose requests wait in a queue. Each send stands in the ledger under the partner's own name for
 * it, whatever the partner does a person pays for what came, and what the partner has of it goes when it is asked.
 */

let fake: FakeFalQueue
let server: TestServer
let folder: string
let client: Client
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gptimage-fal-'))
  fake = await startFakeFalQueue()
  server = await startTestServer({
    environment: await falPartnersFileOf(fake, folder),
    limits: {
      partnerAnswerMs: 1_500,
      partnerIdleMs: 3_000,
      partnerTotalMs: 8_000,
      partnerPatienceMs: 20_000,
      deletionFirstPauseMs: 40,
      deletionLongestPauseMs: 200,
      deletionLookEveryMs: 50,
    },
  })
  client = await signIn(server.url, { name: 'Ada', email: 'ada@example.org', age: 30 })
})
afterAll(async () => {
  await server.dispose()
  await fake.close()
  await rm(folder, { recursive: true, force: true })
})

const wish = { prompt: 'a heron in the reeds', model: 'fal/flux-2' }

const rowsOf = (id: string) =>
  askDatabase(
    server,
    `select state, content_kinds, size_bytes::int, partner_id, region, partner_request_id from disclosures
     where generation_id = '${id}' order by recorded_at`,
  )

test('the partner is named with its region and its retention before anything is sent', async () => {
  const { models } = modelList.parse(await (await client.request('/api/models')).json())
  expect(models.find(({ id }) => id === wish.model)?.handling).toMatchObject({
    partner: 'Fake fal',
    region: 'US',
    retentionSeconds: 3_600,
    leavesInstallation: true,
  })
  expect([fake.seen, fake.questions]).toEqual([[], []])
})

test('a picture is drawn, its send stands in the ledger under the name the partner gave it', async () => {
  fake.behave(undefined, { pictureBytes: 3_000_000 })
  const photo = makePng({ widthPx: 96, heightPx: 64, sizeBytes: 200_000 })
  const references = [(await upload(client, photo)).id]
  const { id } = await start(client, { ...wish, references, seed: 11 })
  const ended = await waitFor(client, id)
  const [seen] = fake.seen

  expect(ended).toMatchObject({ phase: 'delivered', chargedCredits: 2 })
  expect((await openImage(client, ended.images[0]?.id ?? '')).length).toBeGreaterThan(3_000_000)
  expect([seen?.rejected, seen?.understood?.endpoint, seen?.understood?.prompt]).toEqual([
    undefined,
    'fal-ai/flux-2/edit',
    wish.prompt,
  ])
  expect(await rowsOf(id)).toEqual([
    {
      state: 'sent',
      content_kinds: ['prompt', 'upload'],
      size_bytes: seen?.sizeBytes,
      partner_id: 'fal',
      region: 'US',
      partner_request_id: seen?.id,
    },
  ])
  expect(seen?.headers).toMatchObject({ 'x-fal-store-io': '0', 'x-fal-no-retry': '1' })
  // What is asked about it later says nothing of it.
  expect(fake.questions.every(({ bodyBytes, path }) => bodyBytes === 0 && !path.includes('heron'))).toBe(true)
  expect(await askDatabase(server, 'select count(*)::int from disclosures')).toEqual([{ count: 1 }])
})

test('a person who leaves takes back what still waits there', async () => {
  fake.behave(undefined, { isHeld: true, pictureBytes: 0 })
  const eve = await signIn(server.url, { name: 'Eve', email: 'eve@example.org', age: 30 })
  const before = fake.seen.length
  const { id } = await start(eve, wish)
  await fake.arrivals(before + 1)
  const sent = fake.seen[before]?.id
  await expect.poll(() => rowsOf(id)).toMatchObject([{ partner_request_id: sent }])
  await eve.request('/auth/signout', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
  })
  await expect.poll(() => fake.cancelled, { timeout: 20_000 }).toContain(sent)
  fake.behave(undefined, { isHeld: false })
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
  if (outcome === 'refused') return { phase: 'refused', reason: 'safety', refusal: { by: 'Fake fal' } }
  return { phase: 'failed', reason: disclosed === 'unknown' ? 'outcome-unknown' : reasons[outcome] }
}

const ofPictures: readonly FaultName[] = [
  'truncated-picture',
  'no-picture',
  'empty-batch',
  'endless-picture',
  'giant-picture',
  'invalid-encoding',
  'partial-batch',
  'surplus-batch',
  'expired-address',
  'duplicate-completion',
]
const unbelieved: Expected = { outcome: 'malformed-answer' }
const differs: Readonly<Record<Stage, Partial<Record<FaultName, Expected>>>> = {
  submit: { 'wrong-id': unbelieved, 'other-persons-id': unbelieved },
  status: { 'cut-before-answer': { outcome: 'unavailable' } },
  result: { 'other-persons-id': unbelieved },
}
const planted: readonly (readonly [Stage, Exclude<FaultName, 'no-connection'>])[] = [
  ...faultNames.flatMap((fault) =>
    fault === 'no-connection' || ofPictures.includes(fault) ? [] : [['submit', fault] as const],
  ),
  ['status', 'cut-before-answer'],
  ['status', 'html-body'],
  ['result', 'half-a-body'],
  ['result', 'error-in-success'],
  ['result', 'other-persons-id'],
  ['result', 'refusal'],
  ['result', 'refusal-in-success'],
  ...ofPictures.flatMap((fault) => (fault === 'no-connection' ? [] : [['result', fault] as const])),
]
test.each(planted.map(([stage, fault]) => [partnerFaults[fault].what, stage, fault] as const))(
  'a partner that %s, at the %s',
  async (_, stage, fault) => meetFault(stage, fault),
)

async function meetFault(stage: Stage, fault: Exclude<FaultName, 'no-connection'>): Promise<void> {
  const { expected: usual, count = 1 }: { expected: Expected; count?: number } = partnerFaults[fault]
  const expected = differs[stage][fault] ?? usual
  await askDatabase(server, 'update credit_balances set available = 100')
  const before = fake.seen.length
  fake.behave(fault, { stage, pictureBytes: 0 })
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
  expect(rows.map((row) => row['size_bytes'])).toEqual(received.map(({ sizeBytes }) => sizeBytes))
  expect(rows.every((row) => row['state'] === (expected.disclosed ?? 'sent'))).toBe(true)
}

test('of four pictures that the partner blackened in part, the others are delivered and paid', async () => {
  await askDatabase(server, 'update credit_balances set available = 100')
  fake.behave()
  const { id } = await start(client, { ...wish, prompt: 'nsfw:oxox', count: 4 })
  const ended = await waitFor(client, id)
  expect(ended).toMatchObject({ chargedCredits: 4 })
  expect(ended.images.filter(({ state }) => state === 'ready')).toHaveLength(2)
  expect(await findCredits(client)).toBe(96)
})

test('what the partner has goes when the person asks for it, files at their addresses too', async () => {
  await askDatabase(server, 'update credit_balances set available = 100')
  fake.behave(undefined, { givesAddresses: true, pictureBytes: 0 })
  const { id } = await start(client, wish)
  expect(await waitFor(client, id)).toMatchObject({ phase: 'delivered' })
  const file = fake.questions.findLast(({ path }) => path.startsWith('/media/'))
  const address = new URL(file?.path ?? '', fake.baseUrl)
  const named = await askDatabase(
    server,
    `select partner_request_id as name from disclosures where partner_request_id is not null and account_reference =
     (select account_reference from disclosures where generation_id = '${id}')`,
  )
  const stored = () => fake.desk.stored().filter((held) => named.some(({ name }) => name === held))
  expect([file?.headers.authorization, (await fetch(address)).status]).toEqual([undefined, 200])
  expect(stored().length).toBeGreaterThan(10)

  // Nothing is called deleted that may be there, and it is asked until it is gone.
  fake.desk.behave('left-over')
  const asked = await client.request('/api/disclosures/deletions', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ all: true }),
  })
  expect(asked.status).toBe(202)
  await expect.poll(() => fake.desk.asked.length, { timeout: 20_000 }).toBeGreaterThan(2)
  expect(await askDatabase(server, "select 1 from deletions where outcome = 'deleted'")).toEqual([])
  fake.desk.behave()
  await expect.poll(stored, { timeout: 30_000 }).toEqual([])
  expect((await fetch(address)).status).toBe(404)
  expect(fake.desk.asked.every(({ bodyBytes }) => bodyBytes === 0)).toBe(true)
})

test('after all of that nothing of what was asked stands in the log', async () => {
  const log = await readFile(server.logFile, 'utf8')
  expect([log.includes('heron'), log.includes(fake.key), log.includes(fake.adminKey)]).toEqual([
    false,
    false,
    false,
  ])
  expect(log.split('\n').filter((line) => line.includes('generation-failed'))).toEqual([])
})
