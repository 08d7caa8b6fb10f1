import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, inject, test } from 'vitest'
import { examine } from './doctor.ts'

const folder = mkdtempSync(join(tmpdir(), 'gptimage-doctor-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const guide = readFileSync(new URL('../../../../docs/guides/add-a-partner.md', import.meta.url), 'utf8')
const today = new Date().toISOString().slice(0, 10)
const [example = '', falExample = ''] = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) =>
  text?.replaceAll('2026-11-24', today),
)

function examinePartners(
  text: string,
  environment: Readonly<Record<string, string>> = { OPENAI_API_KEY: 'sk-0123456789' },
) {
  const path = join(folder, 'partners.yaml')
  writeFileSync(path, text)
  const { host, user } = inject('postgres')
  const database = {
    DATABASE_URL: `postgres://${user}@localhost/postgres?host=${encodeURIComponent(host)}`,
    INSTALLATION_KEY: '0123456789abcdef'.repeat(4),
  }
  return examine({ PARTNERS_FILE: path, ...database, ...environment }, ['--data', join(folder, 'data')])
}

test('the doctor names each partner that may be used', async () => {
  expect(await examinePartners(example)).toContainEqual({ name: 'partner OpenAI', isGood: true, mend: '' })
})

test('the doctor knows a partner that deletes, and the key it deletes with', async () => {
  const keys = { FAL_API_KEY: 'id:0123456789', FAL_ADMIN_API_KEY: 'id:9876543210' }
  expect(await examinePartners(falExample, keys)).toContainEqual({
    name: 'partner fal',
    isGood: true,
    mend: '',
  })
  const findings = await examinePartners(falExample, { FAL_API_KEY: keys.FAL_API_KEY })
  expect(findings.map(({ name }) => name)).toContainEqual(expect.stringMatching(/^FAL_ADMIN_API_KEY/))
})

test('the doctor names the place, the cause and the mend of terms that are not good enough', async () => {
  const findings = await examinePartners(
    example.replace('logRetentionSeconds: 0', 'logRetentionSeconds: 2592000'),
  )
  expect(findings).toContainEqual({
    name: 'PARTNERS_FILE partners[0].terms.logRetentionSeconds: It is over 7 days.',
    isGood: false,
    mend: expect.stringContaining('zero data retention'),
  })
})

test('the doctor names a key that is missing, and goes on', async () => {
  const findings = await examinePartners(example, {})
  expect(findings.filter(({ isGood }) => !isGood).map(({ name }) => name)).toEqual([
    expect.stringMatching(/^OPENAI_API_KEY/),
    // A test is no npm start.
    'no debugger by signal',
  ])
  expect(findings.map(({ name }) => name)).toContain('no core dumps')
})

test('the doctor reminds of terms that were read long ago', async () => {
  const long = new Date(Date.now() - 100 * 86_400_000).toISOString().slice(0, 10)
  const findings = await examinePartners(example.replaceAll(/checkedOn: .*/g, `checkedOn: ${long}`))
  expect(findings.map(({ name }) => name)).toContain(
    'partner OpenAI (its terms were read 100 days ago: look again before 180)',
  )
})
