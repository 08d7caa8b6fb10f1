import { randomUUID } from 'node:crypto'
import { type GenerationRequest, type GenerationView, generationView, sessionEvent } from '#contract'
import { CommandFault } from './command-fault.ts'
import * as z from 'zod/mini'

/** A person at the command line, as their browser would be: it keeps cookies and follows the demo sign-in. */
export class StudioClient {
  readonly #origin: string
  readonly #cookies = new Map<string, string>()

  constructor(origin: string) {
    this.#origin = origin
  }

  /** @throws CommandFault when the server asks for a real sign-in, which a browser must do */
  async signIn(): Promise<void> {
    const first = await this.#follow('/auth/signin')
    if (!first.url.pathname.startsWith('/demo-identity/')) {
      throw new CommandFault(
        'This server signs people in with a real provider; the command line works with the demo sign-in only.',
      )
    }
    const person = { name: 'Command line', email: 'command-line@localhost.example', answer: 'sign-in' }
    const second = await this.#post(first.url, person)
    const last = second.url.pathname === '/auth/age' ? await this.#post(second.url, { age: '30' }) : second
    if (last.url.pathname !== '/') throw new CommandFault('The demo sign-in did not come to its end.')
  }

  async signOut(): Promise<void> {
    const response = await this.#request('/auth/signout', { method: 'POST', headers: json, body: '{}' })
    await response.arrayBuffer()
  }

  async start(request: GenerationRequest): Promise<GenerationView> {
    const headers = { ...json, 'Idempotency-Key': randomUUID() }
    const response = await this.#request('/api/generations', {
      method: 'POST',
      headers,
      body: JSON.stringify(request),
    })
    return generationView.parse(await read(response))
  }

  async cancel(id: string): Promise<void> {
    const response = await this.#request(`/api/generations/${id}/cancel`, { method: 'POST' })
    await response.arrayBuffer()
  }

  /** Tells every change of a generation until it has ended. */
  async watch(id: string, onChange: (generation: GenerationView) => void): Promise<GenerationView> {
    const leaving = new AbortController()
    const events = await this.#request('/api/events?cursor=0', { signal: leaving.signal })
    try {
      for await (const data of readData(events)) {
        const event = sessionEvent.parse(JSON.parse(data))
        if (event.kind !== 'generation-changed' || event.generation.id !== id) continue
        onChange(event.generation)
        if (event.generation.endedAt !== undefined) return event.generation
      }
    } catch (error) {
      if (!isGone(error)) throw error
    } finally {
      leaving.abort()
    }
    throw new CommandFault(wentAway)
  }

  async openImage(id: string): Promise<Buffer> {
    const response = await this.#request(`/api/images/${id}`)
    if (!response.ok) await read(response)
    return Buffer.from(await response.arrayBuffer())
  }

  async #request(path: string | URL, init: RequestInit = {}): Promise<Response> {
    const address = new URL(path, this.#origin)
    const headers = new Headers(init.headers)
    headers.set('Cookie', [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    headers.set('Origin', this.#origin)
    const response = await send(address, { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /max-age=0|expires=Thu, 01 Jan 1970/i.test(line)) this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
    return response
  }

  async #follow(path: string | URL): Promise<{ url: URL; response: Response }> {
    return this.#settle(
      await this.#request(path, { headers: { Accept: 'text/html' } }),
      new URL(path, this.#origin),
    )
  }

  async #post(url: URL, fields: Record<string, string>): Promise<{ url: URL; response: Response }> {
    const init = { method: 'POST', headers: { Accept: 'text/html' }, body: new URLSearchParams(fields) }
    return this.#settle(await this.#request(url, init), url)
  }

  async #settle(first: Response, from: URL): Promise<{ url: URL; response: Response }> {
    let [response, url] = [first, from]
    for (let hop = 0; response.status >= 300 && response.status < 400 && hop < 10; hop += 1) {
      await response.arrayBuffer()
      url = new URL(response.headers.get('location') ?? '/', url)
      if (url.origin !== this.#origin) return { url, response }
      response = await this.#request(url, { headers: { Accept: 'text/html' } })
    }
    await response.arrayBuffer()
    return { url, response }
  }
}

const wentAway = 'The server went away. What was not drawn was not charged.'

async function send(address: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init)
  } catch (error) {
    throw isGone(error) ? new CommandFault(wentAway, { cause: error }) : error
  }
}

/** `fetch` says every failure of the network as a TypeError, and why in its cause. */
function isGone(error: unknown): boolean {
  return error instanceof TypeError && error.cause !== undefined
}

const json = { 'Content-Type': 'application/json' }
const fact = z.union([z.string(), z.number(), z.boolean()])
const errorBody = z.object({
  error: z.object({ message: z.string(), facts: z.optional(z.record(z.string(), fact)) }),
})

async function read(response: Response): Promise<unknown> {
  const body: unknown = await response.json()
  if (response.ok) return body
  const { data } = errorBody.safeParse(body)
  if (data === undefined) throw new CommandFault(`The server answered with status ${response.status}.`)
  const { message, facts = {} } = data.error
  const told = Object.entries(facts).map(([name, value]) => `${name} ${value}`)
  throw new CommandFault(told.length === 0 ? message : `${message} (facts: ${told.join(', ')})`)
}

async function* readData(response: Response): AsyncGenerator<string> {
  if (response.body === null) return
  let rest = ''
  for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + piece).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const data = /^data: ?(.*)$/m.exec(block)?.[1]
      if (data !== undefined) yield data
    }
  }
}
