import type { RefusalCategory } from '#partner-spec'
import type { deadlineDays } from '#policies/deadlines.ts'
import type { RecipientClass } from '#policies/recipients.ts'
import type { RetentionClass } from '#policies/retention.ts'
import type { Subject } from '#policies/inventory-shape.ts'
import type { Condition, DocumentText, Paragraph } from './document-text.ts'

/** Words of computed parts. A function where a value stands in the middle of a sentence. */
export interface Labels {
  contents: string
  version(number: number, day: string): string
  operator: Readonly<
    Record<
      | 'name'
      | 'place'
      | 'address'
      | 'privacy'
      | 'security'
      | 'euRepresentative'
      | 'ukRepresentative'
      | 'host'
      | 'staff',
      string
    >
  >
  kept: Readonly<Record<'what' | 'basis' | 'gets' | 'nobody', string>>
  basis(gdpr: string, pipl: string, because: string): string
  cookies: Readonly<Record<'name' | 'why' | 'until' | 'demo', string>>
  partner: PartnerLabels
  disclosed: {
    head: readonly string[]
    half(year: number, half: 1 | 2): string
    kinds: Readonly<Record<'authority-request' | 'business-transfer', string>>
  }
  transfers: Readonly<Record<'none' | 'facts' | 'content', string>>
  rights: (gdpr: string, pipl: string) => string
  changes: ChangeLabels
  news: Readonly<Record<'title' | 'lead' | 'instead' | 'continue' | 'leave' | 'whole', string>>
  refusals: Readonly<Record<RefusalCategory, string>>
  recipients: Readonly<Record<RecipientClass, string>>
  subjects: Readonly<Record<Subject, string>>
}

interface PartnerLabels {
  region: string
  keeps: string
  keepsNothing: string
  inputs: string
  outputs: string
  logs: string
  training: string
  noTraining: string
  onward: string
  noOnward: string
  deletion: string
  deletes: string
  deletesInWriting: string
  deletesNot: string
  transfer: string
  noTransfer: string
  age: string
  evidence: string
  inside: string
  models: string
  checkedOn(day: string): string
  basis: Readonly<Record<'in-process' | 'self-hosted' | 'contract' | 'documentation', string>>
  filters: Readonly<Record<'builtin' | 'self-hosted' | 'outside', string>>
}

interface ChangeLabels {
  first: string
  none: string
  inForce(day: string): string
  announced(day: string): string
  lists: Readonly<Record<'purposes' | 'recipients' | 'categories' | 'rights', string>>
  added(list: string, sentence: string): string
  removed(list: string, sentence: string): string
  reworded(list: string, before: string, after: string): string
  rebased(purpose: string, before: string, after: string): string
  recipientAdded(purpose: string, sentence: string): string
  recipientRemoved(purpose: string, sentence: string): string
  figure(what: string, before: string, after: string): string
  noFigure: string
  ages: string
  /** What each figure is a figure of. */
  figures: Readonly<Record<RetentionClass | keyof typeof deadlineDays | 'partner', string>>
}

export interface ReaderRow {
  who: string
  open: string
  over: string
  when?: 'partners' | 'operator'
}

export interface StricterRow {
  usual: string
  here: Paragraph
}

/** What the state of a demand may depend on. */
export type AskCondition = Extract<
  Condition,
  'stand-in' | 'operator' | 'no-partners' | 'refuses-nothing' | 'filters-of-partners'
>

export interface PaymentAsk {
  asks: string
  state: 'met' | 'partly' | 'open' | 'later'
  here: string | { when: AskCondition; text: string }
}

export interface Catalogue {
  privacy: DocumentText
  terms: DocumentText
  contentPolicy: DocumentText
  labels: Labels
  readers: {
    head: readonly [string, string, string]
    rows: readonly ReaderRow[]
    not: readonly Paragraph[]
    notTitle: string
  }
  securityMeasures: readonly string[]
  stricter: { head: readonly [string, string]; rows: readonly StricterRow[] }
  paymentAsks: {
    head: readonly [string, string, string]
    states: Readonly<Record<PaymentAsk['state'], string>>
    rows: readonly PaymentAsk[]
  }
}
