import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertProvenanceMark, inspectImage } from '#image-bytes'
import {
  type Client,
  type FakeOpenaiImages,
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
  type Wish,
} from '#testkit'

/* Whoever opens a picture later can know that no camera took it: as the law asks, and without naming anyone. */

let fake: FakeOpenaiImages
let server: TestServer
let folder: string
let client: Client
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gptimage-marks-'))
  fake = await startFakeOpenaiImages()
  server = await startTestServer({ environment: await partnersFileOf(fake, folder) })
  client = await signIn(server.url, { name: 'Ada', email: 'ada@example.org', age: 30 })
})
afterAll(async () => {
  await server.dispose()
  await fake.close()
  await rm(folder, { recursive: true, force: true })
})

const model = 'openai/gpt-image-2'
const size = { widthPx: 64, heightPx: 64 }

async function draw(wish: Partial<Wish>): Promise<Buffer> {
  const { id } = await start(client, { prompt: 'a fox', ...wish })
  const { images } = await waitFor(client, id)
  return openImage(client, images[0]?.id ?? '')
}

const termsIn = (picture: Buffer) =>
  inspectImage(picture).provenance.map((mark) => ('term' in mark ? mark.term : mark.kind))

test('a picture of the built-in maker says that rules made it', async () => {
  expect(termsIn(await draw({}))).toEqual(['algorithmicMedia'])
})

test('a picture of a partner says that a model made it, and is otherwise what the partner sent', async () => {
  const sent = makePng({ ...size, sizeBytes: 90_000 })
  fake.behave(undefined, { picture: sent })
  const picture = await draw({ model })

  expect(termsIn(picture)).toEqual(['trainedAlgorithmicMedia'])
  expect(picture.equals(insertProvenanceMark(sent))).toBe(true)
})

test('a picture made from a person’s own says so', async () => {
  const references = [(await upload(client, makePng(size))).id]
  expect(termsIn(await draw({ model, references }))).toEqual(['compositeWithTrainedAlgorithmicMedia'])
})

test.each<[string, Buffer]>([
  ['a manifest', makePng({ ...size, sizeBytes: 50_000, manifest: Buffer.from('jumb and what is signed') })],
  ['a term of its own', insertProvenanceMark(makePng({ ...size, sizeBytes: 50_000 }), 'algorithmicMedia')],
])('a picture that comes with %s keeps every byte', async (_, sent) => {
  fake.behave(undefined, { picture: sent })
  expect((await draw({ model })).equals(sent)).toBe(true)
})

test('its true size is told, whatever was asked', async () => {
  fake.behave(undefined, { picture: makePng({ widthPx: 640, heightPx: 360 }) })
  const { images } = await waitFor(client, (await start(client, { prompt: 'a fox', model })).id)
  expect(images[0]).toMatchObject({ widthPx: 640, heightPx: 360 })
})

test('what partners will bill is counted for the operator, by model', async () => {
  const metrics = await (await fetch(new URL('/metrics', server.url))).text()
  const [, dollars] =
    /gptimage_partner_price_dollars_total\{model="openai\/gpt-image-2"\} ([\d.]+)/.exec(metrics) ?? []
  expect(Number(dollars)).toBeCloseTo(5 * 0.07)
})
