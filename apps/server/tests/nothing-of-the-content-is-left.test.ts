import { randomBytes } from 'node:crypto'
import { encode } from 'fast-png'
import sharp from 'sharp'
import { afterEach, expect, test } from 'vitest'
import {
  askDatabase,
  type CanaryReport,
  type Client,
  type FakePartner,
  listObjectFiles,
  openImage,
  scanFolders,
  signIn,
  signOut,
  start,
  startFakePartner,
  startTestServer,
  type TestServer,
  upload,
  waitFor,
} from '#testkit'

/* T01: markers in every kind of content, looked for in every place bytes can lie. */

const opened: { server?: TestServer; partner?: FakePartner } = {}
afterEach(async () => {
  await opened.server?.dispose()
  await opened.partner?.close()
})

const mark = (what: string) => `canary${what}${randomBytes(9).toString('hex')}`
const markers = {
  prompt: mark('prompt'),
  name: mark('name'),
  email: `${mark('mail')}@example.org`,
  partner: mark('error'),
  /** In the pixels of an upload, and in what a file says beside them. */
  pixels: mark('pixels'),
  exif: mark('exif'),
  text: mark('text'),
  fileName: mark('file'),
}

/** A JPEG whose Exif holds a marker, and a comment with the name it had on its owner's device. */
async function aPhotograph(): Promise<Uint8Array> {
  const exif = { IFD0: { Copyright: markers.exif, ImageDescription: markers.fileName } }
  const plain = { create: { width: 64, height: 64, channels: 3, background: 'teal' } } as const
  return sharp(plain).withExif(exif).jpeg().toBuffer()
}

/** A PNG whose first bytes of pixels are a marker, stored without compression. */
function aPicture(): Uint8Array {
  const data = new Uint8Array(64 * 64 * 3)
  data.set(Buffer.from(markers.pixels))
  const options = { zlib: { level: 0 } } as const
  return encode({ width: 64, height: 64, data, channels: 3, text: { Comment: markers.text } }, options)
}

async function startSitting(
  environment: Record<string, string> = {},
): Promise<{ server: TestServer; client: Client }> {
  const partner = await startFakePartner()
  const server = await startTestServer({
    partnerUrl: partner.baseUrl,
    limits: { sweepEveryMs: 250 },
    environment,
  })
  Object.assign(opened, { server, partner })
  const client = await signIn(server.url, { name: markers.name, email: markers.email, age: 30 })
  const references = [(await upload(client, await aPhotograph())).id, (await upload(client, aPicture())).id]
  for (const model of ['builtin/sketch', 'plain/picture']) {
    const generation = await start(client, {
      prompt: `a fox, ${markers.prompt}`,
      model,
      count: 2,
      references,
    })
    const { phase, images } = await waitFor(client, generation.id)
    expect(phase).toBe('delivered')
    await openImage(client, images[0]?.id ?? '')
  }
  partner.behave({
    kind: 'fail',
    status: 500,
    body: `the prompt "${markers.prompt}" is bad, ${markers.partner}`,
  })
  const failing = await start(client, { prompt: `another fox, ${markers.prompt}`, model: 'plain/picture' })
  expect((await waitFor(client, failing.id)).phase).toBe('failed')
  partner.behave({ kind: 'refuse', category: 'violence' })
  const refused = await start(client, { prompt: `a third fox, ${markers.prompt}`, model: 'plain/picture' })
  expect((await waitFor(client, refused.id)).phase).toBe('refused')
  return { server, client }
}

/** Everything at rest: database, write-ahead log, objects, logs, temporary files, and what the metrics say. */
async function scan(server: TestServer): Promise<CanaryReport> {
  await askDatabase(server, 'checkpoint')
  await askDatabase(server, 'select pg_switch_wal()')
  const metrics = await (await fetch(`${server.url}/metrics`)).text()
  const report = await scanFolders([server.folder], Object.values(markers))
  const inMetrics = Object.values(markers).filter((marker) => metrics.includes(marker))
  const hits = [...report.hits, ...inMetrics.map((marker) => ({ place: 'metrics', marker, form: 'raw' }))]
  return { ...report, hits }
}

test('during a sitting nothing of it lies readable, and after its end nothing of it lies at all', async () => {
  const { server, client } = await startSitting()
  expect((await listObjectFiles(server)).length).toBeGreaterThanOrEqual(8)
  const during = await scan(server)
  expect(during.hits).toEqual([])
  expect(during.bytesRead).toBeGreaterThan(10_000_000)

  const { status } = await signOut(client)
  expect(status).toBe(204)
  expect(await askDatabase(server, 'select * from vaults')).toEqual([])
  expect(await askDatabase(server, 'select * from objects')).toEqual([])
  await expect.poll(() => listObjectFiles(server), { timeout: 60_000 }).toEqual([])
  const after = await scan(server)
  expect(after.hits).toEqual([])
  expect(after.bytesRead).toBeGreaterThan(10_000_000)
})

test('the same scan finds content that lies open, in at least five places', async () => {
  const { server } = await startSitting({ ALLOW_UNENCRYPTED_CONTENT_FOR_TESTS: 'yes' })
  const { hits } = await scan(server)
  const places = new Set(hits.map(({ place }) => place))
  expect(places.size).toBeGreaterThanOrEqual(5)
  const found = new Set(hits.map(({ marker }) => marker))
  expect(found).toContain(markers.prompt)
  expect(found).toContain(markers.name)
  expect(found).toContain(markers.pixels)
})
