import type { Clock } from '#server/kernel/clock.ts'

export interface TestClock extends Clock {
  /** Moves time on by milliseconds. */
  advance(milliseconds: number): void
  set(moment: Date): void
}

/** A clock that stands still until it is moved. */
export function createTestClock(start: Date = new Date('2026-11-24T12:00:00Z')): TestClock {
  let moment = start.getTime()
  return {
    now: () => new Date(moment),
    advance(milliseconds) {
      moment += milliseconds
    },
    set(next) {
      moment = next.getTime()
    },
  }
}
