import { randomUUID } from 'node:crypto'
import {
  type GenerationView,
  generationView,
  partnerList,
  type SessionEvent,
  sessionEvent,
  sessionView,
  upload as uploadView,
} from '#contract'
import * as z from 'zod/mini'

/** The part of a signed-in client that the driver needs; `signIn` returns one. */
export interface Requester {
  request(path: string, init?: RequestInit): Promise<Response>
}

export interface Wish {
  prompt: string
  model?: string
  count?: number
  widthPx?: number
  heightPx?: number
  seed?: number
  quality?: 'low' | 'medium' | 'high'
  references?: readonly string[]
  mask?: string
}

const endedPhases: ReadonlySet<string> = new Set([
  'delivered',
  'refused',
  'failed',
  'interrupted',
  'cancelled',
])

export const hasEnded = (generation: GenerationView) => endedPhases.has(generation.phase)

/** Asks for pictures as the studio does: a partner that was not agreed to yet is agreed to, and asked again. */
export async function ask(client: Requester, wish: Wish, key: string = randomUUID()): Promise<Response> {
  const response = await askOnce(client, wish, key)
  if (response.status !== 403) return response
  await response.arrayBuffer()
  await agreeToPartners(client)
  return askOnce(client, wish, key)
}

/** Agrees to every partner of the installation that can be agreed to. */
export async function agreeToPartners(client: Requester): Promise<void> {
  const { partners } = partnerList.parse(await (await client.request('/api/partners')).json())
  for (const { id, termsVersion } of partners) {
    if (termsVersion === undefined) continue
    const response = await client.request(`/api/partners/${id}/agreement`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ termsVersion }),
    })
    if (response.status !== 204) throw new Error(`not agreed: ${response.status}`)
  }
}

/** Asks, and agrees to nothing. */
export async function askOnce(client: Requester, wish: Wish, key: string = randomUUID()): Promise<Response> {
  const { prompt, model = 'builtin/sketch', count = 1, widthPx = 512, heightPx = 512, ...rest } = wish
  return client.request('/api/generations', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body: JSON.stringify({
      prompt,
      model,
      count,
      widthPx,
      heightPx,
      ...rest,
    }),
  })
}

export async function start(client: Requester, wish: Wish, key?: string): Promise<GenerationView> {
  const response = await ask(client, wish, key)
  if (response.status !== 202) throw new Error(`not started: ${response.status} ${await response.text()}`)
  return generationView.parse(await response.json())
}

/** Reads one generation until it satisfies `isReached`, by the event stream. */
export async function waitFor(
  client: Requester,
  id: string,
  isReached: (generation: GenerationView) => boolean = hasEnded,
): Promise<GenerationView> {
  const hearing = Hearing.of(client)
  const heard = Promise.withResolvers<GenerationView>()
  // Whoever reaches it by reading waits no more: then nobody asks how the stream ended.
  heard.promise.catch(() => undefined)
  const leave = hearing.join({
    tell(event) {
      if (event.kind === 'generation-changed' && event.generation.id === id && isReached(event.generation))
        heard.resolve(event.generation)
    },
    end: heard.reject,
  })
  try {
    await hearing.opened
    const now = await readGeneration(client, id)
    return isReached(now) ? now : await heard.promise
  } finally {
    leave()
  }
}

interface Listener {
  tell(event: SessionEvent): void
  end(reason: unknown): void
}

/** The one event stream of a client, for as long as anybody waits on it: a session has few. */
class Hearing {
  static readonly #open = new WeakMap<Requester, Hearing>()
  readonly opened: Promise<void>
  readonly #client: Requester
  readonly #listeners = new Set<Listener>()
  readonly #leaving = new AbortController()

  static of(client: Requester): Hearing {
    const hearing = Hearing.#open.get(client) ?? new Hearing(client)
    Hearing.#open.set(client, hearing)
    return hearing
  }

  private constructor(client: Requester) {
    this.#client = client
    const opened = Promise.withResolvers<void>()
    this.opened = opened.promise
    this.#run(opened.resolve).then(
      () => this.#end(new Error('the event stream ended first'), opened.reject),
      (error: unknown) => this.#end(error, opened.reject),
    )
  }

  /** Returns how to leave; the last one closes the stream. */
  join(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      this.#forget()
      this.#leaving.abort()
    }
  }

  async #run(onOpen: () => void): Promise<void> {
    const { cursor } = await readSession(this.#client)
    const { signal } = this.#leaving
    const stream = await this.#client.request(`/api/events?cursor=${cursor}`, { signal })
    onOpen()
    for await (const { event } of readEvents(stream))
      for (const listener of this.#listeners) listener.tell(event)
  }

  #end(reason: unknown, neverOpened: (reason: unknown) => void): void {
    this.#forget()
    neverOpened(reason)
    for (const { end } of this.#listeners) end(reason)
  }

  #forget(): void {
    if (Hearing.#open.get(this.#client) === this) Hearing.#open.delete(this.#client)
  }
}

async function readSession(client: Requester) {
  const response = await client.request('/api/session')
  return sessionView.parse(await response.json())
}

export async function readGeneration(client: Requester, id: string): Promise<GenerationView> {
  const response = await client.request(`/api/generations/${id}`)
  return generationView.parse(await response.json())
}

const numberedEvent = z.object({
  event: sessionEvent,
  id: z.optional(z.int()),
})
type NumberedEvent = z.infer<typeof numberedEvent>

/** Reads a text/event-stream: `data` as JSON, with the `id` where there is one. */
export async function* readEvents(response: Response): AsyncGenerator<NumberedEvent> {
  if (response.body === null) return
  let rest = ''
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + chunk).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const data = /^data: ?(.*)$/m.exec(block)?.[1]
      const id = /^id: ?(\d+)$/m.exec(block)?.[1]
      if (data === undefined) continue
      yield numberedEvent.parse({
        event: JSON.parse(data),
        ...(id === undefined ? {} : { id: Number(id) }),
      })
    }
  }
}

/** Adds a picture of one's own as the studio does. */
export async function addUpload(
  client: Requester,
  bytes: Uint8Array,
  role: 'reference' | 'mask' = 'reference',
): Promise<Response> {
  return client.request(`/api/uploads?role=${role}`, { method: 'POST', body: new Uint8Array(bytes) })
}

export async function upload(client: Requester, bytes: Uint8Array, role?: 'reference' | 'mask') {
  const response = await addUpload(client, bytes, role)
  if (response.status !== 201) throw new Error(`not taken in: ${response.status} ${await response.text()}`)
  return uploadView.parse(await response.json())
}

export async function openImage(client: Requester, id: string): Promise<Buffer> {
  const response = await client.request(`/api/images/${id}`)
  if (response.status !== 200) throw new Error(`image not opened: ${response.status}`)
  return Buffer.from(await response.arrayBuffer())
}

export async function findCredits(client: Requester): Promise<number> {
  const { credits } = await readSession(client)
  return credits
}

export async function signOut(client: Requester): Promise<Response> {
  return client.request('/auth/signout', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
  })
}
