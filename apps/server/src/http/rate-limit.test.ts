import { expect, test } from 'vitest'
import { AppError } from '#server/kernel/app-error.ts'
import { createRateLimit } from './rate-limit.ts'

const isSlowed = (take: () => void) => {
  try {
    take()
    return false
  } catch {
    // Slowed down: what is asked here.
    return true
  }
}

test('a network has its burst, then as much as a second brings', () => {
  let now = 0
  const limit = createRateLimit({ burst: 3, perSecond: 1, now: () => now })
  const ask = () => isSlowed(() => limit.take('one'))
  expect([ask(), ask(), ask(), ask()]).toEqual([false, false, false, true])
  now = 1_000
  expect([ask(), ask()]).toEqual([false, true])
  expect(isSlowed(() => limit.take('other'))).toBe(false)
})

test('who asks too early and comes back when they were told to is let in, however often they asked between', () => {
  let now = 0
  const limit = createRateLimit({ burst: 1, perSecond: 1 / 120, now: () => now })
  limit.take('one')
  const waits = [30, 60, 90, 119].map((second) => {
    now = second * 1_000
    try {
      limit.take('one')
    } catch (error) {
      return error instanceof AppError ? error.facts['retryAfterSeconds'] : error
    }
    return 0
  })
  expect(waits).toEqual([90, 60, 30, 1])
  now = 120_000
  expect(isSlowed(() => limit.take('one'))).toBe(false)
})
