/** Tells the time. Everything that decides by time is handed one, so that tests can move it. */
export interface Clock {
  now(): Date
}

/**
 * A clock that never runs backwards: when the wall clock is set back, time goes on by the monotonic clock, so that
 * nothing held until a moment is held longer than promised. Set forward, it follows: forgetting early is the safe side.
 */
export function createSteadyClock(
  wall: () => number = Date.now,
  monotonic: () => number = performance.now.bind(performance),
): Clock {
  let lastWall = wall()
  let lastMonotonic = monotonic()
  return {
    now() {
      const elapsed = monotonic() - lastMonotonic
      const next = Math.max(wall(), lastWall + elapsed)
      lastWall = next
      lastMonotonic += elapsed
      return new Date(next)
    },
  }
}
