import { expect, test } from 'vitest'
import { dueFrom, readReceivedOn } from './rights-request.ts'

/* Whose clock runs, and from when. */

test.each([
  ['2026-01-31', 'gdpr', '2026-02-28'],
  ['2026-11-29', 'gdpr', '2026-12-29'],
  ['2026-12-31', 'gdpr', '2027-01-31'],
  ['2026-11-29', 'ccpa', '2027-01-13'],
] as const)('what came on %s under %s is due on %s', (received, law, due) => {
  expect(
    dueFrom({ receivedAt: new Date(received), law })
      .toISOString()
      .slice(0, 10),
  ).toBe(due)
})

const now = new Date('2026-11-29T06:00:00Z')

test('a day is read as its beginning, and what is today elsewhere as now', () => {
  expect(readReceivedOn('2026-11-02', now)).toEqual(new Date('2026-11-02T00:00:00Z'))
  expect(readReceivedOn('2026-11-29', now)).toEqual(new Date('2026-11-29T00:00:00Z'))
  expect(readReceivedOn('2026-11-30', new Date('2026-11-29T20:00:00Z'))).toEqual(
    new Date('2026-11-29T20:00:00Z'),
  )
})

test.each(['2026-11-30', '2027-11-01', '2025-11-01', '2026-02-30', '29.11.2026', '2026-11-02T05:00:00Z', ''])(
  '%o is no day on which a letter can have come',
  (text) => {
    expect(readReceivedOn(text, now)).toBeUndefined()
  },
)
