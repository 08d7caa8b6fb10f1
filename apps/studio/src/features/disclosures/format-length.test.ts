import { expect, test } from 'vitest'
import { formatLeft, formatLength } from './format-length.ts'

test.each([
  [0, '0 hours'],
  [1, '1 second'],
  [90, '2 minutes'],
  [3_600, '1 hour'],
  [3_601, '2 hours'],
  [604_800, '7 days'],
])('%i s is kept %s, never less than it is', (seconds, text) => {
  expect(formatLength(seconds)).toBe(text)
})

test.each([
  [0, '0 sec'],
  [400, '1 sec'],
  [41_000, '41 sec'],
  [249_000, '4 min 9 sec'],
  [11_520_000, '3 hr 12 min'],
  [7_200_000, '2 hr'],
  [183_600_000, '2 days 3 hr'],
])('%i ms are left as %s', (ms, text) => {
  expect(formatLeft(ms)).toBe(text)
})
