import type { Limits } from '#server/config/index.ts'
import type { Rights } from '#server/domains/rights/index.ts'
import type { Clock } from '#server/kernel/clock.ts'
import type { Logger } from '#server/platform/logger/index.ts'
import type { Database } from '#server/platform/postgres/index.ts'

/** What the use cases of this domain are handed. */
export interface AnalyticsParts {
  database: Database
  clock: Clock
  logger: Logger
  limits: Limits
  rights: Pick<Rights, 'whoAllows' | 'honourSignal'>
}
