import type { Operator } from '#server/domains/policies/index.ts'
import type { Rights } from '#server/domains/rights/index.ts'
import type { Clock } from '#server/kernel/clock.ts'
import type { InstallationKey } from '#server/platform/installation-key/index.ts'
import type { Logger } from '#server/platform/logger/index.ts'
import type { Database, Executor, Transaction } from '#server/platform/postgres/index.ts'

/** A mail of this domain. None ever holds a word of what somebody wrote. */
export interface LetterMail {
  /** To the operator: something came; half of its time is over. To whoever wrote: the operator's answer. */
  kind: 'letter-came' | 'letter-half-over' | 'letter-answer'
  to: string
  subject: string
  text: string
}

/** Tells of an act of an operator in the transaction that does it, so that neither is there without the other. */
export type LetterWitness = (tx: Transaction) => Promise<unknown>

/** What the use cases of this domain are handed. */
export interface CorrespondenceParts {
  database: Database
  clock: Clock
  logger: Logger
  installationKey: InstallationKey
  publicUrl: URL
  operator: Pick<Operator, 'isStandIn' | 'brand' | 'privacyEmail'>
  /** Where mails are put, in the caller's transaction, to be sent. Absent where mail is off. */
  outbox?: { put(executor: Executor, mail: LetterMail): Promise<unknown> }
  /** Puts on record that a letter was deleted by its number, in the transaction that does it: nobody makes one vanish unseen. */
  recordDeletion(tx: Transaction, id: string): Promise<void>
  /** Whether mail can be addressed so. */
  isMailAddress(text: string): boolean
  /** Erases a child's account, and does what a message asks for, by the code of the person's own page. */
  enterRequest: Rights['enterRequest']
}
