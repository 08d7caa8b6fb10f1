import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { signedReceipt } from '#contract'
import { createClient, signIn, startTestServer, type TestServer } from '#testkit'

const root = fileURLToPath(new URL('../../../', import.meta.url))

describe('the running server', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer({
      environment: { OPERATOR_FILE: join(root, 'docs/operator.example.yaml') },
    })
  })
  afterAll(() => server.dispose())

  const page = 'text/html; charset=utf-8'
  test.each([
    ['/privacy', page, 'Shenzhen, China', 300],
    ['/terms', page, 'the laws of the People’s Republic of China', 300],
    ['/content-policy', page, 'There is no other screening', 300],
    ['/.well-known/privacy.json', 'application/ld+json', '"dpv:hasProcess"', 3_600],
    ['/.well-known/partners.json', 'application/json', '"builtin"', 3_600],
    ['/.well-known/gpc.json', 'application/json', '"gpc": true', 3_600],
    ['/.well-known/security.txt', 'text/plain; charset=utf-8', 'Contact: mailto:security@gptimage.ai', 3_600],
    ['/robots.txt', 'text/plain; charset=utf-8', 'Disallow: /api/', 3_600],
    ['/sitemap.xml', 'application/xml', '/content-policy</loc>', 3_600],
  ])(
    'answers %s to anybody, with its type, and lets it be kept a while',
    async (path, type, said, seconds) => {
      const response = await createClient(server.url).request(path)

      expect(response.status).toBe(200)
      expect(await response.text()).toContain(said)
      expect(response.headers.get('content-type')).toBe(type)
      expect(response.headers.get('cache-control')).toBe(`public, max-age=${seconds}`)
      expect(response.headers.getSetCookie()).toEqual([])
      expect(response.headers.get('content-encoding')).toMatch(/^(?:br|gzip)$/)
      expect(response.headers.get('vary')).toMatch(/^(?:Sec-GPC, )?Accept-Encoding$/)
    },
  )

  test('says on its page that the signal of a browser was honoured, and to no other browser', async () => {
    const client = createClient(server.url)
    const read = async (headers: Record<string, string>) =>
      (await client.request('/privacy', { headers })).text()
    const said = 'Your browser sends Global Privacy Control: honoured.'
    expect(await read({ 'Sec-GPC': '1' })).toContain(said)
    for (const headers of [{}, { 'Sec-GPC': '0' }]) expect(await read(headers)).not.toContain(said)
  })

  test('publishes the key that a receipt is signed with', async () => {
    const file = z.object({ receiptSigningKey: z.object({ crv: z.literal('Ed25519'), x: z.string() }) })
    const published = file.parse(
      await (await createClient(server.url).request('/.well-known/privacy.json')).json(),
    )
    const client = await signIn(server.url)

    const answer = await client.request('/api/rights/erase-account', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ confirm: 'erase my account for good' }),
    })

    const { signature } = signedReceipt.parse(await answer.json())
    expect(signature.publicKey).toBe(published.receiptSigningKey.x)
  })

  test('links to them from the first page', async () => {
    const { text } = await createClient(server.url).follow('/')

    for (const path of ['/privacy', '/terms', '/content-policy', '/trust'])
      expect(text).toContain(`href="${path}"`)
  })
})

describe('in a copy of the sources', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'gptimage-drift-'))
    for (const name of [
      'policies',
      'database',
      'packages',
      'tools',
      'docs',
      'package.json',
      'apps/server/src',
      'apps/studio/src',
    ])
      cpSync(join(root, name), join(folder, name), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    execFileSync('git', ['init', '-q'], { cwd: folder })
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const run = (...args: string[]) => spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
  const change = (path: string, from: string, to: string) => {
    const text = readFileSync(join(folder, path), 'utf8')
    if (!text.includes(from)) throw new Error(`${path} does not say ${from}`)
    writeFileSync(join(folder, path), text.replace(from, to))
  }
  /** What this copy would promise and do. */
  const look = () => {
    const { stdout, stderr, status } = run('--input-type=module', '-e', looking)
    if (status !== 0) throw new Error(stderr)
    const found: { sweeper: number; page: string; file: number; version: number } = JSON.parse(stdout)
    return found
  }

  test('one figure changed in one place changes sweeper, page, file and version together', () => {
    const before = look()
    expect(before).toMatchObject({ sweeper: 3_600_000, file: 3_600 })
    change('policies/retention.ts', "'vault-idle': 60 * 60,", "'vault-idle': 45 * 60,")
    const check = run('tools/check-policy-version.ts')
    expect([check.status, check.stdout]).toEqual([1, expect.stringContaining('write-policy-version.ts')])
    expect(() => look()).toThrow('policies/not-published')

    expect(run('tools/write-policy-version.ts', '--on', '2031-01-01').stdout).toContain(
      `Version ${before.version + 1}`,
    )

    expect(run('tools/check-policy-version.ts').status).toBe(0)
    const after = look()
    expect(after).toMatchObject({ sweeper: 2_700_000, file: 2_700, version: before.version + 1 })
    expect(after.page).toContain('after 45 minutes without use')
    expect(after.page).toContain('Your content, without use: from 1 hour to 45 minutes')
    expect(after.page).not.toContain('1 hour without use')
  })

  test('an entry taken out of the inventory fails the check', () => {
    expect(run('tools/check-inventory.ts').stdout).toBe('')
    const { sources, places } = entries
    for (const [index, [path, from]] of sources.entries()) {
      change(path, from, '')
      expect(run('tools/check-inventory.ts')).toMatchObject({
        status: 1,
        stdout: expect.stringContaining(places[index] ?? 'nothing'),
      })
      cpSync(join(root, path), join(folder, path))
    }
  })
})

const entries = {
  sources: [
    ['policies/other-items.ts', "  count: { ...line, category: 'counter', note: 'how many' },\n"],
    ['policies/other-items.ts', "  phase: { ...label, note: 'how a generation ended' },\n"],
    ['policies/other-items.ts', "  mask: { ...sealed, note: 'what of a picture is to be drawn anew' },\n"],
    ['database/tables/accounts.sql', '/* @data category=permission */'],
    ['database/tables/sessions.sql', ' owner=account'],
  ],
  places: [
    'logFields: "count"',
    'metricLabels: "phase"',
    'objectKinds: "mask"',
    'accounts.role does not say what it is',
    'sessions does not say its owner',
  ],
} as const

const looking = `
  const { defaultLimits } = await import('./apps/server/src/config/limits.ts')
  const { gatherFacts } = await import('./apps/server/src/domains/policies/policies.ts')
  const { standIn } = await import('./apps/server/src/domains/policies/index.ts')
  const { renderDocument } = await import('./apps/server/src/domains/policies/documents/render-document.ts')
  const { catalogues } = await import('./apps/server/src/domains/policies/texts/catalogue.ts')
  const { makePrivacyJson } = await import('./apps/server/src/domains/policies/well-known/privacy-json.ts')
  const publicUrl = new URL('http://localhost:3000')
  const config = { publicUrl, isLoopback: true, identity: { kind: 'demo' } }
  const facts = gatherFacts({ config, operator: standIn, partners: [] })
  process.stdout.write(JSON.stringify({
    sweeper: defaultLimits.vaultIdleMs,
    page: renderDocument(facts, { text: catalogues.en.privacy, path: '/privacy' }),
    file: makePrivacyJson(facts).figures.retentionSeconds['vault-idle'],
    version: facts.kept.number,
  }))
`
