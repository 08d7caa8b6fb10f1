import type { Clock } from '#server/kernel/clock.ts'
import type { DisclosureId } from '#server/kernel/ids.ts'
import type { Database, Transaction } from '#server/platform/postgres/index.ts'
import { type InWriting, listRowsInWriting, storeAnswer, storeWritten } from './in-writing.store.ts'

export type { InWriting } from './in-writing.store.ts'

/** What was answered to a letter: that it is deleted, or that it will not be before its time. */
export type WrittenAnswer = 'deleted' | 'not-possible-before'

/** Tells of what was marked, in the transaction that marks it. */
type Witness = (tx: Transaction) => Promise<void>

/** Deletions that partners are to be asked for in writing: what the operator has to write, and what has to be answered. */
export interface OperatorQueue {
  /** Oldest first. What is past its time settles by itself, and is not in it. */
  list(): Promise<InWriting[]>
  /** Says that it was written; false for what was not to be. */
  markWritten(id: DisclosureId, witness: Witness): Promise<boolean>
  /** Says what the partner answered; false for what it was not asked. */
  markAnswered(id: DisclosureId, answer: WrittenAnswer, witness: Witness): Promise<boolean>
}

export function createOperatorQueue({
  database,
  clock,
}: {
  database: Database
  clock: Clock
}): OperatorQueue {
  const mark = (witness: Witness, store: (tx: Transaction, at: Date) => Promise<boolean>) =>
    database.transaction().execute(async (tx) => {
      if (!(await store(tx, clock.now()))) return false
      await witness(tx)
      return true
    })
  return {
    list: () => listRowsInWriting(database, clock.now()),
    markWritten: (id, witness) => mark(witness, (tx, at) => storeWritten(tx, id, at)),
    markAnswered: (id, outcome, witness) => mark(witness, (tx, at) => storeAnswer(tx, { id, outcome, at })),
  }
}
