import { randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import sharp, { type Sharp } from 'sharp'
import { signIn } from '../packages/testkit/src/sign-in.ts'
import { startTestServer, type TestServer } from '../packages/testkit/src/test-server.ts'
import type { Figure } from './figure.ts'
import { forgetPeak, peakOf, residentOf, watchChildren } from './memory.ts'

const people = 25
const uploadsEach = 2
const idleMs = 2_000

interface OwnPicture {
  name: string
  bytes: Buffer
}

/** What no coder makes smaller, so that few pixels are many bytes. */
function noise(width: number, height: number): Sharp {
  return sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
}

/** Of about 10 MB each: three that are rewritten as they lie, and one of 16 bits that a child must decode. */
async function makePictures(): Promise<OwnPicture[]> {
  const photograph = noise(2_600, 1_740).jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
  const drawing = noise(2_000, 1_660).png({ compressionLevel: 1 })
  const web = noise(2_000, 1_660).webp({ lossless: true, effort: 0 })
  const scan = noise(1_400, 1_190).toColourspace('rgb16').png({ compressionLevel: 1 })
  return [
    { name: 'JPEG', bytes: await photograph.toBuffer() },
    { name: 'PNG', bytes: await drawing.toBuffer() },
    { name: 'WebP', bytes: await web.toBuffer() },
    { name: 'PNG of 16 bits', bytes: await scan.toBuffer() },
  ]
}

interface Outcome {
  isTaken: boolean
  /** How often it was told to come again later. */
  putOff: number
}

/** Gives a picture until it is taken, coming again when and as often as it is told to. */
async function give(server: TestServer, cookie: string, { bytes }: OwnPicture): Promise<Outcome> {
  for (let putOff = 0; ; putOff += 1) {
    const { promise, resolve, reject } = Promise.withResolvers<{ status: number; retryAfter: number }>()
    const sending = request({
      host: '127.0.0.1',
      port: server.port,
      path: '/api/uploads?role=reference',
      method: 'POST',
      agent: false,
      headers: {
        Host: `localhost:${server.port}`,
        Origin: server.url,
        Cookie: cookie,
        'Content-Type': 'application/octet-stream',
        'Content-Length': bytes.length,
      },
    })
    sending.once('error', reject).once('response', (response) => {
      const retryAfter = Number(response.headers['retry-after'])
      void text(response).then(() => resolve({ status: response.statusCode ?? 0, retryAfter }), reject)
    })
    sending.end(bytes)
    const { status, retryAfter } = await promise
    if (status === 201) return { isTaken: true, putOff }
    if ((status !== 429 && status !== 503) || !(retryAfter > 0)) return { isTaken: false, putOff }
    await pause(retryAfter * 1000)
  }
}

/** Memory of server and decoding children while everybody gives pictures of their own at once. */
export async function measureUploading(): Promise<Figure[]> {
  const pictures = await makePictures()
  const server = await startTestServer({ environment: { TRUSTED_PROXIES: '127.0.0.1', LOG_LEVEL: 'error' } })
  try {
    const cookies: string[] = []
    for (let at = 0; at < people; at += 1) {
      const person = { email: `person-${at}@example.org` }
      const client = await signIn(server.url, person, { forwardedFor: `192.0.2.${at + 1}` })
      cookies.push(client.cookieHeader)
    }
    await pause(idleMs)
    const idle = residentOf(server)
    forgetPeak(server)
    const children = watchChildren(server)
    const startedAt = performance.now()
    const outcomes = await Promise.all(
      Array.from({ length: people * uploadsEach }, async (_, at) => {
        const [cookie, picture] = [cookies[at % people], pictures[at % pictures.length]]
        if (cookie === undefined || picture === undefined) throw new Error('nobody, or nothing to give')
        return give(server, cookie, picture)
      }),
    )
    const seconds = (performance.now() - startedAt) / 1000
    return describe({ outcomes, seconds, over: peakOf(server) - idle, inChildren: children.stop(), pictures })
  } finally {
    await server.dispose()
  }
}

interface Measured {
  outcomes: readonly Outcome[]
  seconds: number
  over: number
  inChildren: number
  pictures: readonly OwnPicture[]
}

function describe({ outcomes, seconds, over, inChildren, pictures }: Measured): Figure[] {
  const taken = outcomes.filter(({ isTaken }) => isTaken).length
  const putOff = outcomes.reduce((sum, outcome) => sum + outcome.putOff, 0)
  const kinds = pictures.map(({ name, bytes }) => `${name} ${(bytes.length / 1e6).toFixed(1)} MB`).join(', ')
  return [
    {
      name: `${outcomes.length} uploads at once (${kinds}), memory over idle`,
      measured: `${(over + inChildren).toFixed(0)} MiB, ${inChildren.toFixed(0)} of them in decoders`,
      goal: '≤ 300 MiB',
      isMet: over + inChildren <= 300,
    },
    {
      name: 'of these taken in, in the end',
      measured: `${taken} in ${seconds.toFixed(1)} s, told to come again ${putOff} times`,
      goal: `all ${outcomes.length}`,
      isMet: taken === outcomes.length,
    },
  ]
}
