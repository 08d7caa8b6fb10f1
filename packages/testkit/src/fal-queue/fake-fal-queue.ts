import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { DeletionDesk } from '../deletion-desk.ts'
import { checkFalRequest } from './check-fal-request.ts'
import { type Layout, resultAnswer, statusAnswer, submissionAnswer, type Twist } from './fal-answers.ts'
import { type FalRequest, InvalidFalRequest, refusalOf } from './fal-request.ts'
import { answer, type FalFault, misdeeds, say } from './misbehave.ts'

export type Stage = 'submit' | 'status' | 'result'

/** A submission as it arrived. */
export interface SeenFalRequest {
  id: string
  path: string
  headers: IncomingMessage['headers']
  sizeBytes: number
  understood?: FalRequest
  /** The rule it broke. */
  rejected?: string
}

/** Anything else it was asked. */
export interface SeenQuestion {
  method: string
  path: string
  bodyBytes: number
  headers: IncomingMessage['headers']
}

export interface FakeFalOptions {
  layout: Layout
  pictureBytes: number
  /** At which question faults are planted. */
  stage: Stage
  /** Results lie at addresses, whatever was asked for. */
  givesAddresses: boolean
  /** Requests stay in the queue until `release`. */
  isHeld: boolean
}

export interface FakeFalQueue {
  baseUrl: string
  /** Below which it deletes. */
  deletionUrl: string
  /** At which results lie that do not come within answers. */
  mediaHost: string
  /** What `Authorization: Key …` must carry; an administrator's for deletion. */
  key: string
  adminKey: string
  /** Submissions, each with content. */
  seen: SeenFalRequest[]
  questions: SeenQuestion[]
  cancelled: string[]
  desk: DeletionDesk
  /** From now on. Absent: as the documentation says, with refusals of prompts that say `refuse:violence` or `nsfw:`. */
  behave(fault?: FalFault, options?: Partial<FakeFalOptions>): void
  /** Resolves when this many submissions have arrived since the start. */
  arrivals(count: number): Promise<void>
  /** Resolves when a planted fault has been met this often. */
  meets(count: number): Promise<void>
  /** Lets everything that is held go on. */
  release(): void
  close(): Promise<void>
}

const defaults: FakeFalOptions = {
  layout: 'usual',
  pictureBytes: 0,
  stage: 'submit',
  isHeld: false,
  givesAddresses: false,
}

/**
 * A partner that speaks fal's queue and deletes payloads, written from its documentation alone: it refuses whatever that
 * does not allow, keeps what it would keep, and can do everything wrong that a partner can.
 */
export async function startFakeFalQueue(
  options: Partial<FakeFalOptions> & { port?: number } = {},
): Promise<FakeFalQueue> {
  const server = createServer((request, response) => void state.answer(request, response))
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the fake partner has no port')
  const origin = `http://127.0.0.1:${address.port}`
  const state = new FakeState(`${origin}/queue/`, { ...defaults, ...options })
  return {
    baseUrl: `${origin}/queue/`,
    deletionUrl: `${origin}/platform/v1/`,
    mediaHost: `127.0.0.1:${address.port}`,
    key: state.key,
    adminKey: state.adminKey,
    seen: state.seen,
    questions: state.questions,
    cancelled: state.cancelled,
    desk: state.desk,
    behave: (fault, changed) => state.behave(fault, changed),
    arrivals: (count) => state.until(() => state.seen.length >= count),
    meets: (count) => state.until(() => state.met >= count),
    release: () => state.release(),
    async close() {
      if (!server.listening) return
      state.release()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

interface Queued {
  wish: FalRequest
  app: string
  polls: number
}

class FakeState {
  readonly key = `key-id:${randomUUID()}`
  readonly adminKey = `admin-id:${randomUUID()}`
  readonly seen: SeenFalRequest[] = []
  readonly questions: SeenQuestion[] = []
  readonly cancelled: string[] = []
  /** @see fal.ai/docs/platform-apis/v1/models/requests/payloads, read 2026-11-24 */
  readonly desk = new DeletionDesk({
    confirm: (id, isLeft) => ({
      cdn_delete_results: isLeft
        ? [{ link: 'https://v3.fal.media/files/a.png', exception: 'could not be deleted' }]
        : [{ link: 'https://v3.fal.media/files/a.png', exception: null }],
      request_id: id,
    }),
    notFound: { error: { type: 'not_found', message: 'Request not found' } },
  })
  readonly #baseUrl: string
  readonly #queued = new Map<string, Queued>()
  readonly #files = new Map<string, Buffer>()
  #options: FakeFalOptions
  #fault: FalFault | undefined
  #before = 0
  #held: (() => void)[] = []
  #watchers: (() => void)[] = []

  constructor(baseUrl: string, options: FakeFalOptions) {
    this.#baseUrl = baseUrl
    this.#options = options
  }

  behave(fault: FalFault | undefined, changed: Partial<FakeFalOptions> = {}): void {
    this.#fault = fault
    this.#before = 0
    this.#options = { ...this.#options, ...changed }
  }

  release(): void {
    this.#options = { ...this.#options, isHeld: false }
    this.desk.release()
    for (const go of this.#held.splice(0)) go()
  }

  get met(): number {
    return this.#before
  }

  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#watchers.push(resolve)
      await promise
    }
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', ignoreGoneClient)
    const path = request.url ?? ''
    const deleted = /^\/platform\/v1\/models\/requests\/([^/]+)\/payloads$/.exec(path)
    if (deleted !== null && request.method === 'DELETE') {
      if (request.headers.authorization !== `Key ${this.adminKey}`)
        return say(response, 401, { error: { type: 'authorization_error', message: 'Admin key needed' } })
      return this.desk.answer(deleted[1] ?? '', request, response)
    }
    if (path.startsWith('/media/')) return this.#give(request, response)
    if (request.method === 'POST' && path.startsWith('/queue/')) return this.#submit(request, response)
    return this.#tell(request, response)
  }

  async #submit(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? ''
    const id = randomUUID()
    const entry: SeenFalRequest = { id, path, headers: request.headers, sizeBytes: 0 }
    try {
      if (request.headers.authorization !== `Key ${this.key}`) throw new InvalidFalRequest(401, 'no such key')
      const bytes = await buffer(request)
      entry.sizeBytes = bytes.length
      entry.understood = checkFalRequest(path.slice('/queue/'.length), request.headers, bytes)
    } catch (error) {
      if (request.destroyed && !request.complete) return
      if (!(error instanceof InvalidFalRequest)) throw error
      entry.rejected = error.message
      this.#see(entry)
      return say(response, error.status, error.body)
    }
    this.#see(entry)
    const wish = entry.understood
    const app = wish.endpoint.split('/').slice(0, 2).join('/')
    const isFaulty = this.#fault !== undefined && this.#options.stage === 'submit'
    if (!isFaulty || this.#fault === 'slow-answer' || this.#fault === 'busy-once') {
      this.#queued.set(id, { wish, app, polls: 0 })
      this.desk.keep(id)
    }
    await this.#speak('submit', response, { wish, good: () => submissionAnswer(this.#baseUrl, app, id) })
  }

  #see(entry: SeenFalRequest): void {
    this.seen.push(entry)
    this.#tellWatchers()
  }

  #tellWatchers(): void {
    for (const watch of this.#watchers.splice(0)) watch()
  }

  /** Status, result and cancel, each only below the app that was asked. */
  async #tell(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? ''
    const method = request.method ?? ''
    const bytes = await buffer(request)
    this.questions.push({ method, path, bodyBytes: bytes.length, headers: request.headers })
    if (request.headers.authorization !== `Key ${this.key}`)
      return say(response, 401, { detail: 'no such key' })
    const [, app, id = '', what] =
      /^\/queue\/([\w.-]+\/[\w.-]+)\/requests\/([\w-]+)(\/status|\/cancel)?$/.exec(path) ?? []
    const queued = this.#queued.get(id)
    if (queued === undefined || queued.app !== app) return say(response, 404, { status: 'NOT_FOUND' })
    if (what === '/cancel' && method === 'PUT') return this.#cancel(response, id, queued)
    if (method !== 'GET' || what === '/cancel') return say(response, 405, { detail: 'Method Not Allowed' })
    return what === '/status'
      ? this.#tellStatus(response, id, queued)
      : this.#tellResult(response, id, queued)
  }

  /** Files are anybody's who knows where they lie; they go with the payloads of their request. */
  #give({ url = '', method = '', headers }: IncomingMessage, response: ServerResponse): void {
    this.questions.push({ method, path: url, bodyBytes: 0, headers })
    const file = this.#files.get(url)
    const isThere = file !== undefined && this.desk.stored().includes(url.split('/')[2] ?? '')
    if (!isThere) return say(response, 404, { detail: 'Not Found' })
    response.writeHead(200, { 'content-type': 'image/png', 'content-length': file.length }).end(file)
  }

  #lay(id: string, picture: Buffer): string {
    const path = `/media/${id}/${this.#files.size}.png`
    this.#files.set(path, picture)
    return new URL(path, this.#baseUrl).href
  }

  #cancel(response: ServerResponse, id: string, { polls }: Queued): void {
    if (polls > 2) return say(response, 400, { status: 'ALREADY_COMPLETED' })
    this.cancelled.push(id)
    this.#queued.delete(id)
    return say(response, 202, { status: 'CANCELLATION_REQUESTED' })
  }

  async #tellStatus(response: ServerResponse, id: string, queued: Queued): Promise<void> {
    const polls = this.#options.isHeld ? 0 : queued.polls
    queued.polls += 1
    await this.#speak('status', response, {
      wish: queued.wish,
      good: () => statusAnswer(this.#baseUrl, queued.app, { id, polls }),
    })
  }

  async #tellResult(response: ServerResponse, id: string, { wish }: Queued): Promise<void> {
    const [, word, category = ''] = /(refuse|nsfw):([\w-]+)/.exec(wish.prompt) ?? []
    if (word === 'refuse') return say(response, 422, refusalOf(wish.prompt, category))
    const flags = word === 'nsfw' ? [...category].map((each) => each === 'x') : undefined
    await this.#speak('result', response, {
      wish,
      good: (twist = {}) =>
        resultAnswer(
          wish,
          { id, ...this.#options },
          {
            ...(this.#options.givesAddresses ? { encode: (picture) => this.#lay(id, picture) } : {}),
            ...twist,
            ...(flags === undefined ? {} : { flags }),
          },
        ),
    })
  }

  async #speak(
    stage: Stage,
    response: ServerResponse,
    { wish, good }: { wish: FalRequest; good: (twist?: Twist) => ReturnType<typeof resultAnswer> },
  ): Promise<void> {
    if (this.#fault === undefined || this.#options.stage !== stage) return answer(response, good())
    const before = this.#before
    this.#before += 1
    this.#tellWatchers()
    await misdeeds[this.#fault]({
      response,
      wish,
      good,
      isResult: stage === 'result',
      before,
      hold: () => this.#hold(),
    })
  }

  async #hold(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#held.push(resolve)
    await promise
  }
}

/** The client may be stopped at any moment: that is what some tests do. */
function ignoreGoneClient(): void {
  return undefined
}
