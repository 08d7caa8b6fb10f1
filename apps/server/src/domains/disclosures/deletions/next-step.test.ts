import { expect, test } from 'vitest'
import { defaultLimits as limits } from '#server/config/limits.ts'
import { afterAnswer, beforeAsking } from './next-step.ts'

const now = new Date('2026-11-24T12:00:00Z')
const week = 7 * 24 * 3_600_000
const due = (attempts = 1, heldMs = week) => ({
  attempts,
  partnerRequestId: 'r-1',
  heldUntil: new Date(now.getTime() + heldMs),
  answerBy: undefined,
})

test.each([
  ['api', { kind: 'ask', partnerRequestId: 'r-1' }],
  ['in-writing', { kind: 'write' }],
  ['not-possible', { kind: 'settle', outcome: 'not-possible-before' }],
  ['never-stored', { kind: 'settle', outcome: 'never-stored' }],
  [undefined, { kind: 'write' }],
] as const)('by way of %s, what is due comes to %o', (way, expected) => {
  expect(beforeAsking(due(), way, now)).toEqual(expected)
})

test('past its time nobody is asked, whatever the way', () => {
  expect(beforeAsking(due(3, 0), 'api', now)).toEqual({ kind: 'settle', outcome: 'expired' })
})

test('a partner cannot be asked about what it never named', () => {
  const nameless = { ...due(), partnerRequestId: undefined }
  expect(beforeAsking(nameless, 'api', now)).toEqual({ kind: 'settle', outcome: 'not-possible-before' })
})

test('a name that may still come is waited for', () => {
  const answerBy = new Date(now.getTime() + 1)
  const open = { ...due(), partnerRequestId: undefined, answerBy }
  expect(beforeAsking(open, 'api', now)).toEqual({ kind: 'wait' })
  expect(beforeAsking(open, 'api', answerBy)).toMatchObject({ outcome: 'not-possible-before' })
})

test.each([
  [
    { kind: 'deleted', status: 200 },
    { kind: 'settle', outcome: 'deleted', partnerStatus: 200 },
  ],
  [
    { kind: 'not-found', status: 404 },
    { kind: 'settle', outcome: 'deleted', partnerStatus: 404 },
  ],
  [
    { kind: 'refused', status: 403 },
    { kind: 'write', partnerStatus: 403 },
  ],
  [{ kind: 'refused' }, { kind: 'settle', outcome: 'not-possible-before' }],
] as const)('the answer %o ends it as %o', (answer, expected) => {
  expect(afterAnswer(due(), answer, { now, limits, random: () => 0.5 })).toEqual(expected)
})

const pauseAfter = (attempts: number, random: number, retryAfterMs?: number, heldMs?: number) => {
  const answer = { kind: 'try-later', ...(retryAfterMs === undefined ? {} : { retryAfterMs }) } as const
  const step = afterAnswer(due(attempts, heldMs), answer, { now, limits, random: () => random })
  return step.kind === 'postpone' ? step.nextAt.getTime() - now.getTime() : undefined
}

test('pauses double to an hour, and no two fall together', () => {
  expect([1, 2, 3, 10, 11, 12, 200].map((attempts) => pauseAfter(attempts, 0.5))).toEqual([
    5_000, 10_000, 20_000, 2_560_000, 3_600_000, 3_600_000, 3_600_000,
  ])
  expect([pauseAfter(1, 0), pauseAfter(1, 0.999)]).toEqual([2_500, expect.closeTo(7_495, 0)])
})

test('a partner that asks for patience has it, up to an hour', () => {
  expect(pauseAfter(1, 0.5, 120_000)).toBe(120_000)
  expect(pauseAfter(1, 0.5, 86_400_000)).toBe(3_600_000)
})

test('it is looked at again when its time is over, not later', () => {
  expect(pauseAfter(12, 0.5, undefined, 60_000)).toBe(60_000)
})
