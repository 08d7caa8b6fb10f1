import { setTimeout as pause } from 'node:timers/promises'
import { startFakePartner } from '../packages/testkit/src/fake-partner.ts'
import { askDatabase } from '../packages/testkit/src/inside-server.ts'
import { startTestServer, type TestServer } from '../packages/testkit/src/test-server.ts'
import { openBenchClient } from './bench-client.ts'
import type { Figure } from './figure.ts'
import { databaseShare, forgetPeak, peakOf, residentOf } from './memory.ts'

const inFlight = 64
const people = 8
const imageBytes = 4_200_000
const laterMs = 60_000
const lookEveryMs = 250

/** Memory while as many pictures as there are slots arrive, are sealed and are read, all at once; and a minute later. */
export async function measureInFlight(): Promise<Figure[]> {
  const partner = await startFakePartner({ kind: 'draw', sizeBytes: imageBytes, isHeld: true })
  const server = await startTestServer({
    partnerUrl: partner.baseUrl,
    partnerSlots: inFlight,
    environment: { TRUSTED_PROXIES: '127.0.0.1', LOG_LEVEL: 'error' },
  })
  try {
    const clients = await Promise.all(
      Array.from({ length: people }, (_, index) => openBenchClient(server, index)),
    )
    await askDatabase(server, 'update credit_balances set available = 1000000')
    await pause(lookEveryMs)
    const idle = residentOf(server) + databaseShare(server)
    forgetPeak(server)
    const watch = watchDatabase(server)
    const made = Array.from({ length: inFlight }, async (_, wish) => {
      const client = clients[wish % people]
      const id = await client?.start({ prompt: `held wish ${wish}`, model: 'plain/picture' })
      return client?.read(await client.delivered(id ?? ''))
    })
    await partner.arrivals(inFlight)
    partner.release()
    await Promise.all(made)
    const peak = peakOf(server) + (await watch.stop())
    await pause(laterMs)
    const later = residentOf(server) + databaseShare(server)
    for (const client of clients) client.close()
    return describe({ over: peak - idle, left: later - idle })
  } finally {
    await server.dispose()
    await partner.close()
  }
}

function describe({ over, left }: { over: number; left: number }): Figure[] {
  const name = `${inFlight} pictures of 4.2 MB in flight`
  return [
    {
      name: `${name}, memory over idle`,
      measured: `${over.toFixed(0)} MiB`,
      goal: '≤ 230 MiB',
      isMet: over <= 230,
    },
    {
      name: `${name}, a minute later`,
      measured: `${left.toFixed(0)} MiB over idle`,
      goal: '≤ 60 MiB',
      isMet: left <= 60,
    },
  ]
}

/** PostgreSQL keeps no peak of its own: it is looked at again and again, and the most is taken. */
function watchDatabase(server: TestServer) {
  let most = 0
  const look = () => {
    most = Math.max(most, databaseShare(server))
  }
  const timer = setInterval(look, lookEveryMs)
  return {
    async stop() {
      clearInterval(timer)
      look()
      return most
    },
  }
}
