import fc from 'fast-check'
import { expect, test } from 'vitest'
import { browserOf, type DailyCount, presentUsage } from './usage.ts'

const today = '2026-11-29'
const aDay = fc.integer({ min: 1, max: 30 }).map((day) => `2026-11-${String(day).padStart(2, '0')}`)
const aCount: fc.Arbitrary<DailyCount> = fc.record({
  countedOn: aDay,
  event: fc.constantFrom(
    'signed-in',
    'generation-asked',
    'generation-delivered',
    'generation-refused',
    'export',
    'erasure',
  ),
  detail: fc.constantFrom('', 'Firefox', 'builtin/sketch'),
  count: fc.nat(200),
})

test('whatever was counted, nothing of today leaves, nothing below twenty, nothing exact, nothing more than there is', () => {
  fc.assert(
    fc.property(fc.array(aCount), (counts) => {
      for (const { countedOn, event, detail, atLeast } of presentUsage(counts, today)) {
        expect(countedOn < today).toBe(true)
        expect(atLeast).toBeGreaterThanOrEqual(20)
        expect(atLeast % 10).toBe(0)
        const isThere = counts.some(
          (one) =>
            one.countedOn === countedOn &&
            one.event === event &&
            one.detail === detail &&
            one.count >= atLeast,
        )
        expect(isThere).toBe(true)
      }
    }),
    { numRuns: 1_000 },
  )
})

test('what is shown says nothing of a change that is smaller than its step', () => {
  const shownOf = (count: number) =>
    presentUsage([{ countedOn: '2026-11-28', event: 'export', detail: '', count }], today)[0]?.atLeast
  expect([19, 20, 29, 30].map(shownOf)).toEqual([undefined, 20, 20, 30])
})

test.each([
  ['Firefox on Linux', 'Firefox'],
  ['Microsoft Edge on Windows', 'Edge'],
  ['Chromium on Linux', 'Chrome'],
  ['Safari on iOS', 'Safari'],
  ['Ada’s own browser on Linux', 'other'],
  [undefined, 'other'],
])('%s is counted as %s', (family, browser) => {
  expect(browserOf(family)).toBe(browser)
})
