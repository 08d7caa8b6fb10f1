import { expect, test } from 'vitest'
import { readAudit } from './audit-dependencies.ts'
import { listLicences } from './list-licences.ts'

const audit = (severity: string) =>
  JSON.stringify({
    vulnerabilities: { planted: { name: 'planted', severity, range: '<2.0.0' } },
    metadata: { dependencies: { total: 7 } },
  })

test('a known weakness is a finding from moderate on, and a note below', () => {
  expect(readAudit(audit('moderate')).findings).toEqual(['planted <2.0.0 has a known weakness: moderate.'])
  expect(readAudit(audit('low'))).toMatchObject({ findings: [], notes: [expect.stringContaining('low')] })
})

test.each([
  ['', 'no code was given'],
  ['<html>', 'no code was given'],
  ['{"statusCode":405,"error":{"summary":"","detail":""}}', '405'],
  ['{"error":{"code":"ENOTFOUND","summary":"x"}}', 'ENOTFOUND'],
])('that the registry answered %o is said, and is no good news', (output, reason) => {
  expect(readAudit(output)).toMatchObject({ looked: 'nothing', skipped: expect.stringContaining(reason) })
})

const under = (license: unknown) =>
  listLicences([{ name: 'planted', version: '1.0.0', manifest: JSON.stringify({ license }) }]).findings

test('a list of licences in the old form is a choice', () => {
  const manifest = JSON.stringify({ licenses: [{ type: 'MIT' }, { type: 'GPL-2.0' }] })
  expect(listLicences([{ name: 'planted', version: '1.0.0', manifest }]).findings).toEqual([])
})

test.each([
  ['MIT', 0],
  ['(MIT OR GPL-3.0-only)', 0],
  ['Apache-2.0 AND LGPL-3.0-or-later', 0],
  [{ type: 'ISC' }, 0],
  ['MIT AND GPL-3.0-only', 1],
  ['AGPL-3.0-only', 1],
  ['SEE LICENSE IN LICENSE', 1],
  [undefined, 1],
])('a package under %o has %i faults', (license, faults) => {
  expect(under(license)).toHaveLength(faults)
})
