import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { DeletionFaultName } from '#partner-kit/conformance'

/** How a dialect says that something was deleted. */
export interface DeletionWords {
  /** `isLeft`: not all of it could be. */
  confirm(id: string, isLeft: boolean): unknown
  notFound: unknown
}

/** What a fake partner keeps of requests, and how it deletes it when it is asked: well, or in every wrong way. */
export class DeletionDesk {
  readonly #stored = new Set<string>()
  readonly #words: DeletionWords
  readonly #held: (() => void)[] = []
  #fault: DeletionFaultName | undefined
  /** Each question, in order. */
  readonly asked: { id: string; headers: IncomingMessage['headers']; bodyBytes: number }[] = []

  constructor(words: DeletionWords) {
    this.#words = words
  }

  keep(id: string): void {
    this.#stored.add(id)
  }

  /** What expired by itself. */
  forget(id: string): void {
    this.#stored.delete(id)
  }

  stored(): readonly string[] {
    return [...this.#stored]
  }

  behave(fault?: DeletionFaultName): void {
    this.#fault = fault
  }

  /** Lets every held answer end. */
  release(): void {
    for (const go of this.#held.splice(0)) go()
  }

  async answer(id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    let bodyBytes = 0
    for await (const piece of request) bodyBytes += Buffer.from(piece as Uint8Array).length // oxlint-disable-line typescript/no-unsafe-type-assertion -- a request without an encoding gives bytes
    this.asked.push({ id, headers: request.headers, bodyBytes })
    if (this.#fault === undefined) {
      const wasThere = this.#stored.delete(id)
      say(response, wasThere ? 200 : 404, wasThere ? this.#words.confirm(id, false) : this.#words.notFound)
    } else await this.#misbehave(this.#fault, id, response)
  }

  async #misbehave(fault: DeletionFaultName, id: string, response: ServerResponse): Promise<void> {
    const good = JSON.stringify(this.#words.confirm(id, false))
    switch (fault) {
      case 'no-answer':
        await this.#hold()
        return void response.destroy()
      case 'cut-before-answer':
        this.#stored.delete(id)
        return void response.destroy()
      case 'half-a-body':
        return say(response, 200, good.slice(0, good.length / 2))
      case 'busy':
        return say(response, 429, { detail: 'slow down' }, { 'retry-after': '30' })
      case 'error-500':
        return say(response, 500, { detail: 'broken' })
      case 'error-502':
        return say(response, 502, page, { 'content-type': 'text/html' })
      case 'page-404':
        return say(response, 404, page, { 'content-type': 'text/html' })
      case 'error-503':
        return say(response, 503, '', { 'retry-after': '120' })
      case 'redirect':
        return say(response, 307, '', { location: 'http://127.0.0.1:9/elsewhere' })
      case 'html-body':
        return say(response, 200, page, { 'content-type': 'text/html' })
      case 'empty-body':
        return say(response, 200, '')
      case 'endless-body':
        return sayEndlessly(response)
      case 'packed-bomb':
        return say(response, 200, gzipSync(Buffer.alloc(20_000_000, ' ')), { 'content-encoding': 'gzip' })
      case 'invalid-json':
        return say(response, 200, `${good},`)
      case 'other-operation':
        return say(response, 200, { object: 'list', data: [] })
      case 'other-persons-id':
        return say(response, 200, this.#words.confirm('00000000-0000-4000-8000-000000000000', false))
      case 'left-over':
        return say(response, 200, this.#words.confirm(id, true))
      case 'unauthorized':
        return say(response, 401, { detail: 'no such key' })
      case 'forbidden':
        return say(response, 403, { detail: 'this key may not' })
      case 'bad-request':
        return say(response, 422, { detail: 'no such question' })
    }
  }

  async #hold(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#held.push(resolve)
    await promise
  }
}

const page = '<html><head><title>502</title></head><body><h1>Bad gateway</h1></body></html>'

function say(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  const bytes = Buffer.isBuffer(body) || typeof body === 'string' ? body : JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(bytes)
}

async function sayEndlessly(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' })
  const filler = Buffer.alloc(65_536, ' ')
  for (let sent = 0; sent < 100_000_000 && !response.destroyed; sent += filler.length) {
    if (!response.write(filler)) await drained(response)
  }
  response.end('{}')
}

async function drained(response: ServerResponse): Promise<void> {
  const over = new AbortController()
  const { signal } = over
  try {
    await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })])
  } finally {
    over.abort()
  }
}
