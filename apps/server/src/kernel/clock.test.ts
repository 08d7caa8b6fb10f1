import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSteadyClock } from './clock.ts'

function createMachine() {
  const machine = { wall: 1_000_000, monotonic: 0 }
  const clock = createSteadyClock(
    () => machine.wall,
    () => machine.monotonic,
  )
  const pass = (milliseconds: number) => {
    machine.wall += milliseconds
    machine.monotonic += milliseconds
  }
  return { machine, pass, now: () => clock.now().getTime() }
}

test('set back, it counts on: nothing is held longer than promised', () => {
  const { machine, pass, now } = createMachine()
  const before = now()
  machine.wall -= 3_600_000
  pass(5_000)
  expect(now()).toBe(before + 5_000)
})

test('set forward, it follows: what is held is forgotten early', () => {
  const { machine, now } = createMachine()
  const before = now()
  machine.wall += 3_600_000
  expect(now()).toBe(before + 3_600_000)
})

test('whatever is done to the wall clock, it never stands still while time passes, and never runs back', () => {
  const steps = fc.array(fc.record({ jump: fc.integer({ min: -1e9, max: 1e9 }), passed: fc.nat(1e6) }))
  fc.assert(
    fc.property(steps, (taken) => {
      const { machine, pass, now } = createMachine()
      let last = now()
      for (const { jump, passed } of taken) {
        machine.wall += jump
        pass(passed)
        const next = now()
        expect(next).toBeGreaterThanOrEqual(last + passed)
        last = next
      }
    }),
  )
})
