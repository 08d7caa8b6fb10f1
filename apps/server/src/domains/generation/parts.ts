import type { Limits } from '#server/config/index.ts'
import type { Catalogue } from '#server/domains/models/index.ts'
import type { Vaults } from '#server/domains/vault/index.ts'
import type { Clock } from '#server/kernel/clock.ts'
import type { AccountId, AccountReference, WorkerId } from '#server/kernel/ids.ts'
import type { InstallationKey } from '#server/platform/installation-key/index.ts'
import type { Logger } from '#server/platform/logger/index.ts'
import type { Metrics } from '#server/platform/metrics/index.ts'
import type { Database, Executor, Listener } from '#server/platform/postgres/index.ts'

/** What the use cases of this domain are handed. */
export interface GenerationParts {
  database: Database
  /** The same database, on a connection that nothing else waits for. */
  leases: Database
  listener: Listener
  vaults: Vaults
  catalogue: Catalogue
  clock: Clock
  limits: Limits
  logger: Logger
  metrics: Metrics
  installationKey: InstallationKey
  workerId: WorkerId
  /** Told of each generation that ends; it must not throw. */
  onEnded(ended: { accountId: AccountId; modelId: string; phase: string }): void
  /** The pseudonym under which ledger and disclosures know an account. */
  findAccountReference(executor: Executor, accountId: AccountId): Promise<AccountReference>
}
