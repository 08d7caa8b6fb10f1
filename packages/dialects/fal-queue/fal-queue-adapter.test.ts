import type { IncomingMessage } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import type { ImageRequest } from '#partner-spec'
import { createConnection, createQuestions } from '#partner-kit'
import { anInput, aRequest, generous, runOnce } from '#partner-kit/conformance'
import {
  falPartner,
  type FalSays,
  saidId,
  saidPicture,
  saidUrl,
  sayJson,
  startFakeFalQueue,
  startSayingFal,
} from '#testkit'
import deletion from './fixtures/deletion.json' with { type: 'json' }
import refusal from './fixtures/refusal.json' with { type: 'json' }

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

type Change = Parameters<typeof falPartner>[1]

async function askFake(change: Partial<ImageRequest> = {}, changed: Change = {}) {
  const fake = await startFakeFalQueue()
  closers.push(fake.close)
  const partner = falPartner(fake, changed)
  const ran = await runOnce(partner, aRequest(partner, { prompt: Buffer.from('a fox'), ...change }), {
    limits: generous,
  })
  return { ran, fake, partner }
}

async function startSaying(says: Parameters<typeof startSayingFal>[0]) {
  const saying = await startSayingFal(says)
  closers.push(saying.close)
  return saying
}

async function askSaying(
  says: Parameters<typeof startSaying>[0],
  change: Partial<ImageRequest> = {},
  changed: Change = {},
) {
  const { fake, paths, bodies } = await startSaying(says)
  const partner = falPartner(fake, changed)
  return {
    ran: await runOnce(partner, aRequest(partner, change), { limits: generous }),
    paths,
    bodies,
    partner,
  }
}

test('a submission is exactly what the documentation names, and asks that nothing be kept', async () => {
  const heads: IncomingMessage['headers'][] = []
  const { ran, bodies } = await askSaying(
    {
      submit: (response, request) => {
        heads.push(request.headers)
        sayJson(response, { request_id: saidId })
      },
    },
    { prompt: Buffer.from('a fox') },
  )
  expect([ran.outcome, JSON.parse(bodies[0] ?? '')]).toEqual([
    'delivered',
    { prompt: 'a fox', image_size: { width: 1024, height: 1024 }, num_images: 1, seed: 7, sync_mode: true },
  ])
  // Whatever is asked later says nothing.
  expect(bodies.slice(1).every((body) => body === '')).toBe(true)
  expect(heads[0]).toMatchObject({
    'x-fal-store-io': '0',
    'x-fal-no-retry': '1',
    'x-app-fal-disable-fallback': 'true',
    'x-fal-object-lifecycle-preference': JSON.stringify({
      expiration_duration_seconds: 60,
      initial_acl: { default: 'forbid', rules: [] },
    }),
    authorization: 'Key key',
  })
})

test('pictures go within the request, to the endpoint that takes them', async () => {
  const size = { widthPx: 64, heightPx: 64 }
  const references = [1, 2, 3].map((more) =>
    anInput(Buffer.concat([saidPicture, Buffer.alloc(more)]), { mediaType: 'image/png', ...size }),
  )
  const { ran, fake } = await askFake({ references })
  expect(ran).toMatchObject({ outcome: 'delivered', rows: [{ kinds: ['prompt', 'upload'] }] })
  expect(fake.seen[0]?.path).toBe('/queue/fal-ai/flux-2/edit')
  expect(fake.seen[0]?.understood?.pictures.map(({ length }) => length)).toEqual(
    references.map(({ sizeBytes }) => sizeBytes),
  )
})

const reference = anInput(saidPicture, { mediaType: 'image/png', widthPx: 64, heightPx: 64 })
test.each<[string, Partial<ImageRequest>, Change]>([
  ['a mask', { references: [reference], mask: reference }, {}],
  ['no background', { background: 'transparent' }, {}],
  ['a quality', { quality: 'high' }, {}],
  ['17 pictures', { references: Array.from({ length: 17 }, () => reference) }, {}],
  [
    'two pictures where one is taken',
    { references: [reference, reference] },
    { wire: { references: { wireName: 'fal-ai/flux-2/edit', field: 'image_url' } } },
  ],
])('%s cannot be said, and is not sent without it', async (_, change, changed) => {
  const { ran, fake } = await askFake(change, changed)
  expect(ran).toMatchObject({ outcome: 'invalid-request', disclosed: 'nothing', rows: [] })
  expect([fake.seen, fake.questions]).toEqual([[], []])
})

test('how far it is, is told once each, and asked less and less often', async () => {
  const waits: number[] = []
  const wait = async (milliseconds: number) => void waits.push(milliseconds)
  const states = [2, 2, 1, 0, 'IN_PROGRESS', 'IN_PROGRESS', 'IN_PROGRESS', 'COMPLETED']
  const { ran, paths } = await askSaying(
    {
      status: (response) => {
        const state = states.shift()
        if (typeof state === 'string') sayJson(response, { status: state })
        else sayJson(response, { status: 'IN_QUEUE', queue_position: state }, 202)
      },
    },
    {},
    { wait },
  )
  expect(ran.events.map((event) => ('ahead' in event ? event.ahead : event.kind))).toEqual([
    'accepted',
    2,
    1,
    0,
    'progress',
    'image',
    'done',
  ])
  expect(waits).toEqual([...waits].sort((one, other) => one - other))
  expect([waits.length, waits[0], Math.max(...waits) <= 3_000]).toEqual([7, 300, true])
  expect(paths[0]).toBe('POST /fal-ai/flux-2')
  expect(new Set(paths.slice(1))).toEqual(
    new Set([`GET /fal-ai/flux-2/requests/${saidId}/status`, `GET /fal-ai/flux-2/requests/${saidId}`]),
  )
})

test('a request that stays in the queue for ever is taken back', async () => {
  const { ran, paths } = await askSaying({
    status: (response) => sayJson(response, { status: 'IN_QUEUE', queue_position: 9 }, 202),
    result: (response) => sayJson(response, { status: 'CANCELLATION_REQUESTED' }, 202),
  })
  expect(ran).toMatchObject({ outcome: 'timed-out', disclosed: 'sent' })
  expect(paths.at(-1)).toBe(`PUT /fal-ai/flux-2/requests/${saidId}/cancel`)
})

test.each<[string, string]>([
  ['sexual', 'sexual'],
  ['sexual/minors', 'minors'],
  ['self-harm', 'self-harm'],
  ['harassment', 'hate'],
  ['hate', 'hate'],
  ['violence', 'violence'],
  ['illicit', 'illegal'],
  ['model_moderated', 'other'],
])('a refusal for %s is told as %s', async (category, expected) => {
  const [first] = refusal.body.detail
  const body = { detail: [{ ...first, categories: [category] }] }
  const { ran } = await askSaying({ result: (response) => sayJson(response, body, refusal.status) })
  expect(ran.events.at(-1)).toEqual({ kind: 'refused', stage: 'input', category: expected })
})

test.each<[string, unknown]>([
  ['a bare list', refusal.body.detail],
  ['no categories', { detail: [{ type: 'content_policy_violation' }] }],
])('a refusal as %s is one', async (_, body) => {
  const { ran } = await askSaying({ submit: (response) => sayJson(response, body, 422) })
  expect(ran.outcome).toBe('refused')
})

test('a refusal that repeats 20 MB of pictures is read', async () => {
  const input = {
    image_urls: Array.from({ length: 4 }, () => `data:image/png;base64,${'QUJD'.repeat(1_250_000)}`),
  }
  const body = { detail: [{ ...refusal.body.detail[0], input }] }
  const { fake } = await startSaying({ result: (response) => sayJson(response, body, 422) })
  const partner = falPartner(fake)
  const ran = await runOnce(partner, aRequest(partner), { limits: generous })
  expect(ran.outcome).toBe('refused')
})

test.each<[string, number, unknown, string]>([
  ['no money', 403, { detail: 'User is locked. Reason: Exhausted balance. Top up.' }, 'out-of-credit'],
  ['a locked account', 403, { detail: 'User is locked. Reason: Admin lock.' }, 'unauthorized'],
  ['a bad value', 422, { detail: [{ type: 'image_too_large', loc: [], msg: '' }] }, 'invalid-request'],
  ['a generation that took too long', 504, { detail: [{ type: 'generation_timeout' }] }, 'timed-out'],
  ['no runner in time', 504, { detail: '', error_type: 'startup_timeout' }, 'timed-out'],
  ['a runner that broke', 503, { detail: '', error_type: 'runner_disconnected' }, 'unavailable'],
  ['a vendor behind it that broke', 400, { detail: [{ type: 'downstream_service_error' }] }, 'unavailable'],
  ['another type', 500, { detail: '', error_type: 'something_new' }, 'unavailable'],
  ['nothing', 500, {}, 'unavailable'],
])('%s is told as it is, at the submission and at the result', async (_, status, body, failure) => {
  const say: FalSays = (response) => sayJson(response, body, status)
  for (const says of [{ submit: say }, { result: say }]) {
    const { ran } = await askSaying(says)
    expect(ran).toMatchObject({ outcome: failure, disclosed: 'sent' })
    expect(ran.rows).toHaveLength(1)
  }
})

test('what was taken is asked for again where that is no more than a question', async () => {
  let times = 0
  const waits: number[] = []
  const { ran } = await askSaying(
    {
      result: (response) => {
        times += 1
        if (times < 3) sayJson(response, {}, 503, { 'retry-after': times === 1 ? '7' : '900' })
        else sayJson(response, { images: [{ url: saidUrl }] })
      },
    },
    {},
    { wait: async (milliseconds) => void waits.push(milliseconds) },
  )
  expect([ran.outcome, ran.rows.length, waits]).toEqual(['delivered', 1, [7_000, 30_000]])
})

test.each<[string, string | undefined]>([
  [saidId, saidId],
  ['../admin', undefined],
])('what failed at once stands in the ledger under the name in its head: %s', async (told, named) => {
  const { ran } = await askSaying({
    submit: (response) => sayJson(response, refusal.body, 422, { 'x-fal-request-id': told }),
  })
  expect([ran.outcome, ran.rows[0]?.partnerRequestId]).toEqual(['refused', named])
})

test('a name that another request had is not believed', async () => {
  const { fake, paths } = await startSaying({})
  const partner = falPartner(fake)
  const first = await runOnce(partner, aRequest(partner), { limits: generous })
  const asked = paths.length
  const second = await runOnce(partner, aRequest(partner), { limits: generous })
  expect([first.outcome, second.outcome, second.images]).toEqual(['delivered', 'malformed-answer', []])
  expect([paths.length, second.rows[0]?.partnerRequestId]).toEqual([asked + 1, undefined])
})

test('a request is taken back below the app it was sent to, also by a process that never sent it', async () => {
  const fake = await startFakeFalQueue({ isHeld: true })
  closers.push(fake.close)
  const { signal } = new AbortController()
  const [own, other] = [falPartner(fake), falPartner(fake)]
  const questions = createQuestions({
    baseUrl: new URL(fake.baseUrl),
    credentials: () => ({ authorization: `Key ${fake.key}` }),
    signal,
    limits: generous,
  })
  const connection = createConnection({
    baseUrl: new URL(fake.baseUrl),
    credentials: () => ({ authorization: `Key ${fake.key}` }),
    recordDisclosure: async () => 'row',
    settleDisclosure: async () => undefined,
    signal,
    limits: generous,
  })
  const cancel = { ...connection, ...questions }
  for (const canceller of [own, other]) {
    const running = own.adapter.run(aRequest(own), { connection, signal })[Symbol.asyncIterator]()
    const { value } = await running.next()
    const name = value?.kind === 'accepted' ? value.partnerRequestId : ''
    expect(await canceller.adapter.cancel(name, { connection: cancel })).toBe('cancelled')
    expect(await canceller.adapter.cancel(name, { connection: cancel })).toBe('too-late')
    await running.return?.()
    expect(fake.cancelled).toContain(name)
  }
})

test('the documented answer to a deletion is one', async () => {
  const { fake, paths } = await startSaying({ deletion: (response) => sayJson(response, deletion.body) })
  const told = falPartner(fake).deletion
  if (told.kind !== 'api') throw new Error('it does not delete')
  const { signal } = new AbortController()
  const connection = createQuestions({ baseUrl: told.baseUrl, signal, limits: generous })
  expect(await told.deletePayloads(saidId, { connection, signal })).toEqual({ kind: 'deleted', status: 200 })
  expect(paths).toEqual([`DELETE /models/requests/${saidId}/payloads`])
})
