import type { Config, Limits } from '#server/config/index.ts'
import type { Clock } from '#server/kernel/clock.ts'
import type { AccountId } from '#server/kernel/ids.ts'
import type { InstallationKey } from '#server/platform/installation-key/index.ts'
import type { Logger } from '#server/platform/logger/index.ts'
import type { Metrics } from '#server/platform/metrics/index.ts'
import type { Database, Listener } from '#server/platform/postgres/index.ts'
import type { MailKind } from './mail.ts'

/** Whom mails are from, as the operator states it. */
export interface Sender {
  name: string
  address: string
}

/** What the use cases of this domain are handed. */
export interface MailParts {
  database: Database
  clock: Clock
  logger: Logger
  metrics: Pick<Metrics, 'recordMail'>
  listener: Listener
  limits: Limits
  installationKey: InstallationKey
  /** The mail server that takes our mail, and whom it is from; absent: mail is off. */
  line?: { server: NonNullable<Config['mail']>; sender: Sender }
  /** Asked about each mail before it leaves: whoever has said no meanwhile is not written to. */
  isStillWanted(mail: { kind: MailKind; accountId: AccountId | undefined }): Promise<boolean>
}
