import type { AuditOutcome } from '#contract'
import type { AuditReason } from '#policies/live-checks.ts'

/** What is counted of what was looked at. Closed, so that a result says nothing else; with the words for one and for many. */
export const countWords = {
  files: ['file', 'files'],
  'unchanged-files': ['file older than the marker', 'files older than the marker'],
  kilobytes: ['kilobyte', 'kilobytes'],
  forms: ['spelling', 'spellings'],
  tables: ['table', 'tables'],
  columns: ['column', 'columns'],
  rows: ['row', 'rows'],
  hits: ['time found', 'times found'],
  sessions: ['session', 'sessions'],
  generations: ['generation', 'generations'],
  sends: ['send', 'sends'],
  books: ['book', 'books'],
  partners: ['partner', 'partners'],
  'evidence-days': ['day since the oldest evidence was read', 'days since the oldest evidence was read'],
  accounts: ['account', 'accounts'],
  cases: ['case past half of its time', 'cases past half of their time'],
  entries: ['entry', 'entries'],
  disclosures: ['disclosure', 'disclosures'],
  asks: ['demand', 'demands'],
  places: ['place', 'places'],
  attacks: ['attack', 'attacks'],
  pages: ['page', 'pages'],
  routes: ['route', 'routes'],
  answers: ['answer', 'answers'],
  lines: ['line', 'lines'],
  fences: ['protection', 'protections'],
  versions: ['version', 'versions'],
  'milliseconds-to-unreadable': ['ms until nobody could read it', 'ms until nobody could read it'],
  'milliseconds-to-gone': ['ms until it was gone', 'ms until it was gone'],
} as const

export type Counted = keyof typeof countWords
export type Scanned = Readonly<Partial<Record<Counted, number>>>

/** What one check came to. */
export interface Result {
  outcome: AuditOutcome
  reason: AuditReason
  scanned: Scanned
}

export const good = (scanned: Scanned, reason: 'as-stated' | 'database-elsewhere' = 'as-stated'): Result => ({
  outcome: 'good',
  reason,
  scanned,
})

type BadReason = Extract<AuditReason, 'found' | 'differs' | 'overdue' | 'answered-otherwise'>
export const bad = (reason: BadReason, scanned: Scanned): Result => ({ outcome: 'bad', reason, scanned })

type UncheckedReason = Exclude<AuditReason, BadReason | 'as-stated' | 'database-elsewhere'>
export const notChecked = (reason: UncheckedReason): Result => ({
  outcome: 'not-checked',
  reason,
  scanned: {},
})

/** Good where `faults` is none. */
export const judge = (faults: number, reason: BadReason, scanned: Scanned): Result =>
  faults === 0 ? good(scanned) : bad(reason, scanned)
