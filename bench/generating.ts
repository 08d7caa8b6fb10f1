import { type FakePartner, startFakePartner } from '../packages/testkit/src/fake-partner.ts'
import { askDatabase } from '../packages/testkit/src/inside-server.ts'
import { type Client, signIn } from '../packages/testkit/src/sign-in.ts'
import { openImage, start, waitFor } from '../packages/testkit/src/studio-driver.ts'
import { startTestServer, type TestServer } from '../packages/testkit/src/test-server.ts'
import { type Figure, milliseconds, now, quantile } from './figure.ts'

const people = 8
const each = 12
const imageBytes = 1_600_000
/** What of a request's time the fake partner took itself is in its own stamps. */
const model = 'plain/picture'

/** Product overhead from the POST to the last byte of the picture; time in the queue. */
export async function measureGenerating(): Promise<Figure[]> {
  const partner = await startFakePartner({ kind: 'draw', sizeBytes: imageBytes })
  const environment = { TRUSTED_PROXIES: '127.0.0.1', LOG_LEVEL: 'error' }
  const server = await startTestServer({
    partnerUrl: partner.baseUrl,
    partnerSlots: 64,
    environment,
    limits: { generationsWaitingPerAccount: 1_000 },
  })
  try {
    const floor = await measureFloor(partner)
    const clients = await Promise.all(Array.from({ length: people }, (_, index) => openPerson(server, index)))
    for (const client of clients) await makeOne(client, partner)
    const taken = (await Promise.all(clients.map((client) => makeMany(client, partner)))).flat()
    const waits = await measureQueue(server, clients)
    const [p50, p99] = [quantile(taken, 0.5), quantile(taken, 0.99)]
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
      {
        name: 'enqueue to start, 100 a second, p50',
        measured: milliseconds(waits),
        goal: '≤ 5 ms',
        isMet: waits <= 5,
      },
    ]
  } finally {
    await server.dispose()
    await partner.close()
  }
}

async function openPerson(server: TestServer, index: number): Promise<Client> {
  const person = { name: `Person ${index}`, email: `person-${index}@example.org`, age: 30 }
  return signIn(server.url, person, { forwardedFor: `192.0.2.${index + 1}` })
}

/** The same bytes straight from the partner. */
async function measureFloor(partner: FakePartner): Promise<number> {
  const taken: number[] = []
  for (let round = 0; round < 20; round += 1) {
    const startedAt = performance.now()
    const response = await fetch(`${partner.baseUrl}draw`, { method: 'POST', body: '{}' })
    await response.arrayBuffer()
    taken.push(performance.now() - startedAt)
  }
  return quantile(taken, 0.5)
}

async function makeMany(client: Client, partner: FakePartner): Promise<number[]> {
  const taken: number[] = []
  for (let round = 0; round < each; round += 1) taken.push(await makeOne(client, partner))
  return taken
}

let wishes = 0

async function makeOne(client: Client, partner: FakePartner): Promise<number> {
  wishes += 1
  const prompt = `bench wish number ${wishes}.`
  const startedAt = now()
  const { id } = await start(client, { prompt, model })
  const { images } = await waitFor(client, id)
  await openImage(client, images[0]?.id ?? '')
  const taken = now() - startedAt
  const seen = partner.seen.find(({ body }) => body.includes(prompt))
  return taken - ((seen?.answeredAt ?? 0) - (seen?.arrivedAt ?? 0))
}

async function measureQueue(server: TestServer, clients: readonly Client[]): Promise<number> {
  const before = new Date().toISOString()
  const started: Promise<unknown>[] = []
  for (let wish = 0; wish < 300; wish += 1) {
    const client = clients[wish % clients.length]
    if (client !== undefined)
      started.push(start(client, { prompt: `queued wish ${wish}`, model }).catch(() => undefined))
    const { promise, resolve } = Promise.withResolvers<void>()
    setTimeout(resolve, 10)
    await promise
  }
  await Promise.all(started)
  const rows = await askDatabase(
    server,
    `select extract(epoch from started_at - created_at) * 1000 as wait from generations where created_at > '${before}' and started_at is not null`,
  )
  return quantile(
    rows.map(({ wait }) => Number(wait)),
    0.5,
  )
}
