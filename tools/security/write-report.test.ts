import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Assessment, countFindings, describeAssessment, writeReport } from './write-report.ts'

const assessment = (...parts: Assessment['parts']): Assessment => ({
  startedAt: '2026-11-29T07:10:00.000Z',
  finishedAt: '2026-11-29T07:14:00.000Z',
  version: '0.1.0',
  commit: undefined,
  parts,
})
const good = { name: 'lockfile', looked: '7 packages', findings: [] }

test('a report with nothing in it says so, and what was not looked at', () => {
  const skipped = { name: 'known weaknesses', looked: 'nothing', skipped: 'No answer.', findings: [] }
  expect(describeAssessment(assessment(good))).toContain('**Nothing was found.**')
  const page = describeAssessment(assessment(good, skipped))
  expect(page).toContain('**Nothing was found. Not looked at: known weaknesses.**')
  expect(page).toContain('Not looked at. No answer.')
})

test('what was found is counted and listed, and lies in a folder of its minute', async () => {
  const place = await mkdtemp(join(tmpdir(), 'gptimage-report-'))
  const found = assessment(good, { ...good, name: 'licences', findings: ['planted is under nothing.'] })
  const folder = await writeReport(place, found, { 'sbom.cdx.json': '{}' })
  expect(folder).toBe(join(place, '2026-11-29-07-10'))
  expect((await readdir(folder)).toSorted()).toEqual(['report.json', 'report.md', 'sbom.cdx.json'])
  expect(await readFile(join(folder, 'report.md'), 'utf8')).toContain('- planted is under nothing.')
  expect(countFindings(found)).toBe(1)
  await rm(place, { recursive: true })
})
