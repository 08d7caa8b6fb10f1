import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { errorCatalogue, type ErrorCode, type Route, type RouteName, routes } from '#contract'
import { findFreePort } from '#testkit'
import { AppError } from '#server/kernel/app-error.ts'
import { makeId } from '#server/kernel/ids.ts'
import { createLogger } from '#server/platform/logger/index.ts'
import { createMetrics } from '#server/platform/metrics/index.ts'
import {
  createHttpApp,
  type HttpApp,
  type RequestSession,
  type RouteHandlers,
  type RouteResult,
  sendBytes,
} from './index.ts'

const script = '/* a script */'.repeat(100)
let app: HttpApp
let url: string
let port: number
let folder: string
const reached: string[] = []
const log: string[] = []
let brought = ''
let isGone = false
let lookUp: () => Promise<void> = async () => undefined
let next: () => Promise<RouteResult> = async () => ({ json: {} })

const session = (): RequestSession => ({
  sessionId: makeId('ses'),
  accountId: makeId('acc'),
  accountReference: makeId('ref'),
  token: Buffer.alloc(32),
  isRestricted: false,
  role: 'person',
  signedInAt: new Date(),
  expiresAt: new Date(),
})

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gptimage-http-'))
  await writeFile(join(folder, 'index.html'), '<title>studio</title>')
  await writeFile(join(folder, 'app.js'), 'export {}')
  await writeFile(join(folder, 'sw.js'), '')
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'assets', 'script.js'), script)
  await writeFile(join(folder, 'assets', 'script.js.br'), brotliCompressSync(script))
  await writeFile(join(folder, 'assets', 'script.js.gz'), gzipSync(script))
  port = await findFreePort()
  url = `http://localhost:${port}`
  const own = new Set<RouteName>(['home', 'openapi', 'healthz', 'readyz', 'metrics'])
  const names = Object.keys(routes).filter(
    (name): name is RouteName => name in routes && !own.has(name as RouteName),
  ) // oxlint-disable-line typescript/no-unsafe-type-assertion -- the keys of a constant
  const handlers: RouteHandlers = Object.fromEntries(
    names.map((name) => [
      name,
      async () => {
        reached.push(name)
        return next()
      },
    ]),
  )
  handlers.getImage = async ({ raw }) => {
    async function* endless() {
      for (;;) yield Buffer.alloc(64 * 1024)
    }
    await sendBytes(raw.outgoing, { contentType: 'image/png', sizeBytes: 2 ** 40, bytes: endless() })
    reached.push('image ended')
    return { hijacked: true }
  }
  handlers.listModels = async (context) => {
    brought = inspect(context, { depth: 6, maxArrayLength: null })
    isGone = context.signal.aborted
    return next()
  }
  app = await createHttpApp({
    handlers,
    standstillMs: 500,
    async requireSession(cookie) {
      await lookUp()
      if (cookie !== 'session=good') throw new AppError('identity/not-signed-in')
      return session()
    },
    config: { publicUrl: new URL(url), trustedProxies: [], identity: { kind: 'demo' } },
    logger: createLogger({ level: 'info', destination: { write: (line) => void log.push(line) } }),
    metrics: createMetrics(),
    studioFolder: folder,
    isReady: async () => true,
  })
  await app.listen(port, '127.0.0.1')
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true })
})

const good = { Cookie: 'session=good', 'Sec-Fetch-Site': 'same-origin' }
const post = (path: string, init: RequestInit = {}) => fetch(url + path, { method: 'POST', ...init })
const answered = z.object({ error: z.object({ code: z.string() }) })
const codeOf = async (response: Response) => answered.parse(await response.json()).error.code

/** Says exactly these bytes and reads the first line of the answer. */
async function say(text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(text)
  const [answer] = await once(socket, 'data')
  socket.destroy()
  return String(answer)
}

const bound = Object.entries<Route>(routes)

test.each(bound.filter(([, { access }]) => access === 'session'))(
  '%s is not reached without a session',
  async (name, route) => {
    reached.length = 0
    const response = await fetch(url + route.path.replace(':id', 'x'), {
      method: route.method,
      headers: { 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/json' },
      ...(route.body === undefined ? {} : { body: '{}' }),
    })
    expect([response.status, await codeOf(response)]).toEqual([401, 'identity/not-signed-in'])
    expect(reached).not.toContain(name)
  },
)

test('another name for the server is refused', async () => {
  const answer = await say('GET /api/session HTTP/1.1\r\nHost: evil.example\r\n\r\n')
  expect(answer).toContain('421')
  expect(answer).toContain('http/wrong-host')
  expect(await say('GET / HTTP/1.1\r\n\r\n')).toContain('400')
})

test.each<[string, Record<string, string>, number]>([
  ['our own page', { 'Sec-Fetch-Site': 'same-origin' }, 202],
  ['a program with our origin', { Origin: 'OWN' }, 202],
  ['nobody says where from', {}, 403],
  ['another site', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }, 403],
  ['another site with our origin', { 'Sec-Fetch-Site': 'cross-site', Origin: 'OWN' }, 403],
  ['a sister site', { 'Sec-Fetch-Site': 'same-site', Origin: 'https://a.example' }, 403],
  ['no origin at all', { Origin: 'null' }, 403],
])('a request with an effect from %s', async (_, headers, status) => {
  const origin = headers['Origin'] === 'OWN' ? { Origin: url } : {}
  const response = await post('/api/generations/x/cancel', {
    headers: { Cookie: 'session=good', ...headers, ...origin },
  })
  expect(response.status).toBe(status)
  await response.arrayBuffer()
})

test('a body that is too large, not JSON, or not what the route takes, is told apart', async () => {
  const json = { ...good, 'Content-Type': 'application/json' }
  const large = await post('/api/quotes', { headers: json, body: `"${'x'.repeat(70_000)}"` })
  expect([large.status, await codeOf(large)]).toEqual([413, 'http/body-too-large'])
  const broken = await post('/api/quotes', { headers: json, body: '{"model":' })
  expect([broken.status, await codeOf(broken)]).toEqual([400, 'http/invalid-body'])
  const typeless = await post('/api/quotes', {
    headers: { ...good, 'Content-Type': 'text/plain' },
    body: '{}',
  })
  expect([typeless.status, await codeOf(typeless)]).toEqual([400, 'http/invalid-body'])
  const wrong = await post('/api/quotes', {
    headers: json,
    body: '{"model":"a","widthPx":"wide","heightPx":1,"count":1}',
  })
  expect(await wrong.json()).toMatchObject({
    error: { code: 'http/invalid-parameter', facts: { field: 'widthPx' } },
  })
})

test('a chunked body is counted as it comes, whatever it says of itself', async () => {
  const head = `POST /api/quotes HTTP/1.1\r\nHost: localhost:${port}\r\nCookie: session=good\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`
  const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`
  expect(await say(head + chunk.repeat(5))).toContain('413')
})

test('who sends too much hears so, however fast they send', async () => {
  const head = `POST /api/quotes HTTP/1.1\r\nHost: localhost:${port}\r\nCookie: session=good\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\n`
  const body = Buffer.alloc(20_000_000)
  const heard = Array.from({ length: 5 }, async () => {
    const socket = connect(port, '127.0.0.1')
    socket.write(`${head}Content-Length: ${body.length}\r\n\r\n`)
    socket.write(body)
    await once(socket, 'drain')
    const [answer] = await once(socket, 'data')
    socket.destroy()
    return String(answer).slice(0, 12)
  })
  expect(new Set(await Promise.all(heard))).toEqual(new Set(['HTTP/1.1 413']))
})

test('a request that reads and brings a body is refused, and not waited for', async () => {
  const head = `GET /api/models HTTP/1.1\r\nHost: localhost:${port}\r\nCookie: session=good\r\n`
  expect(await say(`${head}Content-Length: 5\r\n\r\n`)).toContain('http/invalid-body')
  expect(await say(`${head}Transfer-Encoding: chunked\r\n\r\n`)).toContain('http/invalid-body')
})

const samples = Object.keys(errorCatalogue).filter((code): code is ErrorCode => code in errorCatalogue)

test.each(samples)('%s answers with its own sentence', async (code) => {
  next = () => Promise.reject(new AppError(code, { planted: 1 }))
  const response = await fetch(`${url}/api/models`, { headers: good })
  next = async () => ({ json: {} })
  expect(response.status).toBeGreaterThanOrEqual(400)
  expect(await response.json()).toMatchObject({ error: { code, message: errorCatalogue[code].sentence } })
})

test('a defect says nothing of itself, in the answer or the log, but its incident', async () => {
  next = () => Promise.reject(new Error('the prompt was: planted words'))
  const response = await fetch(`${url}/api/models`, { headers: good })
  next = async () => ({ json: {} })
  const body = await response.text()
  expect(response.status).toBe(500)
  expect(body).not.toContain('planted')
  expect(log.join('')).not.toContain('planted words')
  const { error } = JSON.parse(body)
  expect(log.join('')).toContain(error.incident)
})

test('a database that is away or full is said as such', async () => {
  const fail = (code: string) => () => Promise.reject(Object.assign(new Error('x'), { code }))
  next = fail('57P01')
  const away = await fetch(`${url}/api/models`, { headers: good })
  next = fail('53100')
  const full = await fetch(`${url}/api/models`, { headers: good })
  next = async () => ({ json: {} })
  expect([away.status, away.headers.get('retry-after'), full.status]).toEqual([503, '5', 507])
  await Promise.all([away.text(), full.text()])
})

test.each(['/', '/app.js', '/api/none', '/none', '/healthz'])('%s carries every protection', async (path) => {
  const { headers } = await fetch(url + path)
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(headers.get('content-security-policy')).not.toContain('unsafe')
  for (const name of [
    'x-content-type-options',
    'referrer-policy',
    'cross-origin-opener-policy',
    'x-frame-options',
  ]) {
    expect(headers.get(name)).not.toBeNull()
  }
})

test.each([
  '/../package.json',
  '/..%2f..%2fpackage.json',
  '/%2e%2e/%2e%2e/etc/passwd',
  '//etc/passwd',
  '/index.html',
])('%s leads to no file', async (path) => {
  const answer = await say(`GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`)
  expect(answer).toMatch(/^HTTP\/1\.1 (?:404|400)/)
})

test.each([
  ['gzip, br', 'br'],
  ['gzip', 'gzip'],
  ['identity', null],
])('a client that takes %s is sent a file as %s, to keep for ever', async (taken, coding) => {
  const response = await fetch(`${url}/assets/script.js`, { headers: { 'Accept-Encoding': taken } })

  expect(response.headers.get('content-encoding')).toBe(coding)
  expect(response.headers.get('vary')).toBe('Accept-Encoding')
  expect(response.headers.get('cache-control')).toContain('immutable')
  expect(await response.text()).toBe(script)
  expect((await fetch(`${url}/assets/script.js.br`)).status).toBe(404)
})

const guarded = [
  '/%61pi/models',
  '/./api/models',
  '/x/../api/models',
  '//api/models',
  'http://localhost/api/models',
  '/api/models/..',
  '/api/%6dodels',
]
test.each(guarded)('%s is no other way to a route, past the guards of its address', async (path) => {
  const head = `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nCookie: session=good\r\n`
  for (const site of ['cross-site', 'same-origin']) {
    expect(await say(`${head}Sec-Fetch-Site: ${site}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 404/)
  }
})

test('asking for the head of an answer opens nothing', async () => {
  reached.length = 0
  const response = await fetch(`${url}/api/models`, { method: 'HEAD', headers: good })
  expect([response.status, reached]).toEqual([404, []])
  expect((await fetch(`${url}/healthz`, { method: 'HEAD' })).status).toBe(200)
})

test.each([
  ['evil.example', '421'],
  ['127.0.0.1.evil.example', '421'],
  ['localhost.evil.example', '421'],
  ['127.0.0.1', '200'],
  ['localhost', '200'],
])('metrics asked for under the name %s', async (name, status) => {
  expect(await say(`GET /metrics HTTP/1.1\r\nHost: ${name}:${port}\r\n\r\n`)).toContain(`HTTP/1.1 ${status}`)
})

test.each(['X-Forwarded-For', 'Forwarded'])('nobody is anybody through a proxy with %s', async (name) => {
  const response = await fetch(`${url}/auth/signin`, { headers: { [name]: 'for=192.0.2.1' } })
  expect([response.status, await codeOf(response)]).toEqual([421, 'http/wrong-host'])
})

test('the studio is for a session, the welcome page for everyone else', async () => {
  expect(await (await fetch(url, { headers: good })).text()).toContain('studio')
  expect(await (await fetch(url)).text()).toContain('demo sign-in')
})

test('a browser hears with the welcome page, and with it only, that nobody is signed in', async () => {
  const answers = await Promise.all([fetch(url), fetch(`${url}/library`), fetch(url, { headers: good })])
  expect(answers.map(({ headers }) => headers.get('signed-in'))).toEqual(['?0', '?0', null])
})

test('a file that is named by its content may be kept for ever, another is asked for anew', async () => {
  const kept = await Promise.all([fetch(`${url}/assets/script.js`), fetch(`${url}/sw.js`)])
  expect(kept.map(({ headers }) => headers.get('cache-control'))).toEqual([
    'public, max-age=31536000, immutable',
    'no-cache',
  ])
})

test('metrics are for this machine only, and not for what a proxy brings', async () => {
  expect((await fetch(`${url}/metrics`)).status).toBe(200)
  expect((await fetch(`${url}/metrics`, { headers: { 'X-Forwarded-For': '192.0.2.1' } })).status).toBe(404)
})

test('a client that goes away ends what is being sent to it', async () => {
  reached.length = 0
  const leaving = new AbortController()
  const response = await fetch(`${url}/api/images/x`, { headers: good, signal: leaving.signal })
  await response.body?.getReader().read()
  leaving.abort()
  await expect.poll(() => reached).toContain('image ended')
})

test('a client that stands still is let go', async () => {
  reached.length = 0
  const socket = connect(port, '127.0.0.1').pause()
  socket.write(`GET /api/images/x HTTP/1.1\r\nHost: localhost:${port}\r\nCookie: session=good\r\n\r\n`)
  await expect.poll(() => reached, { timeout: 10_000 }).toContain('image ended')
  socket.destroy()
})

test('what opens the vault is taken from a request before its handler runs', async () => {
  await (await fetch(`${url}/api/models`, { headers: { ...good, 'X-Known': 'still-there' } })).arrayBuffer()
  expect(brought).toContain('still-there')
  expect(brought).not.toContain('session=good')
})

test('a handler knows of a client that left while its session was looked up', async () => {
  const { promise: isAsked, resolve: ask } = Promise.withResolvers<void>()
  const { promise: answer, resolve: find } = Promise.withResolvers<void>()
  lookUp = async () => {
    ask()
    await answer
  }
  const socket = connect(port, '127.0.0.1')
  socket.write(`GET /api/models HTTP/1.1\r\nHost: localhost:${port}\r\nCookie: session=good\r\n\r\n`)
  await isAsked
  lookUp = async () => undefined
  socket.destroy()
  await once(socket, 'close')
  // What is asked after it left is answered after that was seen.
  await (await fetch(`${url}/healthz`)).arrayBuffer()
  find()
  await expect.poll(() => isGone).toBe(true)
})

test('a hasty client is slowed down at the sign-in', async () => {
  const answers = await Promise.all(Array.from({ length: 260 }, () => fetch(`${url}/auth/age`)))
  const slowed = answers.filter(({ status }) => status === 429)
  expect(slowed.length).toBeGreaterThan(5)
  expect(Number(slowed[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
  await Promise.all(answers.map((answer) => answer.arrayBuffer()))
})
