import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { deadlineDays } from '#policies/deadlines.ts'
import { currentState, type PolicyState } from '#policies/policy-state.ts'
import { makeVersion, nameOfVersion } from '#policies/policy-versions.ts'
import { createTestClock } from '#testkit'
import { renderDocument } from './documents/render-document.ts'
import { createPolicies, standIn } from './index.ts'
import { gatherFacts } from './policies.ts'
import { catalogues } from './texts/catalogue.ts'

/* What is wider is told first and done after. */

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

function publish(...published: readonly (readonly [PolicyState, string])[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'gptimage-versions-'))
  folders.push(folder)
  const files = published.reduce<ReturnType<typeof makeVersion>[]>(
    (before, [state, day]) => [...before, makeVersion(before, state, day)],
    [],
  )
  for (const { version, text } of files) writeFileSync(join(folder, nameOfVersion(version.number)), text)
  return folder
}
const config = (isLoopback: boolean) => ({
  publicUrl: new URL('https://images.example.org'),
  isLoopback,
  identity: { kind: 'demo' as const },
})
const stricter = { ...currentState(), figures: { ...currentState().figures, session: 60 } }
const wider = { ...currentState(), figures: { ...currentState().figures, session: 90 * 86_400 } }
const start = (versionsFolder: string, today: string, isLoopback = false) =>
  createPolicies({
    config: config(isLoopback),
    operator: standIn,
    partners: [],
    clock: createTestClock(new Date(`${today}T12:00:00Z`)),
    versionsFolder,
  })

test('a build that does more than people were told does not start before its day', async () => {
  const folder = publish([stricter, '2026-01-01'], [currentState(), '2026-06-01'])
  const someSaw = (version: number) => async (less: { thanVersion: number }) => version < less.thanVersion

  expect(deadlineDays.notice).toBe(14)
  await expect(start(folder, '2026-06-14').requireNotice(someSaw(1))).rejects.toThrow('policies/not-in-force')
  await start(folder, '2026-06-15').requireNotice(someSaw(1))
  await start(folder, '2026-06-01', true).requireNotice(someSaw(1))
  // Where nobody was told less, nobody is owed a notice.
  await start(folder, '2026-06-02').requireNotice(someSaw(2))
})

test('a build whose promises nobody published does not start at all', () => {
  expect(() => start(publish([stricter, '2026-01-01']), '2026-06-01', true)).toThrow('policies/not-published')
})

test('the build before shows what was announced, and keeps to what it says', () => {
  const folder = publish([currentState(), '2026-01-01'], [wider, '2026-06-01'])

  expect(start(folder, '2026-06-02').version).toBe(1)
  const facts = gatherFacts({ config: config(true), operator: standIn, partners: [], versionsFolder: folder })
  const page = renderDocument(facts, { text: catalogues.en.privacy, path: '/privacy' })
  expect(page).toContain('published; in force from 15 June 2026')
  expect(page).toContain('Staying signed in, at most: from 30 days to 3 months')
  expect(page).toContain('Version 1, 1 January 2026, in force from 1 January 2026')
})
