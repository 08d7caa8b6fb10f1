import { mkdir, mkdtemp, readdir, rm, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startFakePartner } from '../packages/testkit/src/fake-partner.ts'
import { askDatabase } from '../packages/testkit/src/inside-server.ts'
import { startTestServer, type TestServer } from '../packages/testkit/src/test-server.ts'
import { openBenchClient } from './bench-client.ts'
import { type Figure, milliseconds, quantile } from './figure.ts'
import { type Makers, makeUntil, thinkingMs } from './making.ts'

/* What is past its time goes: how fast, and what those notice who make pictures meanwhile. */

const vaults = 200
const objectsEach = 500
const objects = vaults * objectsEach
/** As many in the floor: it is a rate. */
const floorObjects = 10_000
const people = 8
const imageBytes = 1_600_000
const warming = 15
const quietRounds = 30
const ratePerSecond = 2_000
const slowdown = 1.25
const writtenAtOnce = 64
const lookEveryMs = 250

export async function measureSweeping(): Promise<Figure[]> {
  const partner = await startFakePartner({ kind: 'draw', sizeBytes: imageBytes })
  const server = await startTestServer({
    partnerUrl: partner.baseUrl,
    partnerSlots: 64,
    environment: { TRUSTED_PROXIES: '127.0.0.1', LOG_LEVEL: 'error' },
    limits: { generationsWaitingPerAccount: 1_000 },
  })
  try {
    const clients = await Promise.all(
      Array.from({ length: people }, (_, index) => openBenchClient(server, index)),
    )
    await askDatabase(server, 'update credit_balances set available = 1000000')
    const figures = await measure(server, { partner, clients })
    for (const client of clients) client.close()
    return figures
  } finally {
    await server.dispose()
    await partner.close()
  }
}

async function measure(server: TestServer, makers: Makers): Promise<Figure[]> {
  const floor = await measureFloor(server)
  await plantObjects(server)
  makers.partner.behave({ kind: 'draw', sizeBytes: imageBytes, delayMs: thinkingMs })
  await makeUntil(makers, (round) => round === warming)
  const quiet = quantile(await makeUntil(makers, (round) => round === quietRounds), 0.95)
  const sweeping = watchSweep(server)
  const busy = await makeUntil(makers, (round) => sweeping.isOver && round >= quietRounds / 2)
  const seconds = await sweeping.seconds
  const during = quantile(busy, 0.95)
  const perSecond = objects / seconds
  return [
    {
      name: `${objects} objects past their time, rows and files gone`,
      measured: `${perSecond.toFixed(0)} a second, ${seconds.toFixed(1)} s, the rows after ${sweeping.rowSeconds.toFixed(1)} s`,
      floor: `${floor.toFixed(0)} a second`,
      goal: `≥ ${ratePerSecond} a second`,
      isMet: perSecond >= ratePerSecond,
    },
    {
      name: 'overhead on a generation meanwhile, 8 in flight, p95',
      measured: `${milliseconds(during)}, ${(during / quiet).toFixed(2)} × (${busy.length} generations)`,
      floor: `${milliseconds(quiet)} with nothing to sweep`,
      goal: `≤ ${slowdown} ×`,
      isMet: during <= slowdown * quiet,
    },
  ]
}

/** The same rows in one statement and the same files one after another, with nothing else to do. */
async function measureFloor(server: TestServer): Promise<number> {
  const folder = await mkdtemp(join(server.folder, 'floor-'))
  const paths = Array.from({ length: floorObjects }, (_, index) => join(folder, String(index)))
  await writeMany(paths)
  await askDatabase(
    server,
    `create table floor as
     select 'obj_' || lpad(n::text, 22, '0') as id, 'vlt_' || n as vault_id, 'gen_' || n as generation_id,
       decode(repeat('5a', 100), 'hex') as sealed_key
     from generate_series(1, ${floorObjects}) n`,
  )
  for (const column of ['id', 'vault_id', 'generation_id'])
    await askDatabase(server, `create index on floor (${column})`)
  const begunAt = performance.now()
  await askDatabase(server, 'delete from floor')
  for (const path of paths) await unlink(path)
  const taken = performance.now() - begunAt
  await askDatabase(server, 'drop table floor')
  await rm(folder, { recursive: true })
  return (1000 * floorObjects) / taken
}

/** Sittings of one account that nobody closes, each with its objects, as they lie there. */
async function plantObjects(server: TestServer): Promise<void> {
  const id = (prefix: string, number: string) => `'${prefix}_' || lpad((${number})::text, 22, '0')`
  await askDatabase(
    server,
    `insert into sessions (token_hash, id, account_id, signed_in_at, last_seen_at, expires_at)
     select decode(md5(n::text), 'hex'), ${id('ses', 'n')}, account.id, now(), now(), now() + interval '7 days'
     from generate_series(1, ${vaults}) n, (select id from accounts limit 1) account`,
  )
  await askDatabase(
    server,
    `insert into vaults (id, session_id, account_id, public_key, wrapped_private_key, wrap_salt, opened_at, last_used_at, expires_at)
     select ${id('vlt', 'n')}, ${id('ses', 'n')}, account.id, '\\x00', '\\x00', '\\x00', now(), now(), now() + interval '1 day'
     from generate_series(1, ${vaults}) n, (select id from accounts limit 1) account`,
  )
  await askDatabase(
    server,
    `insert into objects (id, vault_id, generation_id, kind, image_index, media_type, size_bytes, sealed_key, created_at)
     select ${id('obj', 'n')}, ${id('vlt', `(n - 1) / ${objectsEach} + 1`)}, 'gen_' || n / 4, 'image', 0, 'image/png', 6,
       decode(repeat('5a', 100), 'hex'), now()
     from generate_series(1, ${objects}) n`,
  )
  await askDatabase(server, 'analyze')
  for (let vault = 1; vault <= vaults; vault += 1) {
    const folder = join(server.dataDir, 'objects', `vlt_${String(vault).padStart(22, '0')}`)
    await mkdir(folder, { recursive: true })
    const first = (vault - 1) * objectsEach + 1
    await writeMany(
      Array.from({ length: objectsEach }, (_, index) =>
        join(folder, `obj_${String(first + index).padStart(22, '0')}`),
      ),
    )
  }
}

async function writeMany(paths: readonly string[]): Promise<void> {
  for (let at = 0; at < paths.length; at += writtenAtOnce)
    await Promise.all(paths.slice(at, at + writtenAtOnce).map((path) => writeFile(path, 'sealed')))
}

/** Ends the planted sittings and looks until nothing of them is left; the sweep comes when it comes. */
function watchSweep(server: TestServer) {
  const watch = { isOver: false, rowSeconds: 0, seconds: Promise.resolve(0) }
  const run = async () => {
    const begunAt = performance.now()
    const seconds = () => (performance.now() - begunAt) / 1000
    await askDatabase(server, "update vaults set expires_at = now() where public_key = '\\x00'")
    const isGone = async () =>
      (await askDatabase(server, 'select 1 from objects where size_bytes = 6 limit 1')).length === 0
    while (!(await isGone())) await pause(lookEveryMs)
    watch.rowSeconds = seconds()
    while ((await countFolders(server)) > 0) await pause(lookEveryMs)
    watch.isOver = true
    return seconds()
  }
  watch.seconds = run()
  return watch
}

/** A folder goes when all its files have gone. */
const countFolders = async (server: TestServer) =>
  (await readdir(join(server.dataDir, 'objects'))).filter((name) => name.startsWith('vlt_00000')).length
