import { expect, test } from 'vitest'
import type { Look, RecordedDisclosures } from '../../parts.ts'
import { trustText } from '../../page/trust-text.ts'
import { checkDisclosures } from './disclosures.ts'

const now = new Date('2026-11-29T12:00:00Z')
const before = (seconds: number) => new Date(now.getTime() - seconds * 1_000)

const request = {
  kind: 'authority-request',
  happenedOn: '2026-03-01',
  outcome: 'partly',
  accounts: 2,
} as const
const takeover = {
  kind: 'business-transfer',
  happenedOn: '2026-07-01',
  outcome: 'given',
  accounts: 40,
} as const
const kept: RecordedDisclosures['kept'] = [
  { id: 'leg_1', ...request },
  { id: 'leg_2', ...request, outcome: 'refused', accounts: 0 },
  { id: 'leg_3', ...takeover },
]
const entered = new Map(kept.map(({ id }) => [id, before(3_600)]))
const recorded: RecordedDisclosures = { entered, recordedSince: undefined, kept, changed: 0 }

type Row = readonly [half: string, kind: string, ...figures: number[]]
const takeovers: Row = ['2026-2', 'business-transfer', 1, 1, 0, 0, 40]
const requests: Row = ['2026-1', 'authority-request', 2, 0, 1, 1, 2]

interface Said {
  rows?: readonly Row[]
  sums?: readonly [authorities: number, takeovers: number]
  isOnLoopback?: boolean
}

function look(
  from: RecordedDisclosures | undefined,
  { rows = [takeovers, requests], sums = [1, 1], isOnLoopback }: Said = {},
) {
  const words = trustText.en.counts
  const cells = (figures: readonly number[]) =>
    figures.map((figure) => `<td data-label="x">${figure}</td>`).join('')
  const table = rows.map(
    ([half, kind, ...figures]) =>
      `<tr><td><data value="${half}">${half}</data></td><td><data value="${kind}">${kind}</data></td>${cells(figures)}</tr>`,
  )
  const pages: Readonly<Record<string, string>> = {
    '/privacy': `<section id="disclosed">${table.join('\n')}</section>`,
    '/trust': `<section id="counts"><dt>${words.authorities}</dt><dd>${sums[0]}</dd><dt>${words.takeovers}</dt><dd>${sums[1]}</dd></section>`,
  }
  const parts = {
    clock: { now: () => now },
    operator: isOnLoopback === true ? {} : { transparency: { since: '2026-01-01' } },
    readDisclosed: async () => from,
  }
  const ask = async (path: string) => ({
    status: 200,
    headers: new Headers(),
    bytes: Buffer.from(pages[path] ?? ''),
  })
  // Only what this check is handed.
  return { parts, startedAt: now, server: { pid: 1, isDirect: true, ask } } as unknown as Look // oxlint-disable-line typescript/no-unsafe-type-assertion
}

const nothing: RecordedDisclosures = { entered: new Map(), recordedSince: undefined, kept: [], changed: 0 }
const lately = new Map([...entered, ['leg_3', before(1)] as const])

test.each<[string, RecordedDisclosures, Said]>([
  ['they say what was entered', recorded, {}],
  ['nothing was disclosed', nothing, { rows: [], sums: [0, 0] }],
  ['nobody else runs it, and sums are not said', recorded, { isOnLoopback: true, sums: [7, 7] }],
  ['one was entered a moment ago', { ...recorded, entered: lately }, { sums: [1, 0] }],
  [
    'the entries of old ones are past their time',
    { ...recorded, entered: new Map(), recordedSince: before(60) },
    {},
  ],
])('good: %s', async (_, from, said) => {
  const { length } = from.kept
  expect(await checkDisclosures(look(from, said))).toMatchObject({
    outcome: 'good',
    scanned: { disclosures: length },
  })
})

const without = new Map([...entered].slice(1))
test.each<[string, RecordedDisclosures | undefined, Said]>([
  ['a request less', recorded, { rows: [takeovers] }],
  ['a takeover more', recorded, { rows: [['2026-2', 'business-transfer', 2, 2, 0, 0, 80], requests] }],
  ['another outcome', recorded, { rows: [takeovers, ['2026-1', 'authority-request', 2, 0, 0, 2, 2]] }],
  ['fewer accounts', recorded, { rows: [takeovers, ['2026-1', 'authority-request', 2, 0, 1, 1, 1]] }],
  ['another half-year', recorded, { rows: [takeovers, ['2025-1', 'authority-request', 2, 0, 1, 1, 2]] }],
  ['another sum', recorded, { sums: [0, 1] }],
  ['one of nothing', nothing, { sums: [0, 0] }],
  ['one that nobody entered', { ...recorded, entered: without }, {}],
  [
    'one of late that nobody entered',
    { ...recorded, entered: without, recordedSince: new Date('2026-02-01') },
    {},
  ],
  [
    'an entry of what is gone',
    { ...recorded, entered: new Map([...entered, ['leg_4', before(60)] as const]) },
    {},
  ],
  ['one that says something else than was entered', { ...recorded, changed: 1 }, {}],
  ['a record that is broken', undefined, {}],
])('bad: %s', async (_, from, said) => {
  expect(await checkDisclosures(look(from, said))).toMatchObject({ outcome: 'bad', reason: 'differs' })
})

test('sums that are not said are not none', async () => {
  const silent = look(nothing, { rows: [], sums: [0, 0] })
  const server = {
    pid: 1,
    isDirect: true,
    ask: async () => ({ status: 404, headers: new Headers(), bytes: Buffer.of() }),
  }
  expect((await checkDisclosures({ ...silent, server })).outcome).toBe('bad')
})
