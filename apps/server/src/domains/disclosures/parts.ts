import type { Catalogue } from '#server/domains/models/index.ts'
import type { Clock } from '#server/kernel/clock.ts'
import type { Logger } from '#server/platform/logger/index.ts'
import type { Database } from '#server/platform/postgres/index.ts'

/** What the use cases of this domain are handed. */
export interface DisclosureParts {
  database: Database
  catalogue: Catalogue
  clock: Clock
  logger: Logger
}
