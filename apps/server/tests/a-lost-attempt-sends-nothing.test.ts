import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import {
  askDatabase,
  type Client,
  type FakePartner,
  findCredits,
  signIn,
  start,
  startFakePartner,
  startTestServer,
  type TestServer,
  waitFor,
} from '#testkit'

/* A worker that slept, or whose database was away: the attempt it still believes in is over, or ends without it. */

const opened: { server?: TestServer; partner?: FakePartner } = {}
afterEach(async () => {
  await opened.server?.dispose()
  await opened.partner?.close()
})

const posts = ({ seen }: FakePartner) => seen.filter(({ method }) => method === 'POST').length
const wish = { prompt: 'a fox', model: 'plain/picture', count: 2 }

async function startSitting(limits: Record<string, number>): Promise<{
  server: TestServer
  partner: FakePartner
  client: Client
}> {
  const partner = await startFakePartner({ kind: 'stall', sizeBytes: 200_000 })
  const server = await startTestServer({
    partnerUrl: partner.baseUrl,
    limits: { sweepEveryMs: 150, ...limits },
  })
  Object.assign(opened, { server, partner })
  return { server, partner, client: await signIn(server.url) }
}

test('whose lease lapsed while it waited: the rest of its pictures is not asked for', async () => {
  const { server, partner, client } = await startSitting({ leaseMs: 600_000, leaseRenewMs: 600_000 })
  const { id } = await start(client, wish)
  await partner.arrivals(1)
  await askDatabase(server, "update generations set lease_until = now() - interval '1 second'")
  expect((await waitFor(client, id)).phase).toBe('interrupted')

  partner.behave({ kind: 'draw', sizeBytes: 20_000 })
  partner.release()

  // What comes after it is asked for on the same way, and takes longer.
  const next = await waitFor(client, (await start(client, wish)).id)
  expect(next.phase).toBe('delivered')
  expect(posts(partner)).toBe(1 + 2)
  expect(await askDatabase(server, 'select count(*)::int as rows from disclosures')).toEqual([{ rows: 3 }])
})

test('cancelled before its worker heard of it: nothing more is sent, and it ends', async () => {
  const { server, partner, client } = await startSitting({ leaseMs: 600_000, leaseRenewMs: 600_000 })
  const { id } = await start(client, wish)
  await partner.arrivals(1)
  await askDatabase(server, 'update generations set cancel_requested = true')

  partner.behave({ kind: 'draw', sizeBytes: 20_000 })
  partner.release()

  expect(await waitFor(client, id)).toMatchObject({ phase: 'cancelled', chargedCredits: 1 })
  expect(posts(partner)).toBe(1)
})

test('whose end could not be written: its lease lapses, and its credits come back', async () => {
  const { server, partner, client } = await startSitting({ leaseMs: 900, leaseRenewMs: 200 })
  await askDatabase(
    server,
    `create function refuse_end() returns trigger language plpgsql as $$ begin
       if new.phase = 'failed' then raise exception 'away' using errcode = '57P01'; end if; return new; end $$;
     create trigger refuse_end before update on generations for each row execute function refuse_end()`,
  )
  partner.behave({ kind: 'fail', status: 500 })

  const { id } = await start(client, wish)

  expect((await waitFor(client, id)).phase).toBe('interrupted')
  expect(await findCredits(client)).toBe(100)
})

test('a wish that was being written when its worker stopped is ended by it, and not left to lapse', async () => {
  const { server, partner, client } = await startSitting({ leaseMs: 600_000, leaseRenewMs: 600_000 })
  await waitFor(client, (await start(client, { prompt: 'a fox' })).id)
  const holder = new pg.Client({
    host: join(server.dataDir, 'postgres'),
    user: 'gptimage',
    database: 'postgres',
  })
  await holder.connect()
  await holder.query('begin; select 1 from sessions for update')
  const started = start(client, wish)
  await expect
    .poll(() => askDatabase(server, "select 1 from pg_stat_activity where wait_event_type = 'Lock'"))
    .toHaveLength(1)

  const stopped = server.stop()
  await expect.poll(() => readFile(server.logFile, 'utf8')).toContain('server-stopping')
  await holder.query('commit')
  await holder.end()

  expect((await started).phase).toBe('running')
  await stopped
  const { folder, port } = server
  opened.server = await startTestServer({ folder, port, partnerUrl: partner.baseUrl })
  expect(await waitFor(client, (await started).id)).toMatchObject({ phase: 'cancelled', chargedCredits: 0 })
})
