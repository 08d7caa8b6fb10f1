import type { Transaction } from '#server/platform/postgres/index.ts'
import type { Act } from '../audit/entry.ts'

/** What somebody can be waiting for. */
export const caseKinds = ['rights-request', 'message', 'report', 'partner-letter', 'partner-answer'] as const
export type CaseKind = (typeof caseKinds)[number]

/** A case as the queue shows it: no word of anybody's. */
export interface OpenCase {
  kind: CaseKind
  /** Within its kind; letters, digits, `_`, `-` and `.`: it stands in an address. */
  id: string
  /** What it is about: a word of a closed list, or the name of a partner. */
  about: string
  receivedAt: Date
  dueAt: Date
}

/** How a case can end. */
export interface PossibleAnswer {
  /** Of the closed list of its source. */
  outcome: string
  /** What the operator reads on it. */
  words: string
  /** What pressing it does, where that is more than writing it down. */
  effect?: string
  /** It cannot be taken back: it is asked once more. */
  isFinal?: true
  /** The text for whoever waits: to be copied, or mailed where the case can be. */
  letter?: CaseLetter
}

export interface CaseLetter {
  subject: string
  body: string
}

/** One of several things that a case is about; each can be answered for itself. */
export interface CaseItem {
  id: string
  words: string
}

/** A case opened, without what somebody wrote. */
export interface ShownCase extends OpenCase {
  facts: readonly (readonly [string, string])[]
  answers: readonly PossibleAnswer[]
  /** The letter that is to be sent before it is answered, as to a partner. */
  letter?: CaseLetter
  items?: readonly CaseItem[]
  /** Somebody wrote something that can be opened. */
  hasWords: boolean
  /** A copy of everything held can be made for whoever asked. */
  canExport: boolean
  /** An answer in words can be mailed from here. */
  canBeMailed: boolean
}

/** What somebody wrote, opened for one answer and kept nowhere. */
export interface OpenedWords {
  words: string
  facts: readonly (readonly [string, string])[]
}

export interface CaseAnswer {
  outcome: string
  /** Which of its items; empty where a case has none. */
  items: readonly string[]
  /** What is mailed to whoever waits. */
  reply?: string
}

/** What came of an answer. */
export type AnsweredCase =
  /** Somebody was quicker, or it was never there. */
  { outcome: 'not-open' } | { outcome: 'answered'; slip?: Slip }

/** Shown after an answer, such as a receipt. */
export interface Slip {
  name: string
  /** What becomes of it, and of a copy. */
  note: string
  text: string
  /** What is sent to whoever waits, where it says more than could be said before. */
  letter: CaseLetter
}

/** Writes an act into the record; called in the transaction that does it. */
export type Recorder = (tx: Transaction, act: Act, subject: string) => Promise<void>

/**
 * Where cases come from. Each is one list of another domain, joined to this port by the composition. Whatever it does, it
 * calls `record` in the transaction that does it, or, for what is only read, in one that is committed before.
 */
export interface CaseSource {
  kind: CaseKind
  /** Due soonest first. */
  listOpen(limit: number): Promise<OpenCase[]>
  /** Undefined for what is not there, or not open. */
  show(id: string): Promise<ShownCase | undefined>
  answer(id: string, answer: CaseAnswer, record: Recorder): Promise<AnsweredCase>
  openWords?(id: string, record: Recorder): Promise<OpenedWords | undefined>
  makeExport?(id: string, record: Recorder): Promise<AsyncIterable<Uint8Array> | undefined>
  /** It tells its operator of half time by itself. */
  remindsItself?: true
}
