import { makeId, type MessageId, parseId, type ReportId } from '#server/kernel/ids.ts'
import {
  messageDueAt,
  messageKinds,
  messageOutcomes,
  reportDueAt,
  reportKinds,
  reportOutcomes,
} from './kinds.ts'
import type { LetterTable } from './letters.store.ts'

/** What one letter is called. */
export type LetterWord = 'message' | 'report'

/** One of the two places where letters lie: what may lie there, and by when it is answered. */
export interface LetterBox<Id extends MessageId | ReportId, Kind extends string, Outcome extends string> {
  table: LetterTable
  word: LetterWord
  kinds: readonly Kind[]
  outcomes: readonly Outcome[]
  makeId(): Id
  parseId(text: string): Id | undefined
  dueAt(kind: Kind, receivedAt: Date): Date
}

export const messageBox: LetterBox<
  MessageId,
  (typeof messageKinds)[number],
  (typeof messageOutcomes)[number]
> = {
  table: 'messages',
  word: 'message',
  kinds: messageKinds,
  outcomes: messageOutcomes,
  makeId: () => makeId('msg'),
  parseId: (text) => parseId('msg', text),
  dueAt: messageDueAt,
}

export const reportBox: LetterBox<ReportId, (typeof reportKinds)[number], (typeof reportOutcomes)[number]> = {
  table: 'reports',
  word: 'report',
  kinds: reportKinds,
  outcomes: reportOutcomes,
  makeId: () => makeId('rep'),
  parseId: (text) => parseId('rep', text),
  dueAt: reportDueAt,
}
