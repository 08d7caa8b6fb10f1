import type { TrustParts } from './parts.ts'
import { runAudit } from './run-audit.ts'
import { listRuns } from './runs.store.ts'
import { openRun } from './signed-run.ts'

export interface ProvingLimits {
  /** Between two looks whether it is time. */
  auditLookEveryMs: number
  /** How old the last run may be before the next is made at a quiet moment. */
  auditAgainAfterMs: number
}

/** A moment that is not quiet is waited out this long: then a day would pass without a proof. */
const patienceMs = 3 * 60 * 60_000

export interface Proving {
  stop(): void
}

/**
 * Has the installation look at itself once a day, so that what the page says stays fresh without anybody's doing. One
 * process at a time, at a moment when nobody waits for a picture.
 */
export function keepProving(
  parts: TrustParts,
  { limits, isQuiet }: { limits: ProvingLimits; isQuiet(): Promise<boolean> },
): Proving {
  let isAtIt = false
  const look = async () => {
    if (isAtIt) return
    isAtIt = true
    try {
      const age = await findAge(parts)
      const isDue = age >= limits.auditAgainAfterMs
      if (isDue && (age >= limits.auditAgainAfterMs + patienceMs || (await isQuiet()))) await runAudit(parts)
    } catch (error) {
      parts.logger.error('audit-failed', {}, error)
    } finally {
      isAtIt = false
    }
  }
  const timer = setInterval(() => void look(), limits.auditLookEveryMs)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}

/** Milliseconds since the last genuine run began; without one, for ever. */
async function findAge({ database, installationKey, clock }: TrustParts): Promise<number> {
  const until = clock.now()
  const [newest] = await listRuns(database, { until, limit: 1 })
  const opened = newest && openRun(installationKey, newest)
  return opened === undefined ? Infinity : until.getTime() - Date.parse(opened.run.startedAt)
}
