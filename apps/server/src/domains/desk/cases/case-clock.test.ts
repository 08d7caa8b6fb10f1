import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readClock } from './case-clock.ts'

const receivedAt = new Date('2026-11-01T00:00:00Z')
const dueAt = new Date('2026-11-03T00:00:00Z')
const at = (text: string) => readClock({ receivedAt, dueAt }, new Date(text)).state

test.each([
  ['2026-11-01T00:00:00Z', 'in-time'],
  ['2026-11-01T23:59:59.999Z', 'in-time'],
  ['2026-11-02T00:00:00Z', 'past-half'],
  ['2026-11-02T23:59:59.999Z', 'past-half'],
  ['2026-11-03T00:00:00Z', 'overdue'],
  ['2027-11-03T00:00:00Z', 'overdue'],
])('of 48 hours, at %s: %s', (moment, state) => {
  expect(at(moment)).toBe(state)
})

test('as time goes on a clock only runs on, whatever its length', () => {
  const order = ['in-time', 'past-half', 'overdue']
  fc.assert(
    fc.property(fc.nat(1e11), fc.nat(2e11), fc.nat(1e11), (lengthMs, firstMs, laterMs) => {
      const one = { receivedAt, dueAt: new Date(receivedAt.getTime() + lengthMs) }
      const then = readClock(one, new Date(receivedAt.getTime() + firstMs))
      const later = readClock(one, new Date(receivedAt.getTime() + firstMs + laterMs))
      expect(order.indexOf(later.state)).toBeGreaterThanOrEqual(order.indexOf(then.state))
      expect(later.share).toBeGreaterThanOrEqual(then.share)
      expect(then.state === 'overdue').toBe(firstMs >= lengthMs)
    }),
  )
})
