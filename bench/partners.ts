import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createConnection } from '#partner-kit'
import { aRequest } from '#partner-kit/conformance'
import {
  type Client,
  type FakeOpenaiImages,
  openaiPartner,
  partnersFileOf,
  readEvents,
  signIn,
  start,
  startFakeOpenaiImages,
  startTestServer,
  type TestServer,
  waitFor,
} from '#testkit'
import * as z from 'zod/mini'
import { type Figure, milliseconds, now, quantile } from './figure.ts'

const model = 'openai/gpt-image-2'
const resultBytes = 1_500_000
const rounds = 60

/** What an adapter costs beside the bare fetch; how soon an early state is told; what many results at once take. */
export async function measurePartners(): Promise<Figure[]> {
  return [await measureCost(), ...(await measureServer())]
}

async function measureCost(): Promise<Figure> {
  const entry = new URL('../packages/testkit/src/openai-images/fake-openai-process.ts', import.meta.url)
    .pathname
  const child = spawn(process.execPath, [entry, String(resultBytes)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const [line] = await once(createInterface({ input: child.stdout }), 'line')
    const fake = z.object({ baseUrl: z.string(), key: z.string() }).parse(JSON.parse(String(line)))
    const partner = openaiPartner(fake, { model: { sendsPartials: false } })
    const draw = async () => {
      let total = 0
      const { signal } = new AbortController()
      const limits = { connectMs: 5_000, answerMs: 5_000, idleMs: 5_000, totalMs: 20_000 }
      const connection = createConnection<number>({
        baseUrl: new URL(fake.baseUrl),
        ...(partner.credentials === undefined ? {} : { credentials: partner.credentials }),
        recordDisclosure: async () => 0,
        settleDisclosure: async () => undefined,
        signal,
        limits,
      })
      for await (const event of partner.adapter.run(aRequest(partner), { connection, signal }))
        if (event.kind === 'image') for await (const piece of event.bytes) total += piece.byteLength
      if (total < resultBytes) throw new Error('the picture is not whole')
    }
    const bare = async () => {
      const response = await fetch(`${fake.baseUrl}images/generations`, {
        method: 'POST',
        headers: { authorization: `Bearer ${fake.key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'gpt-image-2', prompt: 'a fox', size: '1024x1024' }),
      })
      if ((await response.arrayBuffer()).byteLength < resultBytes) throw new Error('the answer is not whole')
    }
    const [own, floor] = await interleave(draw, bare)
    return {
      name: 'CPU for a result of 1.5 MB, adapter',
      measured: milliseconds(own),
      floor: `${milliseconds(floor)} (bare fetch, not decoded)`,
      goal: '≤ 1.15 × the floor',
      isMet: own <= 1.15 * floor,
    }
  } finally {
    child.kill()
  }
}

/** Median CPU of each, in turns, so that both meet the same machine. */
async function interleave(...tasks: readonly (() => Promise<void>)[]): Promise<readonly [number, number]> {
  const taken = tasks.map((): number[] => [])
  for (let round = -10; round < rounds; round += 1) {
    for (const [index, task] of tasks.entries()) {
      const before = process.cpuUsage()
      await task()
      const { user, system } = process.cpuUsage(before)
      if (round >= 0) taken[index]?.push((user + system) / 1_000)
    }
  }
  return [quantile(taken[0] ?? [], 0.5), quantile(taken[1] ?? [], 0.5)]
}

const people = 8

async function measureServer(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'gptimage-bench-'))
  const fake = await startFakeOpenaiImages()
  const server = await startTestServer({
    environment: {
      ...(await partnersFileOf(fake, folder)),
      TRUSTED_PROXIES: '127.0.0.1',
      LOG_LEVEL: 'error',
    },
    limits: { generationsWaitingPerAccount: 1_000 },
  })
  try {
    const clients: Client[] = []
    for (let index = 0; index < people; index += 1) clients.push(await openPerson(server, index))
    const [client] = clients
    if (client === undefined) throw new Error('nobody is there')
    return [
      await measurePartials(client, fake),
      await measureLie(client, fake, server),
      await measureMany(clients, fake, server),
    ]
  } finally {
    await server.dispose()
    await fake.close()
    await rm(folder, { recursive: true, force: true })
  }
}

const openPerson = (server: TestServer, index: number) =>
  signIn(
    server.url,
    { name: `Person ${index}`, email: `person-${index}@example.org`, age: 30 },
    { forwardedFor: `192.0.2.${index + 1}` },
  )

/** From the last byte of an early state at the partner to the event that tells of it at the client. */
async function measurePartials(client: Client, fake: FakeOpenaiImages): Promise<Figure> {
  fake.behave(undefined, { partialDelayMs: 150 })
  const delays: number[] = []
  for (let round = 0; round < 12; round += 1) {
    const heard = listen(client)
    const { id } = await start(client, { prompt: 'a fox', model })
    await waitFor(client, id)
    const at = (await heard.stop()).filter((event) => event.id === id)
    const sent = fake.seen.at(-1)?.eventsSentAt.slice(0, 2) ?? []
    // The partials in order: the first event in which another picture is told.
    for (const [index, sentAt] of sent.entries()) {
      const told = at
        .filter(({ picture }) => picture !== undefined)
        .toSorted((one, other) => one.at - other.at)
      const pictures = [...new Set(told.map(({ picture }) => picture))]
      const first = told.find(({ picture }) => picture === pictures[index])
      if (first !== undefined && round > 1) delays.push(first.at - sentAt)
    }
  }
  const p50 = quantile(delays, 0.5)
  return {
    name: `an early state, last byte to event, p50 of ${delays.length}`,
    measured: milliseconds(p50),
    goal: '≤ 10 ms',
    isMet: delays.length > 0 && p50 <= 10,
  }
}

interface Heard {
  id: string
  at: number
  picture: string | undefined
}

function listen(client: Client): { stop(): Promise<Heard[]> } {
  const heard: Heard[] = []
  const leaving = new AbortController()
  const listening = client
    .request('/api/events', { signal: leaving.signal })
    .then(async (stream) => {
      for await (const { event } of readEvents(stream))
        if (event.kind === 'generation-changed')
          heard.push({ id: event.generation.id, at: now(), picture: event.generation.images[0]?.id })
    })
    .catch(() => undefined)
  return {
    async stop() {
      leaving.abort()
      await listening
      return heard
    },
  }
}

/** One picture of 500 MB: cut off at what a picture may have, and not held while it lasts. */
async function measureLie(client: Client, fake: FakeOpenaiImages, server: TestServer): Promise<Figure> {
  fake.behave('endless-picture', { partialDelayMs: 0 })
  const idle = await restartPeak(server)
  const { reason } = await waitFor(client, (await start(client, { prompt: 'a fox', model })).id)
  const peak = (await readMemoryMiB(server, 'VmHWM')) - idle
  return {
    name: `memory over idle, an answer of 500 MB (${reason})`,
    measured: `${peak.toFixed(0)} MiB`,
    goal: '≤ 100 MiB',
    isMet: reason === 'partner-malformed' && peak <= 100,
  }
}

const atOnce = 64

/** All of them wait at the partner, which then answers all at once. */
async function measureMany(
  clients: readonly Client[],
  fake: FakeOpenaiImages,
  server: TestServer,
): Promise<Figure> {
  fake.behave(undefined, { isHeld: true, partialDelayMs: 0, pictureBytes: 4_200_000 })
  const before = fake.seen.length
  const waiting: { client: Client; id: string }[] = []
  for (let index = 0; index < atOnce / people; index += 1)
    for (const client of clients)
      waiting.push({ client, id: (await start(client, { prompt: 'a fox', model, quality: 'low' })).id })
  await fake.arrivals(before + atOnce)
  const idle = await restartPeak(server)
  fake.release()
  let delivered = 0
  for (const { client, id } of waiting) delivered += (await waitFor(client, id)).phase === 'delivered' ? 1 : 0
  const peak = (await readMemoryMiB(server, 'VmHWM')) - idle
  return {
    name: `memory over idle, ${delivered} of ${atOnce} results of 4.2 MB at once`,
    measured: `${peak.toFixed(0)} MiB`,
    goal: '≤ 230 MiB',
    isMet: delivered === atOnce && peak <= 230,
  }
}

/** Forgets the peak so far; gives the memory of now. */
async function restartPeak(server: TestServer): Promise<number> {
  await writeFile(`/proc/${server.pid}/clear_refs`, '5')
  return readMemoryMiB(server, 'VmRSS')
}

async function readMemoryMiB({ pid }: TestServer, field: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024
}
