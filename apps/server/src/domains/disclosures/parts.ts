import type { Limits } from '#server/config/index.ts'
import type { Catalogue } from '#server/domains/models/index.ts'
import type { Clock } from '#server/kernel/clock.ts'
import type { GenerationId } from '#server/kernel/ids.ts'
import type { Logger } from '#server/platform/logger/index.ts'
import type { Database, Listener } from '#server/platform/postgres/index.ts'

/** What the use cases of this domain are handed. */
export interface DisclosureParts {
  database: Database
  catalogue: Catalogue
  clock: Clock
  logger: Logger
  listener: Listener
  limits: Limits
  /** Of these, the generations that a partner still works on: what is being made cannot be deleted yet. */
  findAtWork(generationIds: readonly GenerationId[]): Promise<ReadonlySet<GenerationId>>
}
