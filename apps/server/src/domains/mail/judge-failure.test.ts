import { expect, test } from 'vitest'
import { defaultLimits as limits } from '#server/config/limits.ts'
import { judgeFailure, nextTry } from './judge-failure.ts'

test.each([
  [{ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550 }, 'refused'],
  [{ code: 'EMESSAGE', command: 'DATA', responseCode: 554 }, 'refused'],
  [{ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 451 }, 'try-later'],
  [{ code: 'EMESSAGE', command: 'DATA', responseCode: 421 }, 'try-later'],
  [{ code: 'EENVELOPE', command: 'DATA', responseCode: 503 }, 'try-later'],
  [{ code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 550 }, 'line-down'],
  [{ code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 }, 'line-down'],
  [{ code: 'ETLS', command: 'STARTTLS' }, 'line-down'],
  [{ code: 'ESOCKET', command: 'CONN' }, 'line-down'],
  ['a word', 'line-down'],
])('%j means %s', (error, kind) => {
  expect(judgeFailure(error).kind).toBe(kind)
})

test('of a failure only a code and a status are told', () => {
  const error = Object.assign(new Error('550 ada@example.org is unknown'), {
    code: 'ada@example.org',
    command: 'RCPT TO',
    responseCode: 550,
    response: '550 ada@example.org is unknown',
  })
  expect(judgeFailure(error)).toEqual({ kind: 'refused', reason: 'unknown', status: 550 })
})

const now = new Date('2026-11-29T12:00:00Z')
const pause = (attempts: number, random: number) =>
  nextTry(attempts, { now, limits, random: () => random }).getTime() - now.getTime()

test('pauses double from half a minute to an hour, and no two fall together', () => {
  expect([1, 2, 3, 7, 8, 200].map((attempts) => pause(attempts, 0.5))).toEqual([
    30_000, 60_000, 120_000, 1_920_000, 3_600_000, 3_600_000,
  ])
  expect([pause(1, 0), pause(1, 0.999)]).toEqual([15_000, expect.closeTo(44_970, 0)])
})
