import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createCatalogue } from './domains/models/index.ts'
import { ConfigFaults, readConfig } from './config/index.ts'
import { enablePartners, readPartners } from './enable-partners.ts'

const guide = readFileSync(new URL('../../../docs/guides/add-a-partner.md', import.meta.url), 'utf8')
const [example = '', falExample = ''] = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text)
const folder = mkdtempSync(join(tmpdir(), 'gptimage-partners-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const now = new Date('2026-11-24T12:00:00Z')

function enable(text: string) {
  const path = join(folder, 'partners.yaml')
  writeFileSync(path, text)
  const environment = {
    PARTNERS_FILE: path,
    OPENAI_API_KEY: 'sk-test-0123',
    FAL_API_KEY: 'id:key-0123',
    FAL_ADMIN_API_KEY: 'id:admin-0123',
  }
  return enablePartners(readPartners(readConfig(environment, []), environment, now).partners)
}

test('a stated partner is one that people can choose, with its terms and prices', () => {
  const partners = enable(example)
  const catalogue = createCatalogue({ partners })

  expect(catalogue.minimumAge()).toBe(18)
  expect(catalogue.list()).toMatchObject([
    {
      id: 'openai/gpt-image-2',
      maximumReferences: 16,
      masks: true,
      creditsPerImage: 4,
      handling: { partner: 'OpenAI', region: 'US', retentionSeconds: 0, leavesInstallation: true },
    },
  ])
  expect(partners[0]?.credentials?.()).toEqual({ authorization: 'Bearer sk-test-0123' })
  expect(partners[0]?.baseUrl?.href).toBe('https://api.openai.com/v1/')
  expect(partners[0]?.deletion).toEqual({ kind: 'not-possible' })
})

test('a partner of the other dialect has its seed, its key, and another address and key to delete', () => {
  const partners = enable(falExample)
  const { deletion, credentials } = partners[0] ?? {}
  if (deletion?.kind !== 'api') throw new Error('it does not delete')

  expect(createCatalogue({ partners }).list()).toMatchObject([
    { id: 'fal/flux-2', seed: true, masks: false, qualities: [], handling: { retentionSeconds: 3_600 } },
  ])
  expect([credentials?.(), deletion.credentials?.()]).toEqual([
    { authorization: 'Key id:key-0123' },
    { authorization: 'Key id:admin-0123' },
  ])
  expect(deletion.baseUrl.href).toBe('https://api.fal.ai/v1/')
})

test('no file means no partner, a file that is not there is a fault', () => {
  const environment = { PARTNERS_FILE: join(folder, 'none.yaml') }
  expect(readPartners(readConfig({}, []), {}, now)).toEqual({ partners: [], ageing: [] })
  expect(() => readPartners(readConfig(environment, []), environment, now)).toThrow(ConfigFaults)
})
