import { randomUUID } from 'node:crypto'
import type { GenerationView } from '#contract'

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
}

const endedPhases: ReadonlySet<string> = new Set(['delivered', 'refused', 'failed', 'interrupted', 'cancelled'])

export const hasEnded = (generation: GenerationView) => endedPhases.has(generation.phase)

/** Asks for pictures as the studio does. */
export async function ask(client: Requester, wish: Wish, key: string = randomUUID()): Promise<Response> {
  const { prompt, model = 'builtin/sketch', count = 1, widthPx = 512, heightPx = 512, seed } = wish
  return client.request('/api/generations', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body: JSON.stringify({ prompt, model, count, widthPx, heightPx, ...(seed === undefined ? {} : { seed }) }),
  })
}

export async function start(client: Requester, wish: Wish, key?: string): Promise<GenerationView> {
  const response = await ask(client, wish, key)
  if (response.status !== 202) throw new Error(`not started: ${response.status} ${await response.text()}`)
  return response.json()
}

/** Reads one generation until it satisfies `isReached`, by the event stream. */
export async function waitFor(
  client: Requester,
  id: string,
  isReached: (generation: GenerationView) => boolean = hasEnded,
): Promise<GenerationView> {
  const leaving = new AbortController()
  const { cursor } = await (await client.request('/api/session')).json()
  const stream = await client.request(`/api/events?cursor=${cursor}`, { signal: leaving.signal })
  try {
    const now: GenerationView = await (await client.request(`/api/generations/${id}`)).json()
    if (isReached(now)) return now
    for await (const event of readEvents(stream)) {
      if (event.kind === 'generation-changed' && event.generation.id === id && isReached(event.generation)) {
        return event.generation
      }
    }
  } finally {
    leaving.abort()
  }
  throw new Error('the event stream ended first')
}

type ServerEvent = { kind: string; id?: number; generation: GenerationView }

/** Reads a text/event-stream: `data` as JSON, with the `id` where there is one. */
export async function* readEvents(response: Response): AsyncGenerator<ServerEvent> {
  if (response.body === null) return
  let rest = ''
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + chunk).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const data = /^data: ?(.*)$/m.exec(block)?.[1]
      const id = /^id: ?(\d+)$/m.exec(block)?.[1]
      if (data !== undefined) yield { ...JSON.parse(data), ...(id === undefined ? {} : { id: Number(id) }) }
    }
  }
}

export async function openImage(client: Requester, id: string): Promise<Buffer> {
  const response = await client.request(`/api/images/${id}`)
  if (response.status !== 200) throw new Error(`image not opened: ${response.status}`)
  return Buffer.from(await response.arrayBuffer())
}

export async function findCredits(client: Requester): Promise<number> {
  const session = await (await client.request('/api/session')).json()
  return session.credits
}

export async function signOut(client: Requester): Promise<Response> {
  return client.request('/auth/signout', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
  })
}
