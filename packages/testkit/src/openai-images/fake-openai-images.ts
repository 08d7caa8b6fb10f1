import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { FaultName } from '#partner-kit/conformance'
import { misdeeds } from './misbehave.ts'
import { answerJson, envelope, refusal } from './openai-errors.ts'
import { InvalidRequest, type OpenaiRequest } from './openai-request.ts'
import { receiveOpenaiRequest, type SentRequest, understandOpenaiRequest } from './read-openai-request.ts'
import { answerWell, headOf, makeEvents, type Speaking } from './speak-openai.ts'

export interface SeenOpenaiRequest {
  id: string
  method: string
  path: string
  headers: IncomingMessage['headers']
  /** Absent when it was answered before its body was read. */
  sent?: SentRequest
  understood?: OpenaiRequest
  /** The rule it broke, as `code: parameter`. */
  rejected?: string
  /** When each event of a stream had been written; as `performance.timeOrigin + performance.now()`, milliseconds. */
  eventsSentAt: number[]
}

export interface FakeOpenaiImages {
  baseUrl: string
  /** What `Authorization` must carry. */
  key: string
  seen: SeenOpenaiRequest[]
  /** From now on. Absent: as the documentation says, with refusals of prompts that say `refuse:violence`. */
  behave(fault?: Exclude<FaultName, 'no-connection'>, options?: Partial<FakeOptions>): void
  /** Resolves when this many requests have arrived since the start. */
  arrivals(count: number): Promise<void>
  /** Lets every held answer end. */
  release(): void
  close(): Promise<void>
}

export interface FakeOptions {
  pictureBytes: number
  /** Given instead of one that is drawn. */
  picture: Buffer | undefined
  /** Nothing is answered before `release`. */
  isHeld: boolean
  layout: Speaking['layout']
  partialDelayMs: number
}

const defaults: FakeOptions = {
  pictureBytes: 0,
  picture: undefined,
  isHeld: false,
  layout: 'usual',
  partialDelayMs: 0,
}

/**
 * A partner that speaks OpenAI's Images API, written from its description alone: it refuses whatever that does not
 * allow, and can do everything wrong that a partner can.
 */
export async function startFakeOpenaiImages(
  options: Partial<FakeOptions> & { port?: number } = {},
): Promise<FakeOpenaiImages> {
  const state = new FakeState({ ...defaults, ...options })
  const server = createServer((request, response) => void state.answer(request, response))
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the fake partner has no port')
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1/`,
    key: state.key,
    seen: state.seen,
    behave: (fault, changed) => state.behave(fault, changed),
    arrivals: (count) => state.arrivals(count),
    release: () => state.release(),
    async close() {
      state.release()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

class FakeState {
  readonly key = `sk-test-${randomUUID()}`
  readonly seen: SeenOpenaiRequest[] = []
  #options: FakeOptions
  #fault: Exclude<FaultName, 'no-connection'> | undefined
  #before = 0
  #held: (() => void)[] = []
  #watchers: (() => void)[] = []

  constructor(options: FakeOptions) {
    this.#options = options
  }

  behave(fault: Exclude<FaultName, 'no-connection'> | undefined, changed: Partial<FakeOptions> = {}): void {
    this.#fault = fault
    this.#before = 0
    this.#options = { ...this.#options, ...changed }
  }

  release(): void {
    for (const go of this.#held.splice(0)) go()
  }

  async arrivals(count: number): Promise<void> {
    while (this.seen.length < count) {
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#watchers.push(resolve)
      await promise
    }
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', ignoreGoneClient)
    const entry: SeenOpenaiRequest = {
      id: `req_${randomUUID().replaceAll('-', '')}`,
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      eventsSentAt: [],
    }
    try {
      if (request.headers.authorization !== `Bearer ${this.key}`)
        throw new InvalidRequest(null, 'invalid_api_key', 401)
      entry.sent = await receiveOpenaiRequest(request)
      entry.understood = understandOpenaiRequest(
        entry.path,
        entry.sent,
        request.headers['content-type'] ?? '',
      )
    } catch (error) {
      if (request.destroyed && !request.complete) return
      if (!(error instanceof InvalidRequest)) throw error
      entry.rejected = error.message
      this.#see(entry)
      const { status, code, parameter } = error
      answerJson(response, status, envelope(code, { param: parameter }), { 'x-request-id': entry.id })
      return
    }
    this.#see(entry)
    await this.#speak(entry.understood, entry, response)
  }

  #see(entry: SeenOpenaiRequest): void {
    this.seen.push(entry)
    for (const watch of this.#watchers.splice(0)) watch()
  }

  async #speak(
    wish: OpenaiRequest,
    { id: requestId, eventsSentAt }: SeenOpenaiRequest,
    response: ServerResponse,
  ): Promise<void> {
    const speaking: Speaking = { wish, response, requestId, eventsSentAt, ...this.#options }
    const before = this.#before
    this.#before += 1
    if (this.#options.isHeld) await this.#hold()
    if (this.#fault === undefined) return answerModerated(speaking)
    await misdeeds[this.#fault]({
      ...speaking,
      before,
      earlierId: this.seen.find(({ id }) => id !== requestId)?.id ?? 'req_of_another',
      hold: () => this.#hold(),
    })
  }

  async #hold(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#held.push(resolve)
    await promise
  }
}

/** `refuse:violence` in a prompt is refused at once, `refuse-late:violence` after the first early state. */
async function answerModerated(speaking: Speaking): Promise<void> {
  const { wish, response, requestId } = speaking
  const [, late, category] = /refuse(-late)?:([\w/-]+)/.exec(wish.prompt) ?? []
  if (category === undefined) return answerWell(speaking)
  if (late === undefined || !wish.isStreamed)
    return answerJson(response, 400, refusal(category), { 'x-request-id': requestId })
  const [first = Buffer.alloc(0)] = makeEvents(speaking)
  const error = Buffer.from(`event: error\ndata: ${JSON.stringify(refusal(category))}\n\n`)
  response.writeHead(200, headOf(requestId, 'text/event-stream')).end(Buffer.concat([first, error]))
}

/** The client may be stopped at any moment: that is what some tests do. */
function ignoreGoneClient(): void {
  return undefined
}
