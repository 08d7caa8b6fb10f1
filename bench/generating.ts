import { type FakePartner, startFakePartner } from '../packages/testkit/src/fake-partner.ts'
import { askDatabase } from '../packages/testkit/src/inside-server.ts'
import { startTestServer, type TestServer } from '../packages/testkit/src/test-server.ts'
import { openBenchClient } from './bench-client.ts'
import { type Figure, milliseconds, now, quantile } from './figure.ts'
import { type Makers, makeUntil, model, thinkingMs } from './making.ts'

const people = 8
const imageBytes = 1_600_000
const smallBytes = 20_000
/** Rounds of everybody: code that has run this often is compiled, as it is on a server that has been up a while. */
const warming = 25
const rounds = 25
/** More than wait for the partner at any moment: it is the queue that is measured, not how much the partner takes at once. */
const slots = 256
const queued = 500
const queuedEveryMs = 10

/** Product overhead from the POST to the last byte of the picture; time in the queue. */
export async function measureGenerating(): Promise<Figure[]> {
  const partner = await startFakePartner({ kind: 'draw', sizeBytes: imageBytes })
  const server = await startTestServer({
    partnerUrl: partner.baseUrl,
    partnerSlots: slots,
    environment: { TRUSTED_PROXIES: '127.0.0.1', LOG_LEVEL: 'error' },
    limits: { generationsWaitingPerAccount: 1_000 },
  })
  try {
    const clients = await Promise.all(
      Array.from({ length: people }, (_, index) => openBenchClient(server, index)),
    )
    await askDatabase(server, 'update credit_balances set available = 1000000')
    const bench = { server, partner, clients }
    await makeMany(bench, warming)
    const figures = [
      ...(await measureOverhead(bench)),
      ...(await measureFull(bench)),
      ...(await measureQueue(bench)),
    ]
    for (const client of clients) client.close()
    return figures
  } finally {
    await server.dispose()
    await partner.close()
  }
}

interface Bench extends Makers {
  server: TestServer
}

async function measureOverhead(bench: Bench): Promise<Figure[]> {
  bench.partner.behave({ kind: 'draw', sizeBytes: imageBytes })
  const floor = await measureFloor(bench.partner, 1)
  bench.partner.behave({ kind: 'draw', sizeBytes: imageBytes, delayMs: thinkingMs })
  const { overheads } = await makeMany(bench, rounds)
  const [p50, p99] = [quantile(overheads, 0.5), quantile(overheads, 0.99)]
  return [
    {
      name: 'overhead on a generation, 8 in flight, p50',
      measured: milliseconds(p50),
      floor: milliseconds(floor),
      goal: '≤ 40 ms',
      isMet: p50 <= 40,
    },
    {
      name: 'overhead on a generation, 8 in flight, p99',
      measured: milliseconds(p99),
      floor: milliseconds(floor),
      goal: '≤ 150 ms',
      isMet: p99 <= 150,
    },
  ]
}

/** The same when the partner takes no time: the machine is full, and 8 wait for one another. */
async function measureFull(bench: Bench): Promise<Figure[]> {
  bench.partner.behave({ kind: 'draw', sizeBytes: imageBytes })
  const floor = await measureFloor(bench.partner, people)
  const { overheads, perSecond } = await makeMany(bench, rounds)
  const p50 = quantile(overheads, 0.5)
  return [
    {
      name: 'overhead, 8 at once from a partner that takes no time, p50',
      measured: `${milliseconds(p50)} (${perSecond.toFixed(0)} a second)`,
      floor: milliseconds(floor),
      goal: '≤ 40 ms',
      isMet: p50 <= 40,
    },
  ]
}

/** The same bytes straight from the partner, so many at a time. */
async function measureFloor(partner: FakePartner, atOnce: number): Promise<number> {
  const taken: number[] = []
  const fetchMany = async () => {
    for (let round = 0; round < rounds; round += 1) {
      const startedAt = performance.now()
      const response = await fetch(`${partner.baseUrl}draw`, { method: 'POST', body: '{}' })
      await response.arrayBuffer()
      taken.push(performance.now() - startedAt)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, fetchMany))
  return quantile(taken, 0.5)
}

async function makeMany(makers: Makers, count: number) {
  const startedAt = performance.now()
  const overheads = await makeUntil(makers, (round) => round === count)
  return { overheads, perSecond: (1000 * overheads.length) / (performance.now() - startedAt) }
}

/** From the moment a wish is made to the moment its worker has it, by the server's own clock. Small pictures: it is the queue that is measured. */
async function measureQueue({ server, partner, clients }: Bench): Promise<Figure[]> {
  partner.behave({ kind: 'draw', sizeBytes: smallBytes })
  partner.seen.splice(0)
  const begun = performance.now()
  const started: Promise<unknown>[] = []
  const asked = new Map<string, number>()
  for (let wish = 0; wish < queued; wish += 1) {
    await until(begun + wish * queuedEveryMs)
    const client = clients[wish % clients.length]
    if (client === undefined) continue
    const prompt = `queued wish ${wish}.`
    asked.set(prompt, now())
    started.push(client.start({ prompt, model }).then((id) => client.delivered(id)))
  }
  await Promise.all(started)
  const waits = (
    await askDatabase(
      server,
      `select extract(epoch from started_at - created_at) * 1000 as wait
       from generations order by created_at desc limit ${queued}`,
    )
  ).map(({ wait }) => Number(wait))
  // Beside the server's own clock: from the POST to the partner, with everything that is done and committed between.
  const toPartner = partner.seen.flatMap(({ body, arrivedAt }) => {
    const prompt = /queued wish \d+\./.exec(body)?.[0] ?? ''
    const at = asked.get(prompt)
    return at === undefined ? [] : [arrivedAt - at]
  })
  const [p50, p99] = [quantile(waits, 0.5), quantile(waits, 0.99)]
  return [
    {
      name: `enqueue to start, ${1000 / queuedEveryMs} a second, p50`,
      measured: `${milliseconds(p50)} (p99 ${milliseconds(p99)}); POST to partner ${milliseconds(quantile(toPartner, 0.5))}`,
      goal: '≤ 5 ms',
      isMet: p50 <= 5,
    },
  ]
}

async function until(moment: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  setTimeout(resolve, Math.max(0, moment - performance.now()))
  await promise
}
