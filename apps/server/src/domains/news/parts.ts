import type { Mail } from '#server/domains/mail/index.ts'
import type { Rights } from '#server/domains/rights/index.ts'
import type { Clock } from '#server/kernel/clock.ts'
import type { InstallationKey } from '#server/platform/installation-key/index.ts'
import type { Logger } from '#server/platform/logger/index.ts'
import type { Database } from '#server/platform/postgres/index.ts'

/** What the use cases of this domain are handed. */
export interface NewsParts {
  database: Database
  clock: Clock
  logger: Logger
  installationKey: InstallationKey
  /** Where the links in mails lead. */
  publicUrl: URL
  /** Who signs each news. */
  operator: { brand: string; name: string; address?: string }
  mail: Pick<Mail, 'outbox' | 'isOn'>
  rights: Pick<Rights, 'isAllowed' | 'listYesToMarketing' | 'withdrawByMail'>
}
