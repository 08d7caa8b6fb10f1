import { insertProvenanceMark } from '#image-bytes'
import { expect, test } from 'vitest'
import { generationView, generationList } from '#contract'
import {
  ask,
  askDatabase,
  type Client,
  findCredits,
  openImage,
  openPartneredServer,
  pngOf,
  readGeneration,
  signIn,
  start,
  waitFor,
} from '#testkit'

/* What a person or a program may ask wrongly, twice, at once, or too late. */

const { server, partner } = await openPartneredServer({
  partnerSlots: 2,
  limits: { generationsWaitingPerAccount: 5 },
  environment: { TRUSTED_PROXIES: '127.0.0.1' },
})
let people = 0

async function newPerson(): Promise<Client> {
  people += 1
  return signIn(
    server.url,
    { name: 'Ada', email: `ada-${people}@example.org`, age: 30 },
    { forwardedFor: `192.0.2.${people}` },
  )
}

const wish = { prompt: 'a fox', model: 'plain/picture' }
const key = (name: string) => `a-key-for-${name}`.padEnd(24, '.')

test('of twenty requests with one key one is made and charged, and all get it', async () => {
  const client = await newPerson()
  partner.behave({ kind: 'draw', sizeBytes: 20_000 })
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask(client, wish, key('twenty'))))
  const views = await Promise.all(answers.map(async (answer) => generationView.parse(await answer.json())))
  expect(new Set(views.map(({ id }) => id)).size).toBe(1)
  await waitFor(client, views[0]?.id ?? '')
  expect(await findCredits(client)).toBe(99)
  const other = await ask(client, { ...wish, prompt: 'another fox' }, key('twenty'))
  expect([other.status, (await other.text()).includes('generation/key-conflict')]).toEqual([422, true])
})

test.each<[string, Record<string, unknown>, number, string]>([
  ['an empty prompt', { prompt: ' \n ' }, 422, 'generation/prompt-empty'],
  ['a prompt that is too long', { prompt: 'ä'.repeat(2_001) }, 422, 'generation/prompt-too-long'],
  ['a size it does not draw', { widthPx: 640 }, 422, 'models/size-not-supported'],
  ['a model that is none', { model: 'plain/none' }, 422, 'models/unknown'],
  ['too many pictures', { count: 5 }, 422, 'models/count-not-supported'],
  ['an option it does not take', { background: 'transparent' }, 422, 'models/option-not-supported'],
  ['a seed that is none', { seed: -1 }, 400, 'http/invalid-parameter'],
])('%s is told apart, and nothing is charged or kept', async (_, change, status, code) => {
  const client = await newPerson()
  const response = await client.request('/api/generations', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key('wrong') },
    body: JSON.stringify({ ...wish, widthPx: 512, heightPx: 512, count: 1, ...change }),
  })
  expect([response.status, (await response.text()).includes(`"${code}"`)]).toEqual([status, true])
  expect(await findCredits(client)).toBe(100)
  const list = generationList.parse(await (await client.request('/api/generations')).json())
  expect(list.generations).toEqual([])
})

test('without a key, without credits, or with too many waiting, it says so', async () => {
  const client = await newPerson()
  const keyless = await client.request('/api/generations', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...wish, widthPx: 512, heightPx: 512, count: 1 }),
  })
  expect(keyless.status).toBe(400)
  partner.behave({ kind: 'hang' })
  const answers = []
  for (let index = 0; index < 6; index += 1) answers.push((await ask(client, wish)).status)
  expect(answers).toEqual([202, 202, 202, 202, 202, 429])
  partner.behave({ kind: 'draw', sizeBytes: 20_000 })
  partner.release()
  await askDatabase(server, 'update credit_balances set available = 0')
  const poor = await newPerson()
  await askDatabase(server, 'update credit_balances set available = 1 where available = 100')
  const refused = await ask(poor, { ...wish, count: 2 })
  expect([refused.status, (await refused.text()).includes('billing/not-enough-credits')]).toEqual([402, true])
})

test('no more run than there are slots, a second person does not wait behind all of the first, and cancelling reaches the partner', async () => {
  const [first, second] = [await newPerson(), await newPerson()]
  await waitForQuiet()
  const before = partner.seen.length
  partner.behave({ kind: 'stall', sizeBytes: 20_000 })
  const mine = []
  for (let index = 0; index < 4; index += 1) mine.push(await start(first, wish))
  const theirs = await start(second, wish)
  await expect.poll(() => partner.seen.length - before).toBe(2)
  const running = await askDatabase(
    server,
    "select count(*)::int as count from generations where phase = 'running'",
  )
  expect(running).toEqual([{ count: 2 }])
  const [one, two] = mine
  await first.request(`/api/generations/${one?.id}/cancel`, { method: 'POST' })
  expect((await waitFor(first, one?.id ?? '')).phase).toBe('cancelled')
  await expect.poll(() => partner.cancelled.length).toBeGreaterThan(0)
  // The free slot goes to who has nothing running.
  expect((await waitFor(second, theirs.id, ({ phase }) => phase === 'running')).phase).toBe('running')
  expect((await readGeneration(first, mine[2]?.id ?? '')).phase).toBe('queued')
  partner.behave({ kind: 'draw', sizeBytes: 20_000 })
  partner.release()
  expect((await waitFor(first, two?.id ?? '')).phase).toBe('delivered')
  expect((await waitFor(second, theirs.id)).phase).toBe('delivered')
})

test('for whom a slot is free it runs at once, and no ticket is written; who comes later waits, and is cancelled like any', async () => {
  const client = await newPerson()
  await waitForQuiet()
  const before = partner.seen.length
  partner.behave({ kind: 'stall', sizeBytes: 20_000 })
  const started = [await start(client, wish), await start(client, wish)]
  expect(started.map(({ phase, startedAt }) => [phase, startedAt !== undefined])).toEqual([
    ['running', true],
    ['running', true],
  ])
  expect(await askDatabase(server, 'select 1 from tickets')).toEqual([])
  const waiting = await start(client, wish)
  expect([waiting.phase, waiting.startedAt]).toEqual(['queued', undefined])
  expect((await askDatabase(server, 'select 1 from tickets')).length).toBeGreaterThan(0)
  for (const { id } of [...started, waiting])
    await client.request(`/api/generations/${id}/cancel`, { method: 'POST' })
  for (const { id } of [...started, waiting]) expect((await waitFor(client, id)).phase).toBe('cancelled')
  expect(partner.seen.filter(({ method }) => method === 'POST').length).toBeLessThanOrEqual(before + 2)
  expect(await findCredits(client)).toBe(100)
  partner.behave({ kind: 'draw', sizeBytes: 20_000 })
  partner.release()
})

test.each([
  [{ kind: 'fail', status: 429 }, 'failed', 'partner-busy'],
  [{ kind: 'fail', status: 500 }, 'failed', 'partner-unavailable'],
  [{ kind: 'fail', status: 401 }, 'failed', 'partner-unavailable'],
  [{ kind: 'lie', body: '<html>not a picture</html>' }, 'failed', 'partner-malformed'],
  [{ kind: 'break', sizeBytes: 90_000 }, 'failed', 'outcome-unknown'],
  [{ kind: 'refuse', category: 'violence' }, 'refused', 'safety'],
] as const)('a partner that does %o costs nothing and is named', async (behaviour, phase, reason) => {
  const client = await newPerson()
  partner.behave(behaviour)
  const { id } = await start(client, wish)
  expect(await waitFor(client, id)).toMatchObject({ phase, reason, chargedCredits: 0 })
  expect(await findCredits(client)).toBe(100)
})

test('a picture is the very bytes the partner sent but for its mark, and gone when it is deleted', async () => {
  const client = await newPerson()
  partner.behave({ kind: 'draw', sizeBytes: 1_234_567 })
  const { images } = await waitFor(client, (await start(client, wish)).id)
  const id = images[0]?.id ?? ''
  expect((await openImage(client, id)).equals(insertProvenanceMark(pngOf(1_234_567)))).toBe(true)
  expect((await client.request(`/api/images/${id}`, { method: 'DELETE' })).status).toBe(204)
  expect((await client.request(`/api/images/${id}`)).status).toBe(404)
})

async function waitForQuiet(): Promise<void> {
  const unended = async () =>
    (await askDatabase(server, "select 1 from generations where phase in ('queued', 'running')")).length
  await expect.poll(unended, { timeout: 20_000 }).toBe(0)
}
