import type { CaseKind, CaseSource } from './cases/case.ts'
import type { Letters, SharingAccount } from './cases/letter-request.ts'
import type { Clock } from '#server/kernel/clock.ts'
import type { AccountId, AccountReference } from '#server/kernel/ids.ts'
import type { InstallationKey } from '#server/platform/installation-key/index.ts'
import type { Logger } from '#server/platform/logger/index.ts'
import type { Database, Executor, Transaction } from '#server/platform/postgres/index.ts'

/** Somebody, nobody, or some of whom one is to be named. */
export type FoundPerson =
  | { outcome: 'found'; person: { accountId: AccountId; accountReference: AccountReference } }
  | { outcome: 'nobody' }
  | { outcome: 'to-choose'; accounts: readonly SharingAccount[] }

/** What the desk asks of those who know people. */
export interface People {
  /** By the address their provider has verified, and by no other. */
  find(asked: { email: string; accountId?: string | undefined }): Promise<FoundPerson>
  /** False where they have the role already, or are gone. */
  setRole(tx: Transaction, accountId: AccountId, role: 'person' | 'operator'): Promise<boolean>
  /** And they stay so until the transaction ends. */
  isOperator(tx: Transaction, accountId: AccountId): Promise<boolean>
  listOperators(executor: Executor): Promise<{ accountId: AccountId; email: string }[]>
  endSessions(tx: Transaction, accountId: AccountId): Promise<{ afterCommit: () => void | Promise<void> }>
}

/** What the use cases of this domain are handed. */
export interface DeskParts {
  database: Database
  clock: Clock
  logger: Logger
  installationKey: InstallationKey
  people: People
  letters: Letters
  sources: readonly CaseSource[]
  /** Tells the operator of a case by mail, after the commit; nothing where mail is off. */
  tellLate(tx: Transaction, late: { kind: CaseKind; id: string }): Promise<void>
}
