import { expect, test } from 'vitest'
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
