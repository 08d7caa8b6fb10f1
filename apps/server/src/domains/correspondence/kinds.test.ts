import { expect, test } from 'vitest'
import { messageDueAt, reportDueAt } from './kinds.ts'

const at = (text: string) => new Date(text)

test('an intimate image has forty-eight hours, to the minute', () => {
  expect(reportDueAt('intimate-image', at('2026-12-30T23:59:00Z'))).toEqual(at('2027-01-01T23:59:00Z'))
})

test.each([
  ['2026-11-29T12:00:00Z', '2026-12-29T12:00:00Z'],
  ['2026-12-15T12:00:00Z', '2027-01-14T12:00:00Z'],
  // February is shorter than what is promised: the law's month holds.
  ['2027-01-31T12:00:00Z', '2027-02-28T12:00:00Z'],
  ['2027-02-01T12:00:00Z', '2027-03-01T12:00:00Z'],
])('a message about data of %s is answered by %s', (received, due) => {
  expect(messageDueAt('privacy', at(received))).toEqual(at(due))
})

test.each(['safety', 'billing', 'other'] as const)('a message about %s has two weeks', (kind) => {
  expect(messageDueAt(kind, at('2026-11-29T12:00:00Z'))).toEqual(at('2026-12-13T12:00:00Z'))
})
