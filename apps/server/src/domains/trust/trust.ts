import type { SignedAuditRun } from '#contract'
import { retentionSeconds } from '#policies/retention.ts'
import { createTrustHandlers, type TrustHandlers } from './handlers.ts'
import { keepProving, type Proving } from './keep-proving.ts'
import type { TrustParts } from './parts.ts'
import { runAudit } from './run-audit.ts'
import { deleteRunsBefore } from './runs.store.ts'

/** Shows that what is promised is so: on the running installation, signed, for everybody to read. */
export interface Trust {
  /** The page and its file; `sweepLag` is of this process, in seconds. */
  createHandlers(live: { sweepLag(): number }): TrustHandlers
  /** Looks at everything, signs and stores what it came to; undefined when another run is under way. */
  runAudit(): Promise<SignedAuditRun | undefined>
  /** Has it done once a day, for as long as the process works. */
  keepProving(how: Parameters<typeof keepProving>[1]): Proving
  sweep(): Promise<void>
}

export function createTrust(parts: TrustParts): Trust {
  return {
    createHandlers: (live) => createTrustHandlers(parts, live),
    runAudit: () => runAudit(parts),
    keepProving: (how) => keepProving(parts, how),
    async sweep() {
      const before = new Date(parts.clock.now().getTime() - retentionSeconds['audit-run'] * 1000)
      const forgotten = await deleteRunsBefore(parts.database, before)
      if (forgotten > 0) parts.logger.info('swept', { reason: 'audit-runs', count: forgotten })
    },
  }
}
