import type { Identity } from '#server/domains/identity/index.ts'
import type { Vaults } from '#server/domains/vault/index.ts'
import type { Clock } from '#server/kernel/clock.ts'
import type { AccountId, AccountReference, RightsRequestId } from '#server/kernel/ids.ts'
import type { InstallationKey } from '#server/platform/installation-key/index.ts'
import type { Logger } from '#server/platform/logger/index.ts'
import type { Database, Transaction } from '#server/platform/postgres/index.ts'

/** Whose rights are used. */
export interface Person {
  accountId: AccountId
  accountReference: AccountReference
}

/** What an operator did about a request or an account, as it is told to whoever keeps the record of it. */
export type OperatorAct =
  | 'account-produced'
  | 'request-opened'
  | 'request-done'
  | 'request-refused'
  | 'request-not-found'
  | 'export-made'

/** Tells of an act in the transaction that does it, so that neither is there without the other. */
export type Witness = (
  tx: Transaction,
  act: OperatorAct,
  subject: AccountReference | RightsRequestId,
) => Promise<void>

/** What somebody outside still holds when an account is erased, and what was asked of them. */
export interface HeldElsewhere {
  recipient: string
  items: number
  state: 'asked-to-delete' | 'to-be-asked-in-writing' | 'gone-by-then'
  /** When the last of it is gone by the recipient's own terms. */
  until: Date
}

/** Whoever is told that a person goes: partners today, a payment provider by the same port. */
export interface ErasureParticipant {
  /**
   * Puts on its own list what there is to delete elsewhere, in the transaction that removes the account and before the
   * link to the pseudonym goes. Sends nothing: that is done from the list, after the commit.
   */
  onErasing(tx: Transaction, person: Person & { at: Date }): Promise<readonly HeldElsewhere[]>
}

/** What the use cases of this domain are handed. */
export interface RightsParts {
  database: Database
  clock: Clock
  logger: Logger
  installationKey: InstallationKey
  /** The version of the policies that holds; each choice remembers under which it was made. */
  policyVersion: number
  /** What receipts name as their issuer. */
  publicUrl: URL
  identity: Pick<Identity, 'endSessionsOf' | 'clearCookie'>
  vaults: Pick<Vaults, 'openReader'>
  /** Erases all content of an account and leaves the account; returns how many sittings there were. */
  eraseContent(accountId: AccountId): Promise<number>
  /** Cancels everything of an account that is being made. */
  cancelWork(accountId: AccountId): Promise<void>
  participants: readonly ErasureParticipant[]
  tombstones: {
    /** The file beside the database. */
    path: string
    /** The operator has said that it is lost for good. */
    isLossAccepted: boolean
  }
}
