import type { AccountReference } from '#server/kernel/ids.ts'
import type { Transaction } from '#server/platform/postgres/index.ts'
import { createDeletionRunner, type DeletionRunner } from './deletions/deletion-runner.ts'
import type { WrittenDeletion } from './deletions/deletion.ts'
import { countByOutcome, type DeletionCounts } from './deletions/deletions.store.ts'
import { createOperatorQueue, type OperatorQueue } from './deletions/operator-queue.ts'
import { askDeletions } from './deletions/request-deletions.ts'
import { createDisclosureHandlers, type DisclosureHandlers } from './handlers.ts'
import type { DisclosureParts } from './parts.ts'
import { sweepDisclosures } from './sweep.ts'

export { findRegionJudge, requirePermission, requiringPermission } from './agreements/require-permission.ts'
export { composeLetter } from './deletions/compose-letter.ts'
export type { InWriting, OperatorQueue, WrittenAnswer } from './deletions/operator-queue.ts'
export { recordingDisclosure, settleDisclosure } from './disclosures.ts'
export type { WrittenDeletion } from './deletions/deletion.ts'
export type { DeletionCounts } from './deletions/deletions.store.ts'

/** The ledger of what left, who was agreed to receive it, and its early deletion at partners. */
export interface Disclosures {
  handlers: DisclosureHandlers
  /**
   * Builds the list of what partners may still hold of an account, to be deleted there: in the given transaction, and
   * before what ties the account to its pseudonym goes. Partners are asked after the commit. Returns what is new in it;
   * again, it changes nothing.
   */
  askForErasure(tx: Transaction, accountReference: AccountReference): Promise<WrittenDeletion[]>
  /** What came of early deletions, everybody's together: nothing in it leads to anybody. */
  countDeletionsByOutcome(): Promise<DeletionCounts>
  /** For processes that work; others only ask. */
  deletionRunner: DeletionRunner
  /** For whoever writes to partners. */
  inWriting: OperatorQueue
  sweep(): Promise<void>
}

export function createDisclosures(parts: DisclosureParts): Disclosures {
  return {
    handlers: createDisclosureHandlers(parts),
    askForErasure: (tx, accountReference) => askDeletions(parts, tx, { accountReference, scope: 'all' }),
    countDeletionsByOutcome: () => countByOutcome(parts.database),
    deletionRunner: createDeletionRunner(parts),
    inWriting: createOperatorQueue(parts),
    sweep: () => sweepDisclosures(parts),
  }
}
