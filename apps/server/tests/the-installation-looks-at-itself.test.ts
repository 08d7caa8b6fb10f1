import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { type SignedAuditRun, signedAuditRun } from '#contract'
import { liveChecks } from '#policies/live-checks.ts'
import { askDatabase, createTestDatabase, startTestServer, type TestServer } from '#testkit'

/* `gptimage audit` beside a running server: what it says of one that is as it should be, and of one that is not. */

const entry = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url))
/** What an audit waits for longest is the sweep. */
const limits = { sweepEveryMs: 250 }
const opened: TestServer[] = []
afterEach(async () => {
  for (const server of opened.splice(0)) await server.dispose()
})

async function open(environment: Record<string, string> = {}): Promise<TestServer> {
  const server = await startTestServer({ environment, limits })
  opened.push(server)
  return server
}

async function run(
  server: TestServer,
  command: readonly string[],
  environment: Record<string, string> = {},
): Promise<{ code: unknown; said: string }> {
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env
  const child = spawn(process.execPath, [entry, ...command, '--data', server.dataDir], {
    env: { PATH, HOME, NODE_COMPILE_CACHE, TMPDIR: server.temporaryFolder, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  return { code, said }
}

async function audit(
  server: TestServer,
  environment: Record<string, string> = {},
): Promise<{ code: unknown; signed: SignedAuditRun }> {
  const { code, said } = await run(server, ['audit', '--json'], environment)
  return { code, signed: signedAuditRun.parse(JSON.parse(said)) }
}

/** How many rows each table has. */
async function countRows(server: TestServer): Promise<Record<string, number>> {
  const tables = await askDatabase(
    server,
    "select table_name as name from information_schema.tables where table_schema = 'public'",
  )
  const counts = tables.map(
    ({ name }) => `select '${String(name)}' as name, count(*)::integer as count from "${String(name)}"`,
  )
  const rows = await askDatabase(server, counts.join(' union all '))
  return Object.fromEntries(rows.map(({ name, count }) => [String(name), Number(count)]))
}

const endOf = ({ run }: SignedAuditRun, check: string) => run.results.find((result) => result.check === check)

/** What depends on the machine the tests run on: where the log goes, and whether cores are dumped. */
const ofThisMachine = new Set(['log', 'fences'])

test('of a server as it should be every check is good, and of the walk nothing is left', async () => {
  const server = await open()
  const before = await countRows(server)

  const { code, signed } = await audit(server)

  expect(signed.run.results.map(({ check }) => check)).toEqual(Object.keys(liveChecks))
  const others = signed.run.results.filter(
    ({ check, outcome }) => outcome !== 'good' && !ofThisMachine.has(check),
  )
  expect(others).toEqual([])
  expect(endOf(signed, 'canary')?.scanned).toMatchObject({ hits: 0 })
  expect(endOf(signed, 'canary')?.scanned['kilobytes']).toBeGreaterThan(1_000)
  expect(code).toBe(endOf(signed, 'fences')?.outcome === 'bad' ? 1 : 0)
  // Of the walk there is the run itself, and that an account was erased: one chain, one line beside the database.
  expect(await countRows(server)).toEqual({ ...before, audit_runs: 1, tombstone_chain: 1 })
  expect(await readdir(server.dataDir)).not.toContain('audit-self-test')
  expect(await askDatabase(server, 'select id from audit_runs')).toEqual([{ id: signed.run.number }])
})

test('content that lies open is found', async () => {
  const server = await open({ ALLOW_UNENCRYPTED_CONTENT_FOR_TESTS: 'yes' })
  const environment = { ALLOW_UNENCRYPTED_CONTENT_FOR_TESTS: 'yes' }
  const { code, signed } = await audit(server, environment)
  expect(code).toBe(1)
  expect(endOf(signed, 'scanner')?.outcome).toBe('good')
  expect(endOf(signed, 'canary')).toMatchObject({ outcome: 'bad', reason: 'found' })
  expect(endOf(signed, 'erasure')?.outcome).toBe('good')
  expect(await askDatabase(server, 'select id from accounts')).toEqual([])
})

test('with a database elsewhere its rows are searched, and the result says what was not', async () => {
  const { connection, close } = await createTestDatabase({ isEmpty: true })
  const { host, user, database } = connection
  const environment = {
    DATABASE_URL: `postgres://${user}@localhost/${database}?host=${encodeURIComponent(String(host))}`,
    INSTALLATION_KEY: '0123456789abcdef'.repeat(4),
  }
  const server = await startTestServer({ environment, limits })
  try {
    const { signed } = await audit(server, environment)

    expect(endOf(signed, 'canary')).toMatchObject({ outcome: 'good', reason: 'database-elsewhere' })
    expect(endOf(signed, 'canary')?.scanned['tables']).toBeGreaterThan(20)
    const others = signed.run.results.filter(
      ({ check, outcome }) => outcome !== 'good' && !ofThisMachine.has(check),
    )
    expect(others).toEqual([])
  } finally {
    await server.dispose()
    await close()
  }
})

test('a changed database is seen', async () => {
  const server = await open()
  await askDatabase(server, 'alter table accounts add column access_token text')
  await askDatabase(
    server,
    `insert into worker_keys values ('k', 'w', 'p', 'p', now() - interval '2 hours', now(), now() + interval '1 day')`,
  )

  const { code, signed } = await audit(server)

  expect(code).toBe(1)
  const bad = signed.run.results.filter(
    ({ check, outcome }) => outcome === 'bad' && !ofThisMachine.has(check),
  )
  expect(bad.map(({ check, reason }) => [check, reason])).toEqual([
    ['schema', 'differs'],
    ['retention', 'overdue'],
  ])
})

test('what had to be disclosed is counted anew, and one past the record is seen', async () => {
  const environment = {
    OPERATOR_FILE: fileURLToPath(new URL('../../../docs/operator.example.yaml', import.meta.url)),
  }
  const server = await open(environment)
  const figures = ['--outcome', 'partly', '--country', 'de', '--accounts', '2']
  const enter = (kind: string, date: string) =>
    run(server, ['transparency', 'record', '--kind', kind, '--date', date, ...figures], environment)
  for (const date of ['2025-12-31', '2026-01-01', '2026-06-30'])
    expect((await enter('authority-request', date)).code).toBe(0)
  expect((await enter('business-transfer', '2026-07-01')).code).toBe(0)

  const { signed } = await audit(server, environment)
  expect(endOf(signed, 'disclosures')).toMatchObject({
    outcome: 'good',
    scanned: { disclosures: 4, entries: 4 },
  })
  expect(endOf(signed, 'payment-asks')?.outcome).toBe('good')

  // The page says what stands there now, and so would whoever counted it again.
  await askDatabase(
    server,
    "update legal_disclosures set outcome = 'refused' where happened_on = '2026-06-30'",
  )
  const { signed: later } = await audit(server, environment)
  expect(endOf(later, 'record')?.outcome).toBe('good')
  expect(endOf(later, 'disclosures')).toMatchObject({ outcome: 'bad', reason: 'differs' })
})

test('what a run that was cut off left is erased by the next', async () => {
  const server = await open()
  const child = spawn(process.execPath, [entry, 'audit', '--data', server.dataDir], { stdio: 'ignore' })
  await expect.poll(() => askDatabase(server, 'select id from vaults'), { timeout: 60_000 }).toHaveLength(1)
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(await askDatabase(server, 'select id from accounts')).toHaveLength(1)

  const { signed } = await audit(server)

  expect(endOf(signed, 'erasure')?.outcome).toBe('good')
  expect(endOf(signed, 'held')?.outcome).toBe('good')
  expect(await askDatabase(server, 'select id from accounts')).toEqual([])
})

test('the server does it by itself', async () => {
  const server = await startTestServer({
    limits: { ...limits, auditLookEveryMs: 300, auditAgainAfterMs: 3_600_000 },
  })
  opened.push(server)

  const runs = () => askDatabase(server, 'select run from audit_runs')
  await expect.poll(runs, { timeout: 60_000, interval: 500 }).toHaveLength(1)

  const [row] = await runs()
  const { results }: SignedAuditRun['run'] = JSON.parse(JSON.stringify(row?.['run']))
  const others = results.filter(({ check, outcome }) => outcome !== 'good' && !ofThisMachine.has(check))
  expect(others).toEqual([])
})
