import { createServer } from 'node:http'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { findFreePort, startFakePartner } from '#testkit'
import { type ConnectionOptions, createConnection, PartnerFault, type SendLimits } from './index.ts'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

const limits: SendLimits = { connectMs: 5_000, answerMs: 5_000, idleMs: 5_000, totalMs: 10_000 }

async function connect(options: Partial<ConnectionOptions<string>> = {}) {
  const partner = await startFakePartner()
  closers.push(partner.close)
  const told: string[] = []
  const ids: (string | undefined)[] = []
  const connection = createConnection<string>({
    baseUrl: new URL(partner.baseUrl),
    async recordDisclosure(kinds, sizeBytes) {
      told.push(`recorded ${kinds.join()} ${sizeBytes} after ${partner.seen.length}`)
      return 'ref'
    },
    async settleDisclosure(ref, { state, partnerRequestId }) {
      told.push(`${ref} ${state}`)
      ids.push(partnerRequestId)
    },
    signal: new AbortController().signal,
    limits,
    ...options,
  })
  return { partner, told, ids, connection }
}

const draw = { method: 'POST', path: '/draw', body: Buffer.from('{"prompt":"x"}') } as const

test('the disclosure is recorded before the partner sees a byte, and settled by its answer', async () => {
  const { partner, told, connection } = await connect()
  const answer = await connection.sendContent(draw, ['prompt'])
  answer.close()
  expect(told).toEqual(['recorded prompt 14 after 0', 'ref sent'])
  expect(partner.seen).toHaveLength(1)
})

test('a request that is named in the body of its answer has that name in the ledger, and no other', async () => {
  const { ids, partner, connection } = await connect()
  const answer = await connection.sendContent({ ...draw, isNamedInBody: true }, ['prompt'])
  answer.close()
  await answer.knownAs('one')
  await answer.knownAs('<b>none</b>')
  const usual = await connection.sendContent(draw, ['prompt'])
  usual.close()
  expect(ids).toEqual([undefined, 'one', undefined, partner.seen[1]?.id])
})

test('nothing is sent when the disclosure cannot be recorded', async () => {
  const { partner, connection } = await connect({
    recordDisclosure: () => Promise.reject(new Error('no database')),
  })
  await expect(connection.sendContent(draw, ['prompt'])).rejects.toThrow('no database')
  expect(partner.seen).toEqual([])
})

test('nothing is recorded or sent after the signal', async () => {
  const { partner, told, connection } = await connect({ signal: AbortSignal.abort() })
  await expect(connection.sendContent(draw, ['prompt'])).rejects.toThrow()
  expect([told, partner.seen]).toEqual([[], []])
})

test('a partner that is not there received nothing', async () => {
  const { told, connection } = await connect({
    baseUrl: new URL(`http://127.0.0.1:${await findFreePort()}/`),
  })
  await expect(connection.sendContent(draw, ['prompt'])).rejects.toMatchObject({ disclosed: 'nothing' })
  expect(told[1]).toBe('ref failed')
})

test('a partner that breaks off may have received it', async () => {
  const { partner, told, connection } = await connect()
  partner.behave({ kind: 'hang' })
  const sending = connection.sendContent(draw, ['prompt']).catch((error: unknown) => error)
  await partner.arrivals(1)
  partner.release()
  const error = await sending
  expect(error).toBeInstanceOf(PartnerFault)
  expect(error).toMatchObject({ disclosed: 'unknown', failure: 'unavailable' })
  expect(told[1]).toBe('ref unknown')
})

test('a partner that does not answer in time may have received it', async () => {
  const { partner, connection } = await connect({ limits: { ...limits, answerMs: 100 } })
  partner.behave({ kind: 'hang' })
  await expect(connection.sendContent(draw, ['prompt'])).rejects.toMatchObject({
    disclosed: 'unknown',
    failure: 'timed-out',
  })
  partner.release()
})

test('a redirect is not followed', async () => {
  const elsewhere = await startFakePartner()
  closers.push(elsewhere.close)
  const server = createServer((_, response) => {
    response.writeHead(307, { location: `${elsewhere.baseUrl}draw` }).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(async () => server.close())
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const { connection } = await connect({ baseUrl: new URL(`http://127.0.0.1:${port}/`) })
  const answer = await connection.sendContent(draw, ['prompt'])
  answer.close()
  expect(answer.status).toBe(307)
  expect(elsewhere.seen).toEqual([])
})

test.each(['http://evil.example/draw', '../outside', '/../../outside', '//evil.example/draw'])(
  'the path %s stays below the address of the partner, or is refused',
  async (path) => {
    const { partner } = await connect()
    const { connection } = await connect({ baseUrl: new URL('v1/', partner.baseUrl) })
    const [outcome] = await Promise.allSettled([connection.sendContent({ ...draw, path }, ['prompt'])])
    if (outcome?.status === 'fulfilled') outcome.value.close()
    expect(partner.seen.every((seen) => seen.path.startsWith('/v1/'))).toBe(true)
  },
)
