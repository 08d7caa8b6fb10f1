import { createServer, type RequestListener } from 'node:http'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import type { ImageRequest, ModelDescription } from '#partner-spec'
import { anInput, aRequest, generous, runOnce } from '#partner-kit/conformance'
import { makePng, openaiPartner, startFakeOpenaiImages } from '#testkit'
import type { OpenaiImagesModel } from './index.ts'
import refusal from './fixtures/refusal.json' with { type: 'json' }
import stream from './fixtures/stream.json' with { type: 'json' }

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

interface Changed {
  model?: Partial<ModelDescription>
  wire?: Partial<OpenaiImagesModel>
}

async function askFake(change: Partial<ImageRequest> = {}, changed: Changed = {}) {
  const fake = await startFakeOpenaiImages()
  closers.push(fake.close)
  const partner = openaiPartner(fake, changed)
  const ran = await runOnce(partner, aRequest(partner, { prompt: Buffer.from('a fox'), ...change }), {
    limits: generous,
  })
  return { ran, seen: fake.seen, fields: Object.fromEntries(fake.seen[0]?.sent?.fields ?? []) }
}

/** A partner that says one thing, whatever it is asked. */
async function askSaying(answer: RequestListener, change: Partial<ImageRequest> = {}, changed: Changed = {}) {
  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => answer(request, response))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(
    () => server.closeAllConnections(),
    () => server.close(),
  )
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const partner = openaiPartner({ baseUrl: `http://127.0.0.1:${port}/v1/`, key: 'key' }, changed)
  return runOnce(partner, aRequest(partner, change), { limits: generous })
}

const sayJson =
  (body: unknown, status = 200, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    void response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify(body))

const png = makePng({ widthPx: 64, heightPx: 64 })
const b64 = png.toString('base64')
const jpeg = Buffer.from('ffd8ffc0000b080040004001011100ffda0008010100003f00d2ffd9', 'hex').toString('base64')

test('a generation is exactly what the documentation names, and no more', async () => {
  const { fields } = await askFake()
  expect(fields).toEqual({
    prompt: 'a fox',
    model: 'gpt-image-2',
    n: 1,
    size: '1024x1024',
    quality: 'medium',
    stream: true,
    partial_images: 2,
  })
})

test.each<[string, Partial<ImageRequest>, Changed, object]>([
  ['several pictures', { count: 4 }, {}, { n: 4 }],
  ['another size', { widthPx: 1536, heightPx: 864 }, {}, { size: '1536x864' }],
  ['a quality', { quality: 'high' }, {}, { quality: 'high' }],
  ['no background', { background: 'transparent' }, {}, { background: 'transparent', output_format: 'png' }],
])('%s is asked for in its words', async (_, change, changed, expected) => {
  const { ran, fields } = await askFake(change, changed)
  expect(ran.outcome).toBe('delivered')
  expect(fields).toMatchObject(expected)
})

test('a model without streams or qualities is asked for neither', async () => {
  const { fields } = await askFake({}, { model: { sendsPartials: false }, wire: { usualQuality: undefined } })
  expect(Object.keys(fields)).toEqual(['prompt', 'model', 'n', 'size'])
})

test('a compatible server is asked for bytes instead of addresses where it must be', async () => {
  let asked = ''
  await askSaying(
    (request, response) => {
      asked = String(request.headers['content-length'])
      sayJson({ data: [{ b64_json: b64 }] })(request, response)
    },
    {},
    { wire: { asksForBase64: true } },
  )
  const { fields, ran } = await askFake({}, { wire: { asksForBase64: true } })
  expect(fields).toMatchObject({ response_format: 'b64_json' })
  // And OpenAI's own models would say no to that.
  expect([ran.outcome, Number(asked) > 0]).toEqual(['invalid-request', true])
})

const size = { widthPx: 64, heightPx: 64 }
const reference = anInput(png, { mediaType: 'image/png', ...size })
const aMask = (change: Partial<typeof reference> = {}) => ({
  ...anInput(makePng({ ...size, hasAlpha: true }), { mediaType: 'image/png', ...size }),
  ...change,
})

test('an edit sends pictures in order, under names that say nothing', async () => {
  const { seen, ran } = await askFake({ references: [reference, reference], mask: aMask(), count: 2 })
  expect(ran).toMatchObject({ outcome: 'delivered', rows: [{ kinds: ['prompt', 'upload', 'mask'] }] })
  expect(seen[0]?.path).toBe('/v1/images/edits')
  expect(seen[0]?.sent?.files.map(({ field, fileName }) => [field, fileName])).toEqual([
    ['image[]', 'image.png'],
    ['image[]', 'image.png'],
    ['mask', 'image.png'],
  ])
})

test.each<[string, Partial<ImageRequest>]>([
  ['a mask of another size', { references: [reference], mask: aMask({ widthPx: 32 }) }],
  ['a mask that is no PNG', { references: [reference], mask: aMask({ mediaType: 'image/webp' }) }],
  ['a mask of 4 MB', { references: [reference], mask: aMask({ sizeBytes: 4_000_000 }) }],
  ['a mask of nothing', { mask: aMask() }],
  ['a picture of 50 MB', { references: [{ ...reference, sizeBytes: 50_000_000 }] }],
  ['17 pictures', { references: Array.from({ length: 17 }, () => reference) }],
  ['11 results', { count: 11 }],
])('%s is not sent to be refused', async (_, change) => {
  const { ran, seen } = await askFake(change)
  expect(ran).toMatchObject({ outcome: 'invalid-request', disclosed: 'nothing', rows: [] })
  expect(seen).toEqual([])
})

test.each<[string, string]>([
  ['sexual', 'sexual'],
  ['sexual/minors', 'minors'],
  ['violence, sexual/minors', 'minors'],
  ['self-harm', 'self-harm'],
  ['self_harm, violence', 'self-harm'],
  ['hate', 'hate'],
  ['harassment/threatening', 'hate'],
  ['violence/graphic', 'violence'],
  ['illicit', 'illegal'],
  ['public_figure', 'real-person'],
  ['something new', 'other'],
])('a refusal for [%s] is told as %s', async (named, category) => {
  const message = refusal.body.error.message.replace('[violence]', `[${named}]`)
  const ran = await askSaying(sayJson({ error: { ...refusal.body.error, message } }, refusal.status))
  expect(ran.events.at(-1)).toEqual({ kind: 'refused', stage: 'input', category })
})

test.each<[string, object]>([
  ['another code', { code: 'content_policy_violation', message: null }],
  ['no code', { message: refusal.body.error.message }],
  ['only words', { message: 'Your request was rejected by our safety system.' }],
  ['its type', { type: 'moderation_blocked' }],
])('a refusal by %s is one', async (_, error) => {
  expect((await askSaying(sayJson({ error }, 400))).outcome).toBe('refused')
})

test('a prompt that quotes a refusal is not one', async () => {
  const error = { code: 'invalid_value', message: 'Invalid value: moderation_blocked' }
  expect((await askSaying(sayJson({ error }, 400))).outcome).toBe('invalid-request')
})

test('a refusal after something was shown is one of the output', async () => {
  const { ran } = await askFake({ prompt: Buffer.from('refuse-late:violence') })
  expect(ran.partials).toHaveLength(1)
  expect(ran.events.at(-1)).toEqual({ kind: 'refused', stage: 'output', category: 'violence' })
})

test.each<[string, number, object, string]>([
  ['no money', 429, { code: 'insufficient_quota' }, 'out-of-credit'],
  ['a limit of money', 400, { code: 'billing_hard_limit_reached' }, 'out-of-credit'],
  ['no key', 401, { code: 'invalid_api_key' }, 'unauthorized'],
  ['no right', 403, { code: null, type: 'permission_error' }, 'unauthorized'],
  ['no model', 404, { code: 'model_not_found' }, 'invalid-request'],
  ['a bad value', 400, { code: 'invalid_value' }, 'invalid-request'],
  ['a pause of theirs', 504, {}, 'timed-out'],
  ['no envelope', 500, {}, 'unavailable'],
  ['a flat error in the stream', 200, { code: 'server_error' }, 'unavailable'],
])('%s is told as it is', async (_, status, error, failure) => {
  expect(await askSaying(sayJson({ error }, status))).toMatchObject({ outcome: failure, disclosed: 'sent' })
})

test('a wait that is asked for is told', async () => {
  const error = { code: 'rate_limit_exceeded' }
  const ran = await askSaying(sayJson({ error }, 429, { 'retry-after': '500' }))
  expect(ran.events.at(-1)).toMatchObject({ kind: 'failed', failure: 'rate-limited', retryAfterMs: 500_000 })
})

const event = (data: object | string) => `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`
const sayEvents =
  (...events: readonly (object | string)[]): RequestListener =>
  (_, response) =>
    void response.writeHead(200, { 'content-type': 'text/event-stream' }).end(events.map(event).join(''))

test('the documented stream is read, and its usage priced', async () => {
  const ran = await askSaying(sayEvents(...stream.events.map((each) => ({ ...each, b64_json: b64 }))))
  expect([ran.outcome, ran.partials.length, ran.images]).toEqual(['delivered', 1, [png]])
  // 10 words at $5, 40 of pictures at $8 and 50 of the result at $30, for a million each.
  expect(ran.events).toContainEqual({ kind: 'usage', priceMicros: Math.ceil(10 * 5 + 40 * 8 + 50 * 30) })
})

test.each<[string, OpenaiImagesModel['prices'], object | undefined, number | undefined]>([
  ['each picture', { unit: 'image', perImage: 20_000 }, undefined, 40_000],
  [
    'each by quality',
    { unit: 'image', perImage: 20_000, perImageByQuality: { medium: 70_000 } },
    undefined,
    140_000,
  ],
  [
    'tokens without details',
    { unit: 'token', textInput: 5e6, imageInput: 8e6, imageOutput: 30e6 },
    { input_tokens: 10, output_tokens: 100 },
    3_080,
  ],
  [
    'tokens that are nonsense',
    { unit: 'token', textInput: 5e6, imageInput: 8e6, imageOutput: 30e6 },
    { input_tokens: -1, output_tokens: 'x' },
    undefined,
  ],
])('%s is priced in millionths of a dollar', async (_, prices, usage, priceMicros) => {
  const data = [{ b64_json: b64 }, { b64_json: b64 }]
  const ran = await askSaying(
    sayJson({ data, usage }),
    { count: 2 },
    prices === undefined ? {} : { wire: { prices } },
  )
  expect(ran.outcome).toBe('delivered')
  expect(ran.events.find(({ kind }) => kind === 'usage')).toEqual(
    priceMicros === undefined ? undefined : { kind: 'usage', priceMicros },
  )
})

test('a server that was asked for a stream and answers whole is read', async () => {
  expect((await askSaying(sayJson({ data: [{ b64_json: b64 }] }))).images).toEqual([png])
})

test('a picture before the name of its event waits for it', async () => {
  const ran = await askSaying(
    sayEvents(
      { b64_json: b64, type: 'image_generation.partial_image' },
      { b64_json: b64, type: 'image_generation.completed' },
    ),
  )
  expect([ran.outcome, ran.partials.length, ran.images]).toEqual(['delivered', 1, [png]])
})

test.each<[string, readonly (object | string)[]]>([
  ['an end without a picture', [{ type: 'image_generation.completed' }]],
  ['a sign of an end alone', ['[DONE]']],
  ['an early state alone', [{ type: 'image_generation.partial_image', b64_json: b64 }]],
  ['a picture of no name', [{ b64_json: b64 }]],
  ['a picture of another name', [{ type: 'response.output', b64_json: b64 }]],
  ['an error that says nothing', [{ type: 'error' }]],
])('a stream with %s is malformed', async (_, events) => {
  expect(await askSaying(sayEvents(...events))).toMatchObject({ outcome: 'malformed-answer', images: [] })
})

test('a stream of early states without end comes to one', async () => {
  const partial = { type: 'image_generation.partial_image', b64_json: b64 }
  const ran = await askSaying(sayEvents(...Array.from({ length: 50 }, () => partial)))
  expect([ran.outcome, ran.partials.length]).toEqual(['malformed-answer', 3])
})

test('a flat error in a stream is read', async () => {
  const ran = await askSaying(sayEvents({ type: 'error', code: 'rate_limit_exceeded', message: 'slow down' }))
  expect(ran.outcome).toBe('rate-limited')
})

test('a JPEG is taken where it can be what was asked for, and not for a transparent picture', async () => {
  const say = sayJson({ data: [{ b64_json: jpeg }] })
  expect((await askSaying(say)).events).toContainEqual(
    expect.objectContaining({ kind: 'image', mediaType: 'image/jpeg' }),
  )
  expect((await askSaying(say, { background: 'transparent' })).outcome).toBe('malformed-answer')
})
