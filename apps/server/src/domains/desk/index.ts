import type { AccountId } from '#server/kernel/ids.ts'
import type { Transaction } from '#server/platform/postgres/index.ts'
import { acceptBreak, checkChain, watchChain } from './audit/check-chain.ts'
import type { Act, Actor } from './audit/entry.ts'
import type { ChainVerdict } from './audit/follow-chain.ts'
import { forgetActs } from './audit/forget-acts.ts'
import { recordAct } from './audit/record-act.ts'
import { raiseAlarms } from './cases/raise-alarms.ts'
import { countLate } from './cases/list-cases.ts'
import { createDeskHandlers } from './handlers.ts'
import { type ChangedOperator, changeOperator } from './operators/change-operator.ts'
import type { DeskParts } from './parts.ts'
import type { LegalDisclosure } from './transparency/legal-disclosure.ts'
import { type RecordedDisclosures, readDisclosed } from './transparency/read-disclosed.ts'
import { recordLegalDisclosure } from './transparency/record-legal-disclosure.ts'

export type {
  AnsweredCase,
  CaseItem,
  CaseKind,
  CaseSource,
  OpenCase,
  OpenedWords,
  PossibleAnswer,
  Recorder,
  ShownCase,
} from './cases/case.ts'
export { composeCaseLetter, type LetterKind, type Sender } from './cases/compose-letter.ts'
export { disclosureKinds, disclosureOutcomes, readLegalDisclosure } from './transparency/legal-disclosure.ts'
export { countTransparency, type Transparency } from './transparency/record-legal-disclosure.ts'
export type { HalfYear } from './transparency/transparency.store.ts'
export type { ChainVerdict } from './audit/follow-chain.ts'
export type { People } from './parts.ts'
export type { ChangedOperator } from './operators/change-operator.ts'

/** Where whoever runs the place does what people wait for; and the record of what they did. */
export interface Desk {
  handlers: ReturnType<typeof createDeskHandlers>
  /** How many cases have used up half of their time, and how many all of it. */
  countLate(): Promise<{ pastHalf: number; overdue: number }>
  /** Makes somebody an operator, or a person again; all their sessions end with it. */
  changeOperator(asked: Parameters<typeof changeOperator>[1]): Promise<ChangedOperator>
  listOperators(): Promise<{ accountId: AccountId; email: string }[]>
  /** Writes an act into the record, in the transaction that does it. */
  record(tx: Transaction, acted: { actor: Actor; act: Act; subject?: string }): Promise<void>
  /** Enters a legal disclosure or a takeover, at the command line. */
  recordLegalDisclosure(disclosure: LegalDisclosure): Promise<void>
  /** Every legal disclosure with its entry in the record; undefined when the record is not whole. */
  readDisclosed(): Promise<RecordedDisclosures | undefined>
  /** Whether the record is as it was written, and else from where on it is not. */
  checkChain(): Promise<ChainVerdict>
  /** The same at a start: a break is told to the log. */
  watchChain(): Promise<ChainVerdict>
  /** Lets the record begin anew after a break; that is its first entry. */
  acceptBreak(): Promise<ChainVerdict>
  /** Tells of cases that have used up half of their time, and forgets acts past theirs. */
  sweep(): Promise<void>
}

export function createDesk(parts: DeskParts): Desk {
  return {
    handlers: createDeskHandlers(parts),
    countLate: () => countLate(parts),
    changeOperator: (asked) => changeOperator(parts, asked),
    listOperators: () => parts.people.listOperators(parts.database),
    record: (tx, acted) => recordAct(parts, tx, acted),
    recordLegalDisclosure: (disclosure) => recordLegalDisclosure(parts, disclosure, 'command-line'),
    readDisclosed: () => readDisclosed(parts),
    checkChain: () => checkChain(parts),
    watchChain: () => watchChain(parts),
    acceptBreak: () => acceptBreak(parts),
    async sweep() {
      await raiseAlarms(parts)
      await forgetActs(parts)
    },
  }
}
