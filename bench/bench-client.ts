import { Agent, type IncomingMessage, request } from 'node:http'
import { randomUUID } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { signIn } from '../packages/testkit/src/sign-in.ts'
import { agreeToPartners } from '../packages/testkit/src/studio-driver.ts'
import type { TestServer } from '../packages/testkit/src/test-server.ts'

/** What the bench reads of an event; the rest is the studio's. */
interface SeenGeneration {
  id: string
  phase: string
  images: { state: string; id?: string }[]
}

/**
 * A person at the studio, as cheap as a client can be: one event stream for as long as they stay, connections that are
 * kept, pictures that are counted and not collected. Client and server share the machine.
 */
export interface BenchClient {
  /** Asks for one picture; resolves with its id when the server has accepted it. */
  start(wish: { prompt: string; model: string }): Promise<string>
  /** Resolves with the id of its image when the event stream says that it is there. */
  delivered(generationId: string): Promise<string>
  /** Reads an image to its last byte; returns how many there were. Rejects when it is not whole. */
  read(imageId: string): Promise<number>
  close(): void
}

export async function openBenchClient(server: TestServer, index: number): Promise<BenchClient> {
  const person = { name: `Person ${index}`, email: `person-${index}@example.org`, age: 30 }
  const client = await signIn(server.url, person, { forwardedFor: `192.0.2.${index + 1}` })
  await agreeToPartners(client)
  const { cookieHeader } = client
  const agent = new Agent({ keepAlive: true })
  const headers = { Host: `localhost:${server.port}`, Cookie: cookieHeader, Origin: server.url }
  const ask = (path: string, options: { body?: string; key?: string } = {}) =>
    send({ port: server.port, path, agent, headers, ...options })
  const stream = await ask('/api/events')
  const deliveries = new Deliveries()
  stream.setEncoding('utf8').on('data', (piece: string) => deliveries.read(piece))
  return {
    async start({ prompt, model }) {
      const body = JSON.stringify({ prompt, model, count: 1, widthPx: 512, heightPx: 512 })
      const response = await ask('/api/generations', { body, key: randomUUID() })
      const answer = await text(response)
      if (response.statusCode !== 202) throw new Error(`not started: ${response.statusCode} ${answer}`)
      const { id }: SeenGeneration = JSON.parse(answer)
      return id
    },
    delivered: (id) => deliveries.of(id),
    async read(imageId) {
      const response = await ask(`/api/images/${imageId}`)
      let bytes = 0
      response.on('data', (piece: Buffer) => {
        bytes += piece.length
      })
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      response.once('end', resolve).once('error', reject)
      await promise
      const isWhole = response.statusCode === 200 && String(bytes) === response.headers['content-length']
      if (!isWhole) throw new Error(`not read: ${response.statusCode}, ${bytes} bytes`)
      return bytes
    },
    close() {
      stream.destroy()
      agent.destroy()
    },
  }
}

async function send(options: {
  port: number
  path: string
  agent: Agent
  headers: Readonly<Record<string, string>>
  body?: string
  key?: string
}): Promise<IncomingMessage> {
  const { port, path, agent, body, key } = options
  const headers = {
    ...options.headers,
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(key === undefined ? {} : { 'Idempotency-Key': key }),
  }
  const method = body === undefined ? 'GET' : 'POST'
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const sending = request({ host: '127.0.0.1', port, path, agent, headers, method }, resolve)
  sending.once('error', reject).end(body)
  return promise
}

/** Which generations the event stream has told of, whoever asked first. */
class Deliveries {
  readonly #waiting = new Map<string, PromiseWithResolvers<string>>()
  #rest = ''

  of(id: string): Promise<string> {
    return this.#entry(id).promise
  }

  read(piece: string): void {
    const blocks = (this.#rest + piece).split('\n\n')
    this.#rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block)?.[1]
      if (data?.includes('"generation-changed"') === true) this.#see(JSON.parse(data))
    }
  }

  #see({ generation }: { generation: SeenGeneration }): void {
    const [image] = generation.images
    if (image?.state === 'ready' && image.id !== undefined) this.#entry(generation.id).resolve(image.id)
    else if (['refused', 'failed', 'interrupted', 'cancelled'].includes(generation.phase))
      this.#entry(generation.id).reject(new Error(`it ended as ${generation.phase}`))
  }

  #entry(id: string): PromiseWithResolvers<string> {
    const known = this.#waiting.get(id) ?? Promise.withResolvers<string>()
    this.#waiting.set(id, known)
    return known
  }
}
