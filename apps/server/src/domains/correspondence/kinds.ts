import { deadlineDays } from '#policies/deadlines.ts'
import { dueFrom } from '#server/domains/rights/index.ts'

/** What a message is about. */
export const messageKinds = ['privacy', 'safety', 'billing', 'other'] as const
export type MessageKind = (typeof messageKinds)[number]

/** What a report is about; each is the name of its own deadline. */
export const reportKinds = ['intimate-image', 'illegal-image', 'child-account', 'policy-breach'] as const
export type ReportKind = (typeof reportKinds)[number]

/** What came of a message. */
export const messageOutcomes = ['answered', 'nothing-to-answer'] as const
export type MessageOutcome = (typeof messageOutcomes)[number]

/** What came of a report: something was done; nothing of it is here; it breaks no rule; it does not say enough. */
export const reportOutcomes = ['acted', 'nothing-here', 'no-breach', 'not-clear'] as const
export type ReportOutcome = (typeof reportOutcomes)[number]

const dayMs = 86_400_000
const after = (moment: Date, days: number) => new Date(moment.getTime() + days * dayMs)

/** What may use a right has the clock of one: what is promised, and never longer than the law's month. */
export function messageDueAt(kind: MessageKind, receivedAt: Date): Date {
  if (kind !== 'privacy') return after(receivedAt, deadlineDays.message)
  const promised = after(receivedAt, deadlineDays.answer)
  const lawful = dueFrom({ receivedAt, law: 'gdpr' })
  return promised < lawful ? promised : lawful
}

export const reportDueAt = (kind: ReportKind, receivedAt: Date): Date => after(receivedAt, deadlineDays[kind])
