import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type DeletionView, deletionAnswer, type DisclosureView, disclosurePage } from '#contract'
import {
  ask,
  askDatabase,
  type Client,
  type FakePartner,
  findFreePort,
  signIn,
  start,
  startFakePartner,
  startTestServer,
  type TestServer,
  waitFor,
} from '#testkit'

/*
 * A whole server and a partner that can say what it still stores. Early deletion goes on through errors, lies and SIGKILL
 * until the partner has really deleted; and nothing is called deleted before.
 */

const limits = {
  deletionFirstPauseMs: 40,
  deletionLongestPauseMs: 200,
  deletionLookEveryMs: 50,
  deletionLeaseMs: 700,
  leaseMs: 900,
  leaseRenewMs: 300,
  sweepEveryMs: 150,
}

let partner: FakePartner
let server: TestServer
let client: Client

beforeAll(async () => {
  partner = await startFakePartner({ kind: 'draw', sizeBytes: 20_000 })
  server = await startTestServer({ port: await findFreePort(), limits, partnerUrl: partner.baseUrl })
  client = await signIn(server.url, { name: 'Ada', email: 'ada@example.org', age: 30 })
  await askDatabase(server, 'update credit_balances set available = 10000')
})
beforeEach(async () => {
  partner.behave({ kind: 'draw', sizeBytes: 20_000 })
  partner.desk.behave()
  for (const id of partner.desk.stored()) partner.desk.forget(id)
  await askDatabase(server, 'delete from disclosures')
})
afterAll(async () => {
  await server.dispose()
  await partner.close()
})

async function draw(): Promise<DisclosureView> {
  await waitFor(client, (await start(client, { prompt: 'a fox', model: 'plain/picture' })).id)
  const [newest] = await list()
  if (newest === undefined) throw new Error('nothing is in the ledger')
  return newest
}

const list = async (): Promise<DisclosureView[]> =>
  disclosurePage.parse(await (await client.request('/api/disclosures')).json()).disclosures

async function request(body: object) {
  const response = await client.request('/api/disclosures/deletions', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(response.status).toBe(202)
  return deletionAnswer.parse(await response.json())
}

const deletionOf = async (id: string): Promise<DeletionView | undefined> =>
  (await list()).find((row) => row.id === id)?.deletion

const until = (id: string, isReached: (deletion: DeletionView | undefined) => boolean) =>
  expect.poll(async () => isReached(await deletionOf(id)), { timeout: 30_000, interval: 50 }).toBe(true)

const isDeleted = (deletion: DeletionView | undefined) => deletion?.outcome === 'deleted'

async function restart(): Promise<void> {
  const { folder, port } = server
  server = await startTestServer({ folder, port, limits, partnerUrl: partner.baseUrl })
}

test('all of it is deleted at the partner, under the names in the ledger, and its answer is shown', async () => {
  const sent = [await draw(), await draw(), await draw()]
  expect(partner.desk.stored().toSorted()).toEqual(sent.map((row) => row.partnerRequestId).toSorted())

  expect(await request({ all: true })).toMatchObject({ asked: 3 })
  for (const { id } of sent) await until(id, isDeleted)
  expect(partner.desk.stored()).toEqual([])
  expect(await deletionOf(sent[0]?.id ?? '')).toMatchObject({
    state: 'settled',
    partnerStatus: 200,
    attempts: 1,
  })
  expect(partner.desk.asked.every(({ bodyBytes }) => bodyBytes === 0)).toBe(true)
})

test('one that is named goes alone, and asked again stays as it is', async () => {
  const [first, second] = [await draw(), await draw()]
  await request({ disclosure: first.id })
  await until(first.id, isDeleted)
  expect(partner.desk.stored()).toEqual([second.partnerRequestId])
  const before = await deletionOf(first.id)
  expect(await request({ disclosure: first.id })).toMatchObject({ asked: 0, settled: 1 })
  expect(await deletionOf(first.id)).toEqual(before)
})

test.each([
  ['breaks', 'error-500'],
  ['says yes with a page', 'html-body'],
  ['says yes about another', 'other-persons-id'],
  ['says that something is left', 'left-over'],
] as const)('a partner that %s is asked again until it has deleted', async (_, fault) => {
  const { id, partnerRequestId } = await draw()
  partner.desk.behave(fault)
  await request({ partner: 'plain' })
  await until(id, (deletion) => (deletion?.attempts ?? 0) >= 3)
  expect(await deletionOf(id)).toMatchObject({ state: 'waiting' })
  expect(partner.desk.stored()).toEqual([partnerRequestId])

  partner.desk.behave()
  await until(id, isDeleted)
  expect(partner.desk.stored()).toEqual([])
})

test('a partner that deletes and breaks off is asked again, and says that it has nothing of it', async () => {
  const { id } = await draw()
  partner.desk.behave('cut-before-answer')
  await request({ all: true })
  await expect.poll(() => partner.desk.stored(), { timeout: 10_000 }).toEqual([])
  partner.desk.behave()
  await until(id, isDeleted)
  expect(await deletionOf(id)).toMatchObject({ partnerStatus: 404 })
})

test('killed in the middle of asking, the next start asks again', async () => {
  const { id, partnerRequestId } = await draw()
  partner.desk.behave('no-answer')
  const asked = partner.desk.asked.length
  await request({ all: true })
  await expect.poll(() => partner.desk.asked.length, { timeout: 10_000 }).toBe(asked + 1)
  await server.kill()
  expect(partner.desk.stored()).toEqual([partnerRequestId])
  partner.desk.behave()
  await restart()
  await until(id, isDeleted)
  expect(partner.desk.stored()).toEqual([])
})

test('a partner that will not is written to by the operator, and is not called deleted', async () => {
  const { id, partnerRequestId } = await draw()
  partner.desk.behave('forbidden')
  expect(await request({ all: true })).toMatchObject({ waiting: 1 })
  await until(id, (deletion) => deletion?.state === 'to-write')
  expect(await deletionOf(id)).toMatchObject({ partnerStatus: 403 })
  expect((await deletionOf(id))?.outcome).toBeUndefined()

  const letter = await command()
  expect(letter).toMatchObject({ code: 0, output: expect.stringContaining(partnerRequestId ?? 'none') })
  expect(letter.output).not.toMatch(/ada|ref_|acc_/i)
  expect(await command('--answered', id)).toMatchObject({ code: 1 })
  expect(await command('--written', id)).toMatchObject({
    code: 0,
    output: expect.stringContaining('NOT ANSWERED YET'),
  })
  expect(await deletionOf(id)).toMatchObject({ state: 'written', outcome: 'requested-in-writing' })
  expect(await command('--answered', id)).toMatchObject({
    code: 0,
    output: 'Nothing is to be written to any partner.\n',
  })
  expect(await deletionOf(id)).toMatchObject({ state: 'settled', outcome: 'deleted' })
})

/** The operator's command, on the running server's data folder. */
async function command(...args: string[]): Promise<{ code: unknown; output: string }> {
  const entry = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url))
  const child = spawn(process.execPath, [entry, 'deletions', '--data', server.dataDir, ...args])
  const [out, error, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ])
  return { code, output: out + error }
}

test('what was to be written about, and is past its time, has expired', async () => {
  const { id } = await draw()
  partner.desk.behave('forbidden')
  await request({ all: true })
  await until(id, (deletion) => deletion?.state === 'to-write')
  await askDatabase(server, 'update disclosures set held_until = now()')
  await until(id, (deletion) => deletion?.outcome === 'expired')
})

test('what is still being made is not asked about before it is done', async () => {
  partner.behave({ kind: 'stall', sizeBytes: 20_000 })
  const generation = await start(client, { prompt: 'a fox', model: 'plain/picture' })
  await expect.poll(async () => (await list())[0]?.partnerRequestId, { timeout: 10_000 }).toBeDefined()
  const asked = partner.desk.asked.length
  const [row] = await list()
  await request({ disclosure: row?.id })
  await until(row?.id ?? '', (deletion) => (deletion?.nextAt ?? '') > (deletion?.askedAt ?? ''))
  expect(partner.desk.asked).toHaveLength(asked)

  partner.release()
  await waitFor(client, generation.id)
  await until(row?.id ?? '', isDeleted)
  expect(partner.desk.stored()).toEqual([])
})

test('at the end of the partner’s own time it has expired, and is asked no more', async () => {
  const { id } = await draw()
  partner.desk.behave('error-503')
  await request({ all: true })
  await until(id, (deletion) => (deletion?.attempts ?? 0) >= 1)
  await askDatabase(server, 'update disclosures set held_until = now()')
  await askDatabase(server, 'update deletions set next_at = now()')
  await until(id, (deletion) => deletion?.outcome === 'expired')
  partner.desk.behave()
  const asked = partner.desk.asked.length
  const other = await draw()
  await request({ disclosure: other.id })
  await until(other.id, isDeleted)
  expect(partner.desk.asked).toHaveLength(asked + 1)
})

test('each request with content has exactly one row, also when the server is killed while it sends', async () => {
  const first = partner.seen.length
  const received = () =>
    partner.seen
      .slice(first)
      .filter(({ method }) => method === 'POST')
      .map(({ id, body }) => ({ id, sizeBytes: Buffer.byteLength(body) }))
  partner.behave({ kind: 'draw', sizeBytes: 400_000, delayMs: 30 })
  for (let kill = 0; kill < 8; kill += 1) {
    const before = received().length
    // Each is of another length, by which the row of a request is known; a seed has ten digits at most.
    const asking = ask(client, { prompt: `a fox ${'x'.repeat(20 * kill)}`, model: 'plain/picture' }).catch(
      () => undefined,
    )
    // Every other one when the request has arrived; else the moment is what is tried, and nothing is waited for.
    if (kill % 2 === 0)
      await expect.poll(() => received().length, { timeout: 20_000, interval: 5 }).toBe(before + 1)
    else await pause(Math.random() * 200)
    await server.kill()
    await asking
    await restart()
  }
  const rows = await list()
  const ofSize = (sizeBytes: number) => rows.filter((row) => row.sizeBytes === sizeBytes).length
  expect(received().length).toBeGreaterThanOrEqual(4)
  expect(received().map(({ sizeBytes }) => ofSize(sizeBytes))).toEqual(received().map(() => 1))
  for (const row of rows) checkClaim(row, received().find(({ sizeBytes }) => sizeBytes === row.sizeBytes)?.id)
})

/** A row whose request never arrived, or whose answer nobody heard, claims nothing. */
function checkClaim({ state, partnerRequestId }: DisclosureView, receivedAs: string | undefined): void {
  if (receivedAs === undefined) expect(['failed', 'unknown']).toContain(state)
  else if (state === 'sent') expect(partnerRequestId).toBe(receivedAs)
  else expect(state).toBe('unknown')
}
