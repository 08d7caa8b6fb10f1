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

test('a client has its burst, then as much as a second brings', () => {
  let now = 0
  const limit = createRateLimit({ burst: 3, perSecond: 1, now: () => now })
  const ask = () => isSlowed(() => limit.take('192.0.2.1'))
  expect([ask(), ask(), ask(), ask()]).toEqual([false, false, false, true])
  now = 1_000
  expect([ask(), ask()]).toEqual([false, true])
  expect(isSlowed(() => limit.take('192.0.2.2'))).toBe(false)
})

test.each([
  ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', true],
  ['2001:db8:1:2::1', '2001:0db8:0001:0002:0:0:0:9', true],
  ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
  ['::1', '::2', true],
  ['192.0.2.1', '192.0.2.2', false],
])('%s and %s are one client: %s', (one, other, isOne) => {
  const limit = createRateLimit({ burst: 1, perSecond: 1, now: () => 0 })
  limit.take(one)
  expect(isSlowed(() => limit.take(other))).toBe(isOne)
})
