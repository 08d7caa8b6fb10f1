import type { Logger } from './platform/logger/index.ts'

export interface Sweep {
  name: string
  run(): Promise<unknown>
}

export interface Sweeping {
  /** Seconds since the last whole round ended well; for the metrics and the readiness of operators. */
  lagSeconds(): number
  /** One whole round now; also what the timer runs. */
  sweepNow(): Promise<void>
  stop(): Promise<void>
}

/**
 * Runs the sweeps again and again, one round at a time. A sweep that fails is logged and tried in the next round; it
 * never stops the others, because each forgets something of its own.
 */
export function startSweeping(options: {
  sweeps: readonly Sweep[]
  everyMs: number
  logger: Logger
  monotonic?: () => number
}): Sweeping {
  const monotonic = options.monotonic ?? performance.now.bind(performance)
  let lastGoodAt = monotonic()
  let round: Promise<void> = Promise.resolve()
  let waiting = false

  const runRound = async () => {
    waiting = false
    let failures = 0
    for (const sweep of options.sweeps) {
      try {
        await sweep.run()
      } catch (error) {
        failures += 1
        options.logger.error('sweep-failed', { reason: sweep.name }, error)
      }
    }
    if (failures === 0) lastGoodAt = monotonic()
  }
  const sweepNow = () => {
    // A call while one waits joins it: every caller gets a round that began after the call.
    if (!waiting) {
      waiting = true
      round = round.then(runRound)
    }
    return round
  }
  const timer = setInterval(() => void sweepNow(), options.everyMs)
  timer.unref()
  return {
    lagSeconds: () => (monotonic() - lastGoodAt) / 1000,
    sweepNow,
    async stop() {
      clearInterval(timer)
      await round
    },
  }
}
