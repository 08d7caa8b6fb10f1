import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { sql } from 'kysely'
import { createConnection } from '#partner-kit'
import { recordingDisclosure, settleDisclosure } from '#server/domains/disclosures/index.ts'
import { type AccountId, type AccountReference, makeId, parseId } from '#server/kernel/ids.ts'
import { connectDatabase, type Database, sendAlone } from '#server/platform/postgres/index.ts'
import { type FakePartner, startFakePartner } from '../packages/testkit/src/fake-partner.ts'
import { plainPartner } from '../packages/testkit/src/plain-partner.ts'
import { type Client, signIn } from '../packages/testkit/src/sign-in.ts'
import { agreeToPartners } from '../packages/testkit/src/studio-driver.ts'
import { startTestServer } from '../packages/testkit/src/test-server.ts'
import { type Figure, milliseconds, now, quantile } from './figure.ts'

const rounds = 400
const warming = 100
const sends = 20_000

/** What the row costs that is committed before each send; what reading a long ledger takes. */
export async function measureDisclosing(): Promise<Figure[]> {
  const partner = await startFakePartner({ kind: 'draw', sizeBytes: 2_000 })
  const server = await startTestServer({ partnerUrl: partner.baseUrl })
  const { database, close } = connectDatabase({
    connection: { host: join(server.dataDir, 'postgres'), user: 'gptimage', database: 'postgres' },
    maximumConnections: 4,
    onError: () => undefined,
  })
  try {
    const client = await signIn(server.url)
    await agreeToPartners(client)
    const bench = { database, partner, client, ...(await findAccount(database)) }
    return [await measureWrite(bench), ...(await measureReading(bench))]
  } finally {
    await close()
    await server.dispose()
    await partner.close()
  }
}

interface Bench {
  database: Database
  partner: FakePartner
  client: Client
  accountId: AccountId
  accountReference: AccountReference
}

async function findAccount(database: Database) {
  const row = await database
    .selectFrom('account_references')
    .select(['account_id', 'reference'])
    .executeTakeFirstOrThrow()
  const [accountId, accountReference] = [parseId('acc', row.account_id), parseId('ref', row.reference)]
  if (accountId === undefined || accountReference === undefined) throw new Error('there is no account')
  return { accountId, accountReference }
}

/**
 * The same send to the same partner, by turns with its row and without; from the call to the partner's answer. The floor is
 * what the disk takes: one row of any table, committed.
 */
async function measureWrite(bench: Bench): Promise<Figure> {
  const taken = { with: new Array<number>(), without: new Array<number>(), row: new Array<number>() }
  for (let round = -warming; round < rounds; round += 1) {
    const [withRow, without, row] = [
      await timeSend(bench, true),
      await timeSend(bench, false),
      await timeRow(bench),
    ]
    if (round < 0) continue
    taken.with.push(withRow)
    taken.without.push(without)
    taken.row.push(row)
  }
  const added = quantile(taken.with, 0.5) - quantile(taken.without, 0.5)
  return {
    name: 'the row of a send, committed before it leaves, adds p50',
    measured: milliseconds(added),
    floor: `${milliseconds(quantile(taken.row, 0.5))} (one row of any table, committed)`,
    goal: '≤ 3 ms',
    isMet: added <= 3,
  }
}

async function timeRow({ database }: Bench): Promise<number> {
  const before = now()
  await database
    .insertInto('sign_ins')
    .values({ token_hash: randomBytes(32), sealed_state: Buffer.alloc(300), expires_at: new Date() })
    .execute()
  return now() - before
}

async function timeSend(bench: Bench, hasRow: boolean): Promise<number> {
  const { database, partner } = bench
  const { signal } = new AbortController()
  const settling: Promise<void>[] = []
  const connection = createConnection({
    baseUrl: new URL(partner.baseUrl),
    signal,
    limits: { connectMs: 5_000, answerMs: 5_000, idleMs: 5_000, totalMs: 20_000 },
    recordDisclosure: async () => (hasRow ? record(bench) : undefined),
    async settleDisclosure(disclosureId, settled) {
      // As the server does: beside the reading of the answer.
      if (disclosureId !== undefined)
        settling.push(settleDisclosure(database, { disclosureId, ...settled, at: new Date() }))
    },
  })
  const body = Buffer.from(JSON.stringify({ prompt: 'a fox in the snow' }))
  const before = now()
  const answer = await connection.sendContent({ method: 'POST', path: '/draw', body }, ['prompt'])
  const after = now()
  for await (const piece of answer.body) void piece
  await Promise.all(settling)
  return after - before
}

const record = ({ database, partner, accountId, accountReference }: Bench, at = new Date()) => {
  const disclosure = {
    accountId,
    accountReference,
    generationId: makeId('gen'),
    attempt: 1,
    partner: plainPartner({ baseUrl: partner.baseUrl, slots: 1 }).description,
    modelId: 'plain/picture',
    contentKinds: ['prompt'],
    sizeBytes: 100,
    at,
    workEndsBy: at,
  } as const
  // NOTE: here the mark beside it changes nothing; a generation's own row costs what any update does.
  return sendAlone(
    database,
    recordingDisclosure(database, disclosure, (mayLeave) => sql`select 1 where ${mayLeave}`),
  )
}

/** The first page of a ledger of many sends, and the sums of each partner; over HTTP. */
async function measureReading(bench: Bench): Promise<Figure[]> {
  for (let sent = 0; sent < sends / 100; sent += 1)
    await Promise.all(Array.from({ length: 100 }, () => record(bench)))
  const read = (path: string) => async () => {
    const response = await bench.client.request(path)
    if (response.status !== 200) throw new Error(`not read: ${response.status}`)
    await response.arrayBuffer()
  }
  const page = await timeEach(read('/api/disclosures'))
  const sums = await timeEach(read('/api/partners'))
  return [
    {
      name: `a page of a ledger of ${sends} sends, p50`,
      measured: milliseconds(page),
      goal: '≤ 20 ms',
      isMet: page <= 20,
    },
    {
      name: `the sums of ${sends} sends by partner, p50`,
      measured: milliseconds(sums),
      goal: '≤ 50 ms',
      isMet: sums <= 50,
    },
  ]
}

async function timeEach(work: () => Promise<unknown>): Promise<number> {
  const taken: number[] = []
  for (let round = -5; round < 30; round += 1) {
    const before = now()
    await work()
    if (round >= 0) taken.push(now() - before)
  }
  return quantile(taken, 0.5)
}
