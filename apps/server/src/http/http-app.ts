import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Hono } from 'hono'
import { type HttpBindings, getRequestListener } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { nobodySignedIn, type Route, type RouteName, routes } from '#contract'
import type { Config } from '#server/config/index.ts'
import { AppError } from '#server/kernel/app-error.ts'
import { StartupFault } from '#server/kernel/startup-fault.ts'
import type { Logger } from '#server/platform/logger/index.ts'
import type { Metrics } from '#server/platform/metrics/index.ts'
import { createNetworkPseudonyms } from '#server/platform/network-pseudonym/index.ts'
import { pageAssets, renderErrorPage, renderWelcomePage } from '#server/pages/index.ts'
import { type ErrorAnswer, toErrorAnswer } from './error-to-response.ts'
import { chooseEncoding } from './choose-encoding.ts'
import { EventStreams } from './event-streams.ts'
import {
  checkHost,
  checkOrigin,
  requireOperator,
  createClientFinder,
  isAskedDirectly,
  isForwarded,
  requirePlainPath,
} from './guards.ts'
import { makeOpenApi } from './openapi.ts'
import { createRateLimit } from './rate-limit.ts'
import { readForm, readJson, readNothing } from './read-body.ts'
import type {
  RequestContext,
  RequestSession,
  RouteHandler,
  RouteHandlers,
  RouteResult,
} from './route-handler.ts'
import { makeSecurityHeaders } from './security-headers.ts'
import { close, listen } from './listening.ts'
import { loadStudio, type StaticFile } from './static-files.ts'

export interface HttpAppOptions {
  handlers: RouteHandlers
  /** @throws AppError identity/not-signed-in */
  requireSession(cookieHeader: string | undefined): Promise<RequestSession>
  config: Pick<Config, 'publicUrl' | 'trustedProxies' | 'metricsToken' | 'identity'>
  logger: Logger
  metrics: Metrics
  /** The folder of the built studio. */
  studioFolder: string
  /** Takes what lies below /demo-identity; absent where there is no demo sign-in. */
  demoProvider?: (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>
  isReady(): Promise<boolean>
  /** A client that neither reads nor writes this long is let go, with all that is held for it. Event streams are not. */
  standstillMs?: number
}

export interface HttpApp {
  listen(port: number, host: string): Promise<void>
  /** Takes no more, lets what runs end, and breaks what does not within two seconds. */
  close(): Promise<void>
}

type Bindings = { Bindings: HttpBindings }
/** A handler as the router calls it; its body was read with its own route's schema. */
type AnyHandler = (context: RequestContext<RouteName>) => Promise<RouteResult>

const studioPaths = ['/account', '/account/privacy', '/account/shared', '/library']
/** A large picture on a slow line; what comes too slowly is ended sooner by whoever reads it. */
const longestRequestMs = 30 * 60_000
/** What lies in /assets is named by its content. The service worker is not, and changes in place. */
const keptForEver = 'public, max-age=31536000, immutable'
const askedAnew = 'no-cache'
const lingerMs = 5_000
const defaultStandstillMs = 60_000
/** For a whole network of neighbours. */
const signInLimit = { burst: 200, perSecond: 8 }

/** Builds the HTTP server. Only the routes of the contract exist; those without a word for public need a session. */
export async function createHttpApp(options: HttpAppOptions): Promise<HttpApp> {
  const studio = await loadStudio(options.studioFolder)
  const hono = new Hono<Bindings>()
  const streams = new EventStreams()
  const binder = new RouteBinder(options, studio, streams)
  binder.bindAll(hono)
  const { assets } = studio
  for (const [path, asset] of pageAssets) assets.set(path, asset)
  hono.get('*', ({ env, req }) => binder.serveFile(env, req.path, assets))
  hono.notFound(({ env }) => binder.fail(env.outgoing, env.incoming, new AppError('http/not-found')))
  hono.onError((error, { env }) => binder.fail(env.outgoing, env.incoming, error))
  const listener = getRequestListener(hono.fetch, {
    overrideGlobalObjects: false,
    autoCleanupIncoming: false,
  })
  const server = createServer(
    {
      requestTimeout: longestRequestMs,
      headersTimeout: 10_000,
      keepAliveTimeout: 65_000,
      maxHeaderSize: 16_384,
    },
    (incoming, outgoing) => void binder.receive(incoming, outgoing, listener),
  )
  server.maxConnections = 12_000
  server.timeout = options.standstillMs ?? defaultStandstillMs
  return { listen: (port, host) => listen(server, port, host), close: () => close(server, streams) }
}

class RouteBinder {
  readonly #options: HttpAppOptions
  readonly #studio: { index: StaticFile }
  readonly #streams: EventStreams
  readonly #headers: readonly (readonly [string, string])[]
  readonly #signInLimit = createRateLimit(signInLimit)
  readonly #findNetwork: (incoming: IncomingMessage) => string

  constructor(options: HttpAppOptions, studio: { index: StaticFile }, streams: EventStreams) {
    this.#options = options
    this.#studio = studio
    this.#streams = streams
    this.#headers = makeSecurityHeaders(options.config.publicUrl)
    const findClient = createClientFinder(options.config.trustedProxies)
    const nameNetwork = createNetworkPseudonyms()
    this.#findNetwork = (incoming) => nameNetwork(findClient(incoming))
  }

  /** Every request passes here first, whatever it asks for. */
  async receive(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    listener: (incoming: IncomingMessage, outgoing: ServerResponse) => unknown,
  ): Promise<void> {
    for (const [name, value] of this.#headers) outgoing.setHeader(name, value)
    outgoing.on('error', ignoreGoneClient)
    try {
      const { publicUrl } = this.#options.config
      const path = requirePlainPath(incoming)
      const isProbe = path === '/healthz' || path === '/readyz' || path === '/metrics'
      if (!(isProbe && isAskedDirectly(incoming))) checkHost(incoming, publicUrl)
      checkOrigin(incoming, { publicUrl, isFromAnywhere: isFromAnywhere(path) })
      // A head alone would hold a slot of an endless stream, or open an image for nobody.
      if (incoming.method === 'HEAD' && path.startsWith('/api/')) throw new AppError('http/not-found')
      if (path.startsWith('/auth/')) this.#signInLimit.take(this.#findNetwork(incoming))
      if (path.startsWith('/auth/') || path.startsWith('/demo-identity/')) this.#checkDemo(incoming)
      const { demoProvider } = this.#options
      if (demoProvider !== undefined && path.startsWith('/demo-identity/'))
        await demoProvider(incoming, outgoing)
      else await listener(incoming, outgoing)
    } catch (error) {
      this.fail(outgoing, incoming, error)
    }
  }

  bindAll(hono: Hono<Bindings>): void {
    const handlers: RouteHandlers = { ...this.#ownHandlers(), ...this.#options.handlers }
    for (const [name, route] of Object.entries<Route>(routes)) {
      const handler = Object.entries(handlers).find(([key]) => key === name)?.[1]
      if (handler === undefined)
        throw new StartupFault('http/route-without-handler', `Nothing answers ${route.path}.`)
      hono.on(route.method, route.path, async ({ env, req }) => {
        await this.#answer(env, { name, route, params: req.param(), handler: asAny(handler) })
        return RESPONSE_ALREADY_SENT
      })
    }
    for (const path of studioPaths) {
      hono.get(path, async ({ env }) => {
        write(env.outgoing, await this.#openHome(env.incoming.headers.cookie))
        return RESPONSE_ALREADY_SENT
      })
    }
  }

  async #answer(
    { incoming, outgoing }: HttpBindings,
    bound: { name: string; route: Route; params: Record<string, string>; handler: AnyHandler },
  ): Promise<void> {
    const startedAt = performance.now()
    const { name, route } = bound
    let session: RequestSession | undefined
    try {
      if (route.access === 'loopback-or-token') this.#checkOperator(incoming)
      if (route.access === 'session' || route.access === 'operator') {
        session = await this.#requireSession(incoming, route.access)
        forgetCookie(incoming)
        if (route.access === 'operator') requireOperator(session)
        if (session.isRestricted && route.whileRestricted !== true) throw new AppError('rights/restricted')
      }
      if (route.method === 'GET') await readNothing(incoming)
      const body = route.body === undefined ? undefined : await readJson(incoming, route.body)
      const context = this.#contextOf({ incoming, outgoing }, { session, body, params: bound.params })
      const result = await bound.handler(context)
      if (result.hijacked !== true) write(outgoing, { status: route.status, ...result })
    } catch (error) {
      this.fail(outgoing, incoming, error, name)
    } finally {
      session?.token.fill(0)
      const durationMs = performance.now() - startedAt
      this.#options.metrics.recordRequest({
        route: name,
        method: route.method,
        status: outgoing.statusCode,
        durationMs,
      })
    }
  }

  /** NOTE: whoever is not signed in is told so, but not where only an operator would be told anything. */
  async #requireSession(incoming: IncomingMessage, access: 'session' | 'operator'): Promise<RequestSession> {
    try {
      return await this.#options.requireSession(incoming.headers.cookie)
    } catch (error) {
      const isStranger = error instanceof AppError && error.code === 'identity/not-signed-in'
      throw isStranger && access === 'operator' ? new AppError('http/not-found') : error
    }
  }

  #contextOf(
    raw: { incoming: IncomingMessage; outgoing: ServerResponse },
    read: { session: RequestSession | undefined; body: unknown; params: Record<string, string> },
  ): RequestContext<RouteName> {
    const { incoming, outgoing } = raw
    const findNetwork = this.#findNetwork
    const gone = new AbortController()
    outgoing.once('close', () => gone.abort())
    // It may have gone while its session was looked up, and nobody tells twice that it has.
    if (outgoing.destroyed) gone.abort()
    const context = {
      ...read,
      query: new URLSearchParams(/\?(.*)/.exec(incoming.url ?? '')?.[1] ?? ''),
      header: (name: string) => {
        const value = incoming.headers[name.toLowerCase()]
        return Array.isArray(value) ? value[0] : value
      },
      readForm: (maximumBytes?: number) => readForm(incoming, maximumBytes),
      openEventStream: (onClose: () => void) => this.#streams.open(raw, onClose),
      raw,
      signal: gone.signal,
      get network() {
        return findNetwork(incoming)
      },
    }
    // Session and body were made by this route's own access and schema, which the type of its handler repeats.
    return context as RequestContext<RouteName> // oxlint-disable-line typescript/no-unsafe-type-assertion
  }

  fail(outgoing: ServerResponse, incoming: IncomingMessage, error: unknown, route?: string): Response {
    const answer = toErrorAnswer(error)
    if (answer.incident !== undefined) {
      this.#options.logger.error(
        'request-failed',
        { incident: answer.incident, ...(route ? { route } : {}) },
        error,
      )
    }
    if (outgoing.headersSent || outgoing.destroyed) {
      outgoing.destroy()
      return RESPONSE_ALREADY_SENT
    }
    if (!incoming.complete) linger(incoming)
    write(outgoing, this.#presentError(incoming, answer))
    return RESPONSE_ALREADY_SENT
  }

  #presentError(incoming: IncomingMessage, answer: ErrorAnswer): RouteResult {
    const { status, headers, body } = answer
    const wantsPage =
      incoming.headers.accept?.includes('text/html') === true && !incoming.url?.startsWith('/api/')
    return wantsPage
      ? { status, headers, html: renderErrorPage(body.error) }
      : { status, headers, json: body }
  }

  serveFile(env: HttpBindings, path: string, assets: ReadonlyMap<string, StaticFile>): Response {
    const file = assets.get(path)
    if (file === undefined) return this.fail(env.outgoing, env.incoming, new AppError('http/not-found'))
    env.outgoing.setHeader('Content-Type', file.contentType)
    const encoding = chooseEncoding(env.incoming.headers['accept-encoding'], file.encoded)
    const bytes = encoding === undefined ? file.bytes : (file.encoded[encoding] ?? file.bytes)
    if (encoding !== undefined) env.outgoing.setHeader('Content-Encoding', encoding)
    env.outgoing.setHeader('Vary', 'Accept-Encoding')
    env.outgoing.setHeader('Content-Length', bytes.length)
    env.outgoing.setHeader('Cache-Control', path.startsWith('/assets/') ? keptForEver : askedAnew)
    env.outgoing.writeHead(200).end(bytes)
    return RESPONSE_ALREADY_SENT
  }

  #ownHandlers(): RouteHandlers {
    const { isReady, metrics, config } = this.#options
    const openApi = makeOpenApi(config.publicUrl)
    const home: RouteHandler<'home'> = ({ header }) => this.#openHome(header('cookie'))
    return {
      home,
      openapi: async () => ({ json: openApi }),
      healthz: async () => ({ json: { ok: true } }),
      async readyz() {
        if (!(await isReady())) throw new AppError('http/unavailable')
        return { json: { ok: true } }
      },
      async metrics({ raw }) {
        const { text, mediaType } = await metrics.render()
        raw.outgoing.setHeader('Content-Type', mediaType)
        raw.outgoing.writeHead(200).end(text)
        return { hijacked: true }
      },
    }
  }

  async #openHome(cookieHeader: string | undefined): Promise<RouteResult> {
    try {
      const session = await this.#options.requireSession(cookieHeader)
      session.token.fill(0)
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'identity/not-signed-in')) throw error
      const html = renderWelcomePage({ isDemo: this.#options.config.identity.kind === 'demo' })
      return { html, headers: [nobodySignedIn] }
    }
    return { html: this.#studio.index.bytes.toString('utf8') }
  }

  /** NOTE: a tunnel or a proxy nobody told us of would let the whole world be anybody. */
  #checkDemo(incoming: IncomingMessage): void {
    const { identity, trustedProxies, publicUrl } = this.#options.config
    if (identity.kind === 'demo' && trustedProxies.length === 0 && isForwarded(incoming))
      throw new AppError('http/wrong-host', { address: publicUrl.origin })
  }

  #checkOperator(incoming: IncomingMessage): void {
    const { metricsToken } = this.#options.config
    const [, given = ''] = /^Bearer (.+)$/.exec(incoming.headers.authorization ?? '') ?? []
    const isKnown = metricsToken === undefined ? isAskedDirectly(incoming) : metricsToken.isEqualTo(given)
    // As if there were nothing: who may not read it does not learn of it.
    if (!isKnown) throw new AppError('http/not-found')
  }
}

/** The beginnings of routes that a page or program of anybody may send to. */
const fromAnywhere = Object.values<Route>(routes).flatMap((route) =>
  route.fromAnywhere === true ? (route.path.split(':')[0] ?? []) : [],
)
const isFromAnywhere = (path: string) => fromAnywhere.some((beginning) => path.startsWith(beginning))

function asAny(handler: unknown): AnyHandler {
  // A handler takes its own route's context; the binder calls it for that route only.
  return handler as AnyHandler // oxlint-disable-line typescript/no-unsafe-type-assertion
}

function write(outgoing: ServerResponse, result: RouteResult): void {
  const { status = 200, redirect, headers = [], cacheSeconds } = result
  for (const [name, value] of headers) outgoing.appendHeader(name, value)
  if (cacheSeconds !== undefined) outgoing.setHeader('Cache-Control', `public, max-age=${cacheSeconds}`)
  if (redirect !== undefined) {
    outgoing.setHeader('Location', redirect)
    outgoing.writeHead(status >= 300 && status < 400 ? status : 302).end()
    return
  }
  const body = bodyOf(result)
  if (body === undefined) {
    outgoing.writeHead(status).end()
    return
  }
  outgoing.setHeader('Content-Type', body.contentType)
  const { encoded = {} } = result
  const encoding = chooseEncoding(outgoing.req.headers['accept-encoding'], encoded)
  const bytes = (encoding && encoded[encoding]) ?? Buffer.from(body.text)
  if (result.encoded !== undefined) outgoing.appendHeader('Vary', 'Accept-Encoding')
  if (encoding !== undefined) outgoing.setHeader('Content-Encoding', encoding)
  outgoing.setHeader('Content-Length', bytes.length)
  outgoing.writeHead(status).end(bytes)
}

function bodyOf({ html, text, contentType = 'text/plain; charset=utf-8', json }: RouteResult) {
  if (html !== undefined) return { text: html, contentType: 'text/html; charset=utf-8' }
  if (text !== undefined) return { text, contentType }
  return json === undefined ? undefined : { text: JSON.stringify(json), contentType: 'application/json' }
}

/** A stream stands for hours, and with it everything its request brought: not what opens the vault. */
function forgetCookie(incoming: IncomingMessage): void {
  delete incoming.headers.cookie
  incoming.rawHeaders.length = 0
}

/**
 * What was not read of a body is thrown away for a while, and then not waited for: to close at once would reset the
 * connection, and the answer would be lost with it.
 */
function linger(incoming: IncomingMessage): void {
  const { socket } = incoming
  const patience = setTimeout(() => socket.destroy(), lingerMs)
  incoming.once('close', () => clearTimeout(patience))
  incoming.resume()
}

function ignoreGoneClient(): void {
  return undefined
}
