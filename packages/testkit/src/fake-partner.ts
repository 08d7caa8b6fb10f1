import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { DeletionDesk } from './deletion-desk.ts'
import { makePng } from './make-png.ts'

/** What the fake partner does with the next requests. */
export type Behaviour =
  /** Takes so long for each, or waits for `release`; then sends the whole picture at once. */
  | { kind: 'draw'; sizeBytes: number; delayMs?: number | (() => number); isHeld?: boolean }
  | { kind: 'refuse'; category: 'sexual' | 'violence' | 'other' }
  /** Answers with a status and a body that says whatever is planted. */
  | { kind: 'fail'; status: number; body?: string }
  /** Takes the request and never answers. */
  | { kind: 'hang' }
  /** Sends the head and half an image, and waits for `release`. */
  | { kind: 'stall'; sizeBytes: number }
  /** Sends half of what it announced and breaks the connection. */
  | { kind: 'break'; sizeBytes: number }
  /** Calls something an image that is none. */
  | { kind: 'lie'; body: string }

export interface SeenRequest {
  id: string
  method: string
  path: string
  body: string
  headers: Readonly<Record<string, string | string[] | undefined>>
  /** By `performance.timeOrigin + performance.now()`, in milliseconds: comparable between processes. */
  arrivedAt: number
  answeredAt?: number
}

export interface FakePartner {
  baseUrl: string
  seen: SeenRequest[]
  behave(behaviour: Behaviour): void
  /** Lets every stalled or hanging answer go on. */
  release(): void
  /** Resolves when this many POST requests have arrived since the start. */
  arrivals(count: number): Promise<void>
  /** Requests cancelled by DELETE. */
  cancelled: string[]
  /** What it keeps of every request, until it is asked to delete it (`DELETE kept/:id`). */
  desk: DeletionDesk
  close(): Promise<void>
}

const now = () => performance.timeOrigin + performance.now()

/** A whole PNG of about this length, at least 100 bytes; quick to make and to compare. */
export const pngOf = (sizeBytes: number): Buffer => makePng({ widthPx: 8, heightPx: 8, sizeBytes })

/** Starts a partner of the dialect "plain" on a port of its own. */
export async function startFakePartner(
  first: Behaviour = { kind: 'draw', sizeBytes: 100_000 },
  port = 0,
): Promise<FakePartner> {
  const state = new FakePartnerState(first)
  const server = createServer(
    { keepAlive: true },
    (request, response) => void state.answer(request, response),
  )
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the fake partner has no port')
  return {
    baseUrl: `http://127.0.0.1:${address.port}/`,
    seen: state.seen,
    cancelled: state.cancelled,
    desk: state.desk,
    behave: (behaviour) => state.behave(behaviour),
    release: () => state.release(),
    arrivals: (count) => state.arrivals(count),
    async close() {
      if (!server.listening) return
      state.desk.release()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

class FakePartnerState {
  readonly seen: SeenRequest[] = []
  readonly cancelled: string[] = []
  readonly desk = new DeletionDesk({
    confirm: (id, isLeft) => ({ deleted: id, left: isLeft ? 1 : 0 }),
    notFound: { deleted: null },
  })
  #behaviour: Behaviour
  #held: (() => void)[] = []
  #watchers: (() => void)[] = []
  #pictures = new Map<number, Buffer>()

  constructor(first: Behaviour) {
    this.#behaviour = first
  }

  behave(behaviour: Behaviour): void {
    this.#behaviour = behaviour
  }

  release(): void {
    for (const go of this.#held.splice(0)) go()
  }

  async arrivals(count: number): Promise<void> {
    while (this.seen.filter(({ method }) => method === 'POST').length < count) {
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#watchers.push(resolve)
      await promise
    }
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const arrivedAt = now()
    const kept = /^\/kept\/([^/]*)$/.exec(request.url ?? '')
    if (request.method === 'DELETE' && kept !== null) {
      response.on('error', ignoreGoneClient)
      return this.desk.answer(kept[1] ?? '', request, response)
    }
    const entry: SeenRequest = {
      id: randomUUID(),
      method: request.method ?? '',
      path: request.url ?? '',
      body: await text(request),
      headers: request.headers,
      arrivedAt,
    }
    this.seen.push(entry)
    for (const watch of this.#watchers.splice(0)) watch()
    response.on('error', ignoreGoneClient)
    if (entry.method === 'DELETE') {
      this.cancelled.push(entry.path.slice('/draw/'.length))
      response.writeHead(204).end()
      return
    }
    this.desk.keep(entry.id)
    await this.#draw(response, entry)
    entry.answeredAt = now()
  }

  async #draw(response: ServerResponse, entry: SeenRequest): Promise<void> {
    const behaviour = this.#behaviour
    const head = { 'x-request-id': entry.id }
    switch (behaviour.kind) {
      case 'draw': {
        const picture = this.#picture(behaviour.sizeBytes)
        await this.#takeTime(behaviour)
        response.writeHead(200, { ...head, 'content-type': 'image/png', 'content-length': picture.length })
        response.end(picture)
        await finished(response)
        return
      }
      case 'refuse':
        response.writeHead(422, { ...head, 'content-type': 'application/json' })
        response.end(JSON.stringify({ category: behaviour.category }))
        return
      case 'fail':
        response
          .writeHead(behaviour.status, { ...head, 'content-type': 'text/plain' })
          .end(behaviour.body ?? '')
        return
      case 'lie':
        response.writeHead(200, { ...head, 'content-type': 'image/png' }).end(behaviour.body)
        return
      case 'hang':
        await this.#hold()
        response.destroy()
        return
      case 'stall':
      case 'break': {
        const picture = this.#picture(behaviour.sizeBytes)
        const half = Math.floor(picture.length / 2)
        response.writeHead(200, { ...head, 'content-type': 'image/png', 'content-length': picture.length })
        response.write(picture.subarray(0, half))
        if (behaviour.kind === 'stall') {
          await this.#hold()
          response.end(picture.subarray(half))
        } else {
          response.destroy()
        }
      }
    }
  }

  async #takeTime({ delayMs = 0, isHeld }: Behaviour & { kind: 'draw' }): Promise<void> {
    const milliseconds = typeof delayMs === 'number' ? delayMs : delayMs()
    if (milliseconds > 0) await pause(milliseconds)
    if (isHeld === true) await this.#hold()
  }

  async #hold(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#held.push(resolve)
    await promise
  }

  #picture(sizeBytes: number): Buffer {
    const made = this.#pictures.get(sizeBytes) ?? pngOf(sizeBytes)
    this.#pictures.set(sizeBytes, made)
    return made
  }
}

async function pause(milliseconds: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  setTimeout(resolve, milliseconds)
  await promise
}

async function finished(response: ServerResponse): Promise<void> {
  if (!response.writableFinished && !response.destroyed) {
    await Promise.race([once(response, 'finish'), once(response, 'close')])
  }
}

/** The client may be killed at any moment: that is what some tests do. */
function ignoreGoneClient(): void {
  return undefined
}
