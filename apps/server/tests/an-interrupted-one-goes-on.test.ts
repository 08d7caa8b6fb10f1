import { insertProvenanceMark } from '#image-bytes'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { generationView } from '#contract'
import {
  type FakePartner,
  findCredits,
  openImage,
  pngOf,
  signIn,
  signOut,
  start,
  startFakePartner,
  startTestServer,
  type TestServer,
  waitFor,
} from '#testkit'

/* A crash in the middle: what was made stays, what was not is given back, and the person decides whether to go on. */

const limits = { leaseMs: 900, leaseRenewMs: 300, sweepEveryMs: 150 }
let partner: FakePartner
let server: TestServer
beforeAll(async () => {
  partner = await startFakePartner()
  server = await startTestServer({ limits, partnerUrl: partner.baseUrl })
})
afterAll(async () => {
  await server.dispose()
  await partner.close()
})

test('interrupted by a crash it is resumed as its next attempt, for what is missing only', async () => {
  const client = await signIn(server.url, { name: 'Ada', email: 'ada@example.org', age: 30 })
  partner.behave({ kind: 'draw', sizeBytes: 20_000, isHeld: true })
  const { id } = await start(client, { prompt: 'a fox', model: 'plain/picture', count: 2 })
  await partner.arrivals(1)
  partner.release()
  await waitFor(client, id, ({ images }) => images[0]?.state === 'ready')
  await server.kill()
  const { folder, port } = server
  server = await startTestServer({ folder, port, limits, partnerUrl: partner.baseUrl })

  const interrupted = await waitFor(client, id)
  expect(interrupted).toMatchObject({
    phase: 'interrupted',
    reason: 'worker-lost',
    chargedCredits: 1,
    canResume: true,
  })
  expect(await findCredits(client)).toBe(99)
  const sentBefore = partner.seen.filter(({ method }) => method === 'POST').length

  partner.behave({ kind: 'draw', sizeBytes: 30_000 })
  const resumed = await client.request(`/api/generations/${id}/resume`, { method: 'POST' })
  expect(resumed.status).toBe(202)
  expect(generationView.parse(await resumed.json())).toMatchObject({
    phase: 'queued',
    attempt: 2,
    quotedCredits: 1,
  })
  const delivered = await waitFor(client, id)
  expect(delivered).toMatchObject({ phase: 'delivered', attempt: 2, chargedCredits: 2 })
  expect(partner.seen.filter(({ method }) => method === 'POST').length).toBe(sentBefore + 1)
  expect(await openImage(client, delivered.images[0]?.id ?? '')).toEqual(insertProvenanceMark(pngOf(20_000)))
  expect(await openImage(client, delivered.images[1]?.id ?? '')).toEqual(insertProvenanceMark(pngOf(30_000)))
  expect(await findCredits(client)).toBe(98)
  const again = await client.request(`/api/generations/${id}/resume`, { method: 'POST' })
  expect(again.status).toBe(409)
  await signOut(client)
})
