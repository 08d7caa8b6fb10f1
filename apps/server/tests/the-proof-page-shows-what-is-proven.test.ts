import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { type TrustView, trustView } from '#contract'
import { canonicalJson } from '#server/kernel/canonical-json.ts'
import { signRun } from '#server/domains/trust/signed-run.ts'
import {
  createInstallationKey,
  isSignedBy,
  loadOrCreateInstallationKey,
} from '#server/platform/installation-key/index.ts'
import { askDatabase, createClient, openServer, signIn } from '#testkit'

/* `/trust` and its file after a real run; what is tampered with, or found otherwise, reads as unverified. */

const entry = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url))
/** What an audit waits for longest is the sweep. */
const server = await openServer({ limits: { sweepEveryMs: 250 } })
const client = createClient(server.url)

async function audit(): Promise<void> {
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env
  const env = { PATH, HOME, NODE_COMPILE_CACHE, TMPDIR: server.temporaryFolder }
  const child = spawn(process.execPath, [entry, 'audit', '--data', server.dataDir], { env, stdio: 'ignore' })
  await once(child, 'exit')
}

const readPage = async () => (await client.follow('/trust')).text
const readView = async (): Promise<TrustView> =>
  trustView.parse(await (await client.request('/.well-known/trust.json')).json())
const stateOf = ({ pledges }: TrustView, id: string) => {
  const { state, why } = pledges.find((one) => one.id === id) ?? {}
  return [state, why]
}
/** The page is made anew every few seconds. */
const patience = { timeout: 15_000, interval: 500 }

beforeAll(async () => {
  const before = await readView()
  expect(before.pledges.map(({ state }) => state)).not.toContain('proven')
  expect(before.latest).toBeUndefined()
  expect(await readPage()).toContain('It has not done so here yet')
  await audit()
})

test('after a run its pledges are proven, in words', async () => {
  await expect.poll(async () => stateOf(await readView(), 'P12'), patience).toEqual(['proven', undefined])
  const page = await readPage()
  expect(page).toMatch(/P12<\/span> Your words and pictures[\s\S]{0,200}Proven \d+ seconds? ago/)
  const unproven = (await readView()).pledges.filter(({ state }) => state === 'unverified')
  // Whether cores are dumped depends on the machine that the tests run on.
  expect(unproven.filter(({ checks }) => !checks.includes('fences'))).toEqual([])
  expect(page).not.toMatch(/<script|style="|https?:\/\/(?!localhost)/)
  const { headers } = await client.follow('/trust')
  expect(headers.get('cache-control')).toBe('public, max-age=5')
})

test('anybody can check the signature with the key that is published', async () => {
  const { latest } = await readView()
  const file = z.object({ auditSigningKey: z.object({ x: z.string() }) })
  const published = file.parse(await (await client.request('/.well-known/privacy.json')).json())
  const key = Buffer.from(published.auditSigningKey.x, 'base64url')
  const value = Buffer.from(latest?.signature.value ?? '', 'base64url')
  const signed: Parameters<typeof canonicalJson>[0] = JSON.parse(JSON.stringify(latest?.run))
  expect(isSignedBy(key, Buffer.from(canonicalJson(signed)), value)).toBe(true)
  expect(await readPage()).toContain(latest?.signature.value)
})

test('figures are of this moment', async () => {
  const person = await signIn(server.url)
  await person.request('/api/rights/erase-account', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ confirm: 'erase my account for good' }),
  })

  // The run's own account is not counted among those of persons.
  await expect.poll(readPage, patience).toContain('1 account erased; half within')
  expect(await readPage()).toMatch(/Until nobody could read them<\/dt><dd>half within \d/)
})

test('a changed row is as if it were not there', async () => {
  await askDatabase(
    server,
    `update audit_runs set run = jsonb_set(run, '{startedAt}', to_jsonb(to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))`,
  )
  await expect.poll(async () => stateOf(await readView(), 'P12'), patience).toEqual(['unverified', 'never'])
  expect((await readView()).latest).toBeUndefined()
})

test('what a run finds otherwise reads so, until it is mended', async () => {
  await askDatabase(server, 'alter table accounts add column access_token text')
  await audit()
  await expect.poll(async () => stateOf(await readView(), 'P15'), patience).toEqual(['unverified', 'bad'])
  expect(stateOf(await readView(), 'P29')).toEqual(['proven', undefined])
  expect(await readPage()).toContain('Unverified: the last look found it otherwise')

  await askDatabase(server, 'alter table accounts drop column access_token')
  await audit()
  await expect.poll(async () => stateOf(await readView(), 'P15'), patience).toEqual(['proven', undefined])
})

test('a proof of yesterday is none: older than 24 hours, each pledge reads unverified', async () => {
  const { latest, pledges } = await readView()
  if (latest === undefined) throw new Error('there is no run')
  const installationKey = createInstallationKey(
    await loadOrCreateInstallationKey({ dataDir: server.dataDir }),
  )
  const back = (moment: string) => new Date(Date.parse(moment) - 25 * 3_600_000).toISOString()
  const old = { ...latest.run, startedAt: back(latest.run.startedAt), endedAt: back(latest.run.endedAt) }
  const signature = signRun(installationKey, old).toString('hex')
  await askDatabase(server, `delete from audit_runs where id <> '${old.number}'`)
  await askDatabase(
    server,
    `update audit_runs set started_at = '${old.startedAt}', run = '${JSON.stringify(old)}', signature = '\\x${signature}'`,
  )

  await expect.poll(async () => stateOf(await readView(), 'P12'), patience).toEqual(['unverified', 'old'])

  const states = [...(await readPage()).matchAll(/<p class="state [^>]*>([^<:]*)/g)].map(([, said]) => said)
  expect(states).toHaveLength(pledges.length)
  expect(new Set(states)).toEqual(new Set(['Unverified']))
})
