import type { Witness } from '#server/domains/rights/index.ts'
import type { MessageId, ReportId } from '#server/kernel/ids.ts'
import { type ErasedReported, eraseReportedAccount } from './erase-reported-account.ts'
import { createLetterHandlers, type LetterHandlers } from './handlers.ts'
import type { MessageKind, MessageOutcome, ReportKind, ReportOutcome } from './kinds.ts'
import { messageBox, reportBox } from './letter-box.ts'
import { createLetters, type Letters } from './letters.ts'
import type { CorrespondenceParts } from './parts.ts'
import { sweepLetters } from './sweep.ts'

export type { ErasedReported } from './erase-reported-account.ts'
export {
  type MessageKind,
  messageKinds,
  type MessageOutcome,
  messageOutcomes,
  type ReportKind,
  reportKinds,
  type ReportOutcome,
  reportOutcomes,
} from './kinds.ts'
export type { Letter } from './letter.ts'
export type { FoundLetter, Letters, OpenLetter, ShownLetter } from './letters.ts'
export type { CorrespondenceParts, LetterMail, LetterWitness } from './parts.ts'

/** What anybody may write to whoever runs the place, without signing in, and its answers. */
export interface Correspondence {
  handlers: LetterHandlers
  messages: Letters<MessageId, MessageKind, MessageOutcome>
  reports: Letters<ReportId, ReportKind, ReportOutcome> & {
    /** Erases the account that a report of a child's names, on the operator's decision. The report stays open. */
    eraseAccount(
      asked: { id: string; accountId?: string | undefined },
      witness: Witness,
    ): Promise<ErasedReported>
  }
  /** Reminds of what has used up half of its time, and forgets what is past its end. */
  sweep(): Promise<void>
}

export function createCorrespondence(parts: CorrespondenceParts): Correspondence {
  return {
    handlers: createLetterHandlers(parts),
    messages: createLetters(parts, messageBox),
    reports: {
      ...createLetters(parts, reportBox),
      eraseAccount: (asked, witness) => eraseReportedAccount(parts, asked, witness),
    },
    sweep: () => sweepLetters(parts),
  }
}
