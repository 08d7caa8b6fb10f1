import { afterEach, expect, test } from 'vitest'
import type { ImageRequest } from '#partner-spec'
import { aRequest, generous, runOnce } from '#partner-kit/conformance'
import {
  falPartner,
  type FalSays,
  makePng,
  saidId,
  saidPicture,
  saidUrl,
  sayJson,
  startFakeFalQueue,
  startSayingFal,
} from '#testkit'
import result from './fixtures/result.json' with { type: 'json' }

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

type Change = Parameters<typeof falPartner>[1]

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

test.each<[string, readonly boolean[], number, string]>([
  ['all of them', [true, true, true], 0, 'refused'],
  ['one of them', [false, true, false], 2, 'refused'],
  ['none of them', [false, false, false], 3, 'done'],
])('where the partner blackened %s, no black picture is a result', async (_, flags, images, last) => {
  for (const sizeBytes of [0, 3_000_000]) {
    const picture = makePng({ widthPx: 64, heightPx: 64, sizeBytes })
    const url = `data:image/png;base64,${picture.toString('base64')}`
    const body = { images: flags.map(() => ({ url })), has_nsfw_concepts: flags }
    const { ran, paths } = await askSaying({ result: (response) => sayJson(response, body) }, { count: 3 })
    expect([ran.images.length, ran.events.at(-1)?.kind]).toEqual([images, last])
    expect(ran.events.flatMap((event) => (event.kind === 'image' ? [event.index] : []))).toEqual(
      Array.from({ length: images }, (__, index) => index),
    )
    // What is too large to be held is asked for once more.
    expect(paths.filter((path) => path.endsWith(saidId))).toHaveLength(sizeBytes === 0 ? 1 : 2)
  }
})

test('the documented result is read, in the one form and in the other', async () => {
  const [image] = result.body.images
  const filled = { ...image, url: saidUrl }
  for (const body of [{ ...result.body, images: [filled] }, { image: filled }]) {
    const { ran } = await askSaying({ result: (response) => sayJson(response, body) })
    expect([ran.outcome, ran.images]).toEqual(['delivered', [saidPicture]])
  }
})

test('results that lie elsewhere are fetched where their host is one of the partner’s, without its key', async () => {
  const fake = await startFakeFalQueue({ givesAddresses: true })
  closers.push(fake.close)
  const partner = falPartner(fake, { resultHosts: [fake.mediaHost] })
  const ran = await runOnce(partner, aRequest(partner, { prompt: Buffer.from('nsfw:oxo'), count: 3 }), {
    limits: generous,
  })
  const fetched = fake.questions.filter(({ path }) => path.startsWith('/media/'))

  expect([ran.images.length, ran.events.at(-1)]).toEqual([
    2,
    { kind: 'refused', stage: 'output', category: 'sexual' },
  ])
  // The black one is not fetched at all.
  expect(fetched.map(({ headers }) => [headers.authorization, headers.cookie])).toEqual([
    [undefined, undefined],
    [undefined, undefined],
  ])
  expect(fake.seen[0]?.headers['x-fal-object-lifecycle-preference']).toBe(
    '{"expiration_duration_seconds":600}',
  )
})

test.each<[string, FalSays, string]>([
  ['is gone', (to) => sayJson(to, {}, 404), 'malformed-answer'],
  [
    'lies elsewhere',
    (to) => void to.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(),
    'malformed-answer',
  ],
  [
    'is a page',
    (to) => void to.writeHead(200, { 'content-type': 'text/html' }).end('<html>'.repeat(9)),
    'malformed-answer',
  ],
  ['is cut short', (to) => void to.writeHead(200).end(saidPicture.subarray(0, 40)), 'malformed-answer'],
  ['cannot be had now', (to) => void to.writeHead(503).end(), 'unavailable'],
  ['breaks off', (to) => void to.destroy(), 'unavailable'],
])(
  'a result at an address that %s is told as it is, and the send is not repeated',
  async (_, say, outcome) => {
    let host = ''
    const { fake } = await startSaying({
      result: (response, request) => {
        if (request.url === '/file.png') say(response, request)
        else sayJson(response, { images: [{ url: `http://${host}/file.png` }] })
      },
    })
    host = new URL(fake.baseUrl).host
    const partner = falPartner(fake, { resultHosts: [host] })
    const ran = await runOnce(partner, aRequest(partner), { limits: generous })
    expect(ran).toMatchObject({ outcome, disclosed: 'sent', images: [] })
    expect(ran.rows).toHaveLength(1)
  },
)

test('results partly within and partly elsewhere are not read', async () => {
  const { ran } = await askSaying(
    {
      result: (response) =>
        sayJson(response, { images: [{ url: saidUrl }, { url: 'http://127.0.0.1:9/a.png' }] }),
    },
    { count: 2 },
    { resultHosts: ['127.0.0.1:9'] },
  )
  expect([ran.outcome, ran.images]).toEqual(['malformed-answer', []])
})

test('an address of the partner is not followed', async () => {
  const address = 'https://v3.fal.media/files/lion/abc123.png'
  const { ran } = await askSaying({ result: (response) => sayJson(response, { images: [{ url: address }] }) })
  expect(ran).toMatchObject({ outcome: 'malformed-answer', disclosed: 'sent' })
})

test.each<[string, Record<string, string>, Change, number | undefined]>([
  ['units', { 'x-fal-billable-units': '2.5' }, {}, 30_000],
  ['units that are none', { 'x-fal-billable-units': '-1' }, {}, undefined],
  ['units nobody told', {}, {}, undefined],
  ['pictures', {}, { wire: { prices: { unit: 'image', perImage: 3_000 } } }, 3_000],
])('%s are priced in millionths of a dollar', async (_, headers, changed, priceMicros) => {
  const { ran } = await askSaying(
    { result: (response) => sayJson(response, { images: [{ url: saidUrl }] }, 200, headers) },
    {},
    changed,
  )
  expect(ran.events.find(({ kind }) => kind === 'usage')).toEqual(
    priceMicros === undefined ? undefined : { kind: 'usage', priceMicros },
  )
})
