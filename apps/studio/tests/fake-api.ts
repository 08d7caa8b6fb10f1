import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import {
  type Device,
  type ErrorCode,
  errorCatalogue,
  type GenerationRequest,
  type GenerationView,
  type Model,
  type SessionEvent,
  type SessionView,
} from '#contract'
import { drawPlaceholder } from './draw-placeholder.ts'

/** The built studio, and a server that answers like ours, driven by hand from a test. No content is kept or sealed. */
export interface FakeApi {
  url: string
  state: FakeState
  /** Announces an event to every open stream and to later cursors. */
  push(event: SessionEvent): void
  /** Adds a generation in any state, with its words. */
  add(prompt: string, view?: Partial<GenerationView>): GenerationView
  change(id: string, view: Partial<GenerationView>): GenerationView
  /** Makes an image and answers its id. */
  makeImage(view: GenerationView, fineness: number, index: number): string
  /** Breaks every open event stream off, as a proxy or a dead network does. */
  dropStreams(): void
  streamsOpen(): number
  requests: { method: string; path: string; body: unknown; key: string | undefined }[]
  failNext(code: ErrorCode): void
  endSession(): void
  close(): Promise<void>
}

export interface FakeState {
  session: SessionView | undefined
  models: Model[]
  devices: Device[]
  generations: GenerationView[]
  prompts: Map<string, string>
  images: Map<string, Buffer>
  events: { id: number; event: SessionEvent }[]
  /** Events at or before it are forgotten; older cursors get a reset. */
  forgottenUpTo: number
  /** Milliseconds between the steps of a generation that runs by itself; undefined leaves it to the test. */
  stepMs: number | undefined
}

export const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}
const dist = join(import.meta.dirname, '../dist')
const hour = 3_600_000
const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString()

export const sketch: Model = {
  id: 'builtin/sketch',
  name: 'Sketch',
  label: 'built-in sketch, not AI',
  sizes: [
    { widthPx: 1024, heightPx: 1024 },
    { widthPx: 1536, heightPx: 1024 },
    { widthPx: 1024, heightPx: 1536 },
    { widthPx: 1792, heightPx: 1008 },
    { widthPx: 1008, heightPx: 1792 },
  ],
  maximumCount: 4,
  seed: true,
  transparentBackground: true,
  partials: true,
  creditsPerImage: 1,
  usualSeconds: 1.5,
  promptMaximumBytes: 16_384,
  handling: { partner: 'builtin', region: 'here', retentionSeconds: 0, leavesInstallation: false },
}

export const faraway: Model = {
  ...sketch,
  id: 'far/painter-2',
  name: 'Painter 2',
  seed: false,
  transparentBackground: false,
  sizes: sketch.sizes.slice(0, 3),
  creditsPerImage: 6,
  usualSeconds: 14,
  maximumCount: 10,
  promptMaximumBytes: 4000,
  handling: { partner: 'Faraway', region: 'Frankfurt', retentionSeconds: 0, leavesInstallation: true },
}
delete faraway.label

function firstState(): FakeState {
  const device = { signedInAt: inMs(-2 * hour), lastSeenAt: inMs(-60_000) }
  return {
    session: {
      account: { name: 'Ada Lindqvist', email: 'ada@example.org' },
      credits: 100,
      session: { id: `ses_${randomUUID()}`, signedInAt: device.signedInAt, endsAt: inMs(700 * hour) },
      cursor: 0,
    },
    models: [sketch],
    devices: [
      { id: 'ses_a', family: 'Chromium on Linux', current: true, ...device },
      {
        id: 'ses_b',
        family: 'Firefox on Linux',
        current: false,
        signedInAt: inMs(-70 * hour),
        lastSeenAt: inMs(-5 * hour),
      },
      { id: 'ses_c', current: false, signedInAt: inMs(-400 * hour), lastSeenAt: inMs(-200 * hour) },
    ],
    generations: [],
    prompts: new Map(),
    images: new Map(),
    events: [],
    forgottenUpTo: 0,
    stepMs: undefined,
  }
}

interface Exchange {
  incoming: IncomingMessage
  outgoing: ServerResponse
  url: URL
  body: unknown
  id: string
}

class Fault extends Error {
  readonly code: ErrorCode
  constructor(code: ErrorCode) {
    super(code)
    this.code = code
  }
}

/** Starts it on a free port of this machine. */
export async function startFakeApi(change: (state: FakeState) => void = () => undefined): Promise<FakeApi> {
  const state = firstState()
  change(state)
  const streams = new Set<ServerResponse>()
  const requests: FakeApi['requests'] = []
  const failures: ErrorCode[] = []
  const byKey = new Map<string, string>()
  let sequence = state.events.at(-1)?.id ?? 0

  function push(event: SessionEvent): void {
    const isNumbered = event.kind !== 'positions' && event.kind !== 'session-ended'
    if (isNumbered) state.events.push({ id: ++sequence, event })
    for (const stream of streams) writeEvent(stream, isNumbered ? sequence : undefined, event)
  }
  function touchSitting(): void {
    if (state.session === undefined) return
    const openedAt = state.session.sitting?.openedAt ?? inMs(0)
    state.session.sitting = {
      openedAt,
      idleAt: inMs(hour),
      endsAt: inMs(24 * hour),
      objects: state.images.size + state.prompts.size,
    }
    push({ kind: 'sitting-changed', sitting: state.session.sitting })
  }
  function find(id: string): GenerationView {
    const found = state.generations.find((one) => one.id === id)
    if (found === undefined) throw new Fault('generation/not-found')
    return found
  }
  function add(prompt: string, view: Partial<GenerationView> = {}): GenerationView {
    const count = view.count ?? 4
    const generation: GenerationView = {
      id: `gen_${randomUUID()}`,
      attempt: 1,
      phase: 'queued',
      model: sketch.id,
      widthPx: 1024,
      heightPx: 1024,
      count,
      seed: 421_337 + state.generations.length,
      background: 'scene',
      quotedCredits: count,
      chargedCredits: 0,
      canResume: false,
      createdAt: inMs(0),
      images: Array.from({ length: count }, (_, index) => ({ index, state: 'waiting' as const })),
      ...view,
    }
    state.generations.unshift(generation)
    state.prompts.set(generation.id, prompt)
    touchSitting()
    push({ kind: 'generation-changed', generation })
    return generation
  }
  function changeGeneration(id: string, view: Partial<GenerationView>): GenerationView {
    const next = { ...find(id), ...view }
    state.generations = state.generations.map((one) => (one.id === id ? next : one))
    push({ kind: 'generation-changed', generation: next })
    return next
  }
  function makeImage(view: GenerationView, fineness: number, index: number): string {
    const id = `img_${randomUUID()}`
    state.images.set(id, drawPlaceholder({ ...view, seed: view.seed + index * 7919, fineness }))
    return id
  }
  function charge(credits: number): void {
    if (state.session === undefined) return
    state.session.credits -= credits
    push({ kind: 'credits-changed', credits: state.session.credits })
  }

  /** Runs a generation by itself: queued, running, two partials and a result for each picture. */
  async function run(id: string): Promise<void> {
    const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, state.stepMs))
    await rest()
    if (find(id).phase !== 'queued') return
    changeGeneration(id, { phase: 'running', startedAt: inMs(0) })
    for (let index = 0; index < find(id).count; index += 1) {
      for (const fineness of [0.06, 0.2, 1]) {
        await rest()
        const now = state.generations.find((one) => one.id === id)
        if (now?.phase !== 'running') return
        const image = {
          index,
          state: fineness === 1 ? ('ready' as const) : ('developing' as const),
          id: makeImage(now, fineness, index),
          ...(fineness === 1 ? { expiresAt: inMs(24 * hour) } : {}),
        }
        changeGeneration(id, { images: now.images.map((one) => (one.index === index ? image : one)) })
      }
    }
    const done = find(id)
    changeGeneration(id, { phase: 'delivered', endedAt: inMs(0), chargedCredits: done.quotedCredits })
    touchSitting()
  }

  function start(wanted: GenerationRequest, key: string | undefined): GenerationView {
    if (key === undefined) throw new Fault('generation/key-missing')
    const known = byKey.get(key)
    if (known !== undefined) return find(known)
    const model = state.models.find(({ id }) => id === wanted.model)
    if (model === undefined) throw new Fault('models/unknown')
    if (wanted.prompt.trim() === '') throw new Fault('generation/prompt-empty')
    const price = model.creditsPerImage * wanted.count
    if (price > (state.session?.credits ?? 0)) throw new Fault('billing/not-enough-credits')
    const { prompt, ...asked } = wanted
    const generation = add(prompt, { ...asked, seed: wanted.seed ?? 77_001, quotedCredits: price })
    byKey.set(key, generation.id)
    charge(price)
    if (state.stepMs !== undefined) void run(generation.id).catch(() => undefined)
    return generation
  }

  function sessionView(): SessionView {
    if (state.session === undefined) throw new Fault('identity/not-signed-in')
    return { ...state.session, cursor: sequence }
  }
  const withPrompt = (view: GenerationView): GenerationView => ({
    ...view,
    prompt: state.prompts.get(view.id) ?? '',
  })
  function endSession(): void {
    push({ kind: 'session-ended' })
    state.session = undefined
    for (const stream of streams) stream.end()
    state.generations = []
    state.images.clear()
    state.prompts.clear()
  }

  function openEvents({ url, outgoing, incoming }: Exchange): void {
    outgoing.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    outgoing.write(': open\n\n')
    const cursor = Number(url.searchParams.get('cursor') ?? 0)
    if (cursor < state.forgottenUpTo) writeEvent(outgoing, undefined, { kind: 'reset', cursor: sequence })
    else for (const { id, event } of state.events) if (id > cursor) writeEvent(outgoing, id, event)
    streams.add(outgoing)
    incoming.on('close', () => streams.delete(outgoing))
  }

  const answers: [method: string, path: RegExp, answer: (exchange: Exchange) => unknown][] = [
    ['GET', /^\/api\/session$/, sessionView],
    ['GET', /^\/api\/sessions$/, () => ({ devices: state.devices })],
    [
      'DELETE',
      /^\/api\/sessions\/(.+)$/,
      ({ id }) => void (state.devices = state.devices.filter((one) => one.id !== id)),
    ],
    ['GET', /^\/api\/models$/, () => ({ models: state.models })],
    [
      'POST',
      /^\/api\/quotes$/,
      ({ body }) => {
        // The fake trusts its only client; the real server parses.
        const wanted = body as unknown as { model: string; count: number }
        const credits =
          (state.models.find(({ id }) => id === wanted.model)?.creditsPerImage ?? 0) * wanted.count
        return {
          credits,
          creditsAfter: sessionView().credits - credits,
          partner: 'builtin',
          region: 'here',
          retentionSeconds: 0,
        }
      },
    ],
    [
      'GET',
      /^\/api\/generations$/,
      () => ({ generations: state.generations.map(withPrompt), cursor: sequence }),
    ],
    [
      'POST',
      /^\/api\/generations$/,
      ({ body, incoming }) => withPrompt(start(body as unknown as GenerationRequest, keyOf(incoming))),
    ],
    ['GET', /^\/api\/generations\/([^/]+)$/, ({ id }) => withPrompt(find(id))],
    [
      'POST',
      /^\/api\/generations\/([^/]+)\/cancel$/,
      ({ id }) => {
        const found = find(id)
        charge(-found.quotedCredits)
        return changeGeneration(id, {
          phase: 'cancelled',
          reason: 'by-person',
          endedAt: inMs(0),
          chargedCredits: 0,
        })
      },
    ],
    [
      'POST',
      /^\/api\/generations\/([^/]+)\/resume$/,
      ({ id }) => {
        const next = changeGeneration(id, {
          phase: 'queued',
          attempt: find(id).attempt + 1,
          canResume: false,
        })
        if (state.stepMs !== undefined) void run(id).catch(() => undefined)
        return next
      },
    ],
    [
      'DELETE',
      /^\/api\/generations\/([^/]+)$/,
      ({ id }) => {
        find(id)
        state.generations = state.generations.filter((one) => one.id !== id)
        push({ kind: 'generation-removed', generationId: id })
      },
    ],
    [
      'DELETE',
      /^\/api\/images\/(.+)$/,
      ({ id }) => {
        const owner = state.generations.find(({ images }) => images.some((image) => image.id === id))
        if (owner === undefined) throw new Fault('vault/object-not-found')
        state.images.delete(id)
        changeGeneration(owner.id, {
          images: owner.images.map((one) => (one.id === id ? { index: one.index, state: 'deleted' } : one)),
        })
      },
    ],
    ['POST', /^\/auth\/signout$/, endSession],
  ]

  async function answer(exchange: Exchange): Promise<void> {
    const { incoming, outgoing, url } = exchange
    const method = incoming.method ?? 'GET'
    if (!/^\/(api|auth\/signout)/.test(url.pathname))
      return serveFile(outgoing, url.pathname, state.session !== undefined)
    requests.push({ method, path: url.pathname, body: exchange.body, key: keyOf(incoming) })
    sessionView()
    const failure = method === 'POST' && url.pathname !== '/api/quotes' ? failures.shift() : undefined
    if (failure !== undefined) throw new Fault(failure)
    if (url.pathname === '/api/events') return openEvents(exchange)
    const imageId = /^\/api\/images\/(.+)$/.exec(url.pathname)?.[1]
    if (method === 'GET' && imageId !== undefined) {
      const bytes = state.images.get(imageId)
      if (bytes === undefined) throw new Fault('vault/object-not-found')
      outgoing.writeHead(200, { 'content-type': 'image/png', 'cache-control': 'no-store' }).end(bytes)
      return
    }
    const found = answers.find(([verb, path]) => verb === method && path.test(url.pathname))
    if (found === undefined) throw new Fault('http/not-found')
    const result = found[2]({ ...exchange, id: found[1].exec(url.pathname)?.[1] ?? '' })
    if (result === undefined) outgoing.writeHead(204).end()
    else
      outgoing
        .writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
        .end(JSON.stringify(result))
  }

  const server = createServer((incoming, outgoing) => {
    const url = new URL(incoming.url ?? '/', 'http://localhost')
    void readBody(incoming)
      .then((body) => answer({ incoming, outgoing, url, body, id: '' }))
      .catch((error: unknown) => sendFault(outgoing, error))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://localhost:${port}`,
    state,
    push,
    add,
    change: changeGeneration,
    makeImage,
    requests,
    endSession,
    failNext: (code) => void failures.push(code),
    streamsOpen: () => streams.size,
    dropStreams() {
      for (const stream of streams) stream.destroy()
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function keyOf(incoming: IncomingMessage): string | undefined {
  const key = incoming.headers['idempotency-key']
  return typeof key === 'string' ? key : undefined
}

function writeEvent(stream: ServerResponse, id: number | undefined, event: SessionEvent): void {
  stream.write(
    `${id === undefined ? '' : `id: ${id}\n`}event: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n`,
  )
}

async function readBody(incoming: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  for await (const part of incoming) parts.push(part)
  return parts.length === 0 ? undefined : JSON.parse(Buffer.concat(parts).toString())
}

function sendFault(outgoing: ServerResponse, error: unknown): void {
  const code = error instanceof Fault ? error.code : 'http/bug'
  const { kind, retry, sentence } = errorCatalogue[code]
  const status =
    kind === 'unauthenticated' ? 401 : kind === 'not-found' ? 404 : kind === 'storage-full' ? 507 : 422
  outgoing.writeHead(status, { 'content-type': 'application/json' })
  outgoing.end(
    JSON.stringify({
      error: { code, message: sentence, retry, ...(kind === 'bug' ? { incident: 'inc-4711' } : {}) },
    }),
  )
}

async function serveFile(outgoing: ServerResponse, pathname: string, isSignedIn: boolean): Promise<void> {
  const isPage = pathname === '/' || pathname === '/account'
  if (isPage && !isSignedIn) {
    outgoing
      .writeHead(200, { 'content-type': 'text/html' })
      .end('<!doctype html><title>Welcome</title><h1>Welcome</h1>')
    return
  }
  const file = join(dist, isPage ? 'index.html' : pathname)
  const bytes = await readFile(file).catch(() => undefined)
  if (bytes === undefined) {
    outgoing.writeHead(404).end()
    return
  }
  outgoing.writeHead(200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': policy,
  })
  outgoing.end(bytes)
}
