import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { tables } from '#policies/inventory.ts'
import { purposes } from '#policies/purposes.ts'
import { readConfig } from '#server/config/index.ts'
import { auditRopa } from './audit-ropa.ts'

const operatorFile = fileURLToPath(new URL('../../../../docs/operator.example.yaml', import.meta.url))
const audit = (environment: Record<string, string>, json: boolean) =>
  auditRopa(readConfig(environment, []), environment, { json })

test('as JSON it names the controller, every purpose, every table and every transfer', () => {
  const record = JSON.parse(audit({ OPERATOR_FILE: operatorFile }, true))
  expect(record.controller).toMatchObject({
    name: 'GPTImage.ai',
    contact: 'privacy@gptimage.ai',
    representatives: [{ for: 'EU', name: 'Example Representative' }],
  })
  const ids = record.processing.map(({ id }: { id: string }) => id)
  expect(ids).toEqual(Object.keys(purposes))
  const places = record.processing.flatMap(({ holdings }: { holdings: { places: string[] }[] }) =>
    holdings.flatMap((holding) => holding.places),
  )
  expect(places).toEqual(expect.arrayContaining(Object.keys(tables)))
  expect(record.transfers).toEqual([expect.objectContaining({ to: 'CN' })])
  expect(record.security.length).toBeGreaterThan(3)
})

test('as text it has every letter of the article, and no hole', () => {
  const text = audit({}, false)
  for (const letter of ['(a)', '(b)', '(c)', '(d)', '(e)', '(f)', '(g)']) expect(text).toContain(letter)
  expect(text).toContain('the person running this computer')
  expect(text).toContain('until you sign out; 7 days without use, 30 days at most')
  expect(text).not.toMatch(/undefined|\[object|[{}<>]/)
})
