import { expect, test } from 'vitest'
import { compareStates, isMaterial, isNarrower } from './compare-states.ts'
import { currentState, type PolicyState } from './policy-state.ts'
import {
  findKept,
  findVersionFaults,
  makeVersion,
  readVersions,
  type VersionFile,
} from './policy-versions.ts'

const first: PolicyState = {
  figures: { session: 100 },
  deadlines: { notice: 14 },
  ages: { lowest: 13 },
  purposes: { draw: { sentence: 'To draw.', gdpr: '6(1)(b)', pipl: '13(1)(2)', recipients: ['partner'] } },
  recipients: { partner: 'The partner.' },
  categories: { content: 'words' },
  rights: { access: 'See it' },
}
const draw = { sentence: 'To draw.', gdpr: '6(1)(b)', pipl: '13(1)(2)', recipients: ['partner'] }
const sell = { ...draw, sentence: 'To sell.' }
const published = (...states: PolicyState[]): VersionFile[] =>
  states.reduce<VersionFile[]>(
    (files, state, index) => [...files, makeVersion(files, state, `2026-0${index + 1}-01`)],
    [],
  )

test('what this build promises is published', () => {
  expect(findVersionFaults(readVersions(), currentState())).toEqual([])
})

test.each<[string, Partial<PolicyState>, { material: boolean; narrower: boolean }]>([
  ['a longer figure', { figures: { session: 101 } }, { material: false, narrower: false }],
  ['a shorter figure', { figures: { session: 99 } }, { material: false, narrower: true }],
  ['a figure that is new', { figures: { session: 100, logs: 1 } }, { material: false, narrower: false }],
  ['a purpose that is new', { purposes: { draw, sell } }, { material: true, narrower: false }],
  ['a purpose less', { purposes: {} }, { material: false, narrower: true }],
  [
    'a purpose with another recipient',
    { purposes: { draw: { ...draw, recipients: ['partner', 'bank'] } } },
    { material: true, narrower: false },
  ],
  [
    'another basis',
    { purposes: { draw: { ...draw, gdpr: '6(1)(f)' } } },
    { material: false, narrower: false },
  ],
  ['other words for a purpose', { purposes: { draw: sell } }, { material: false, narrower: false }],
  [
    'a class of recipients that is new',
    { recipients: { ...first.recipients, bank: 'A bank.' } },
    { material: true, narrower: false },
  ],
  [
    'another kind of data',
    { categories: { ...first.categories, face: 'a face' } },
    { material: false, narrower: false },
  ],
  ['a right less', { rights: {} }, { material: false, narrower: false }],
  ['a right more', { rights: { ...first.rights, erasure: 'Erase' } }, { material: false, narrower: true }],
])('%s needs a version, and is what it is', (_, change, { material, narrower }) => {
  const state = { ...first, ...change }
  const changes = compareStates(first, state)
  expect(changes).toHaveLength(1)
  expect([changes.some(isMaterial), changes.every(isNarrower)]).toEqual([material, narrower])
  expect(findVersionFaults(published(first), state)).toEqual([
    expect.stringContaining('What is promised has changed'),
  ])
  const files = published(first, state)
  expect(findVersionFaults(files, state)).toEqual([])
  expect(files[1]?.version.inForceOn).toBe(narrower ? '2026-02-01' : '2026-02-15')
})

test('of one day there is one version', () => {
  const files = published(first)
  const again = makeVersion(files, { ...first, figures: {} }, '2026-01-01')
  expect(again.version).toMatchObject({ number: 1, inForceOn: '2026-01-01', previous: null })
})

test('a build before the day of an announced version keeps the one before it', () => {
  const wider = { ...first, figures: { session: 200 } }
  const files = published(first, wider)
  expect(findKept(files, first)?.number).toBe(1)
  expect(findVersionFaults(files, first)).toEqual([])
})

test('a build that keeps an older version than the one in force is told', () => {
  const narrower = { ...first, figures: { session: 50 } }
  expect(findVersionFaults(published(first, narrower), first)).toEqual([
    'Version 2 is in force and this build keeps another',
  ])
})

test('what was published cannot be changed unnoticed', () => {
  const [one, other] = published(first, { ...first, figures: { session: 50 } })
  if (one === undefined || other === undefined) throw new Error('two were published')
  const changed = { ...one, text: one.text.replace('100', '101') }
  expect(findVersionFaults([changed, other], other.version.state)).toEqual([
    expect.stringContaining('0002.json was changed'),
  ])
  expect(findVersionFaults([other], other.version.state)).toEqual([expect.stringContaining('0001.json')])
})
