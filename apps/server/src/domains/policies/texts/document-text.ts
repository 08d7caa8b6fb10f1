/** When a paragraph is true of an installation; without a word it always is. */
export type Condition =
  | 'stand-in'
  | 'operator'
  | 'staff-in-china'
  | 'transfers'
  | 'demo'
  | 'provider'
  | 'partners'
  | 'no-partners'
  | 'signal'
  | 'refuses-nothing'
  | 'filters-of-partners'

/**
 * One paragraph. `{name}` stands for a figure or a fact, which is never written out; `[words](/place)` is a link, to a
 * place of ours, to `mailto:` or to https.
 */
export type Paragraph = string | { when: Condition; text: string }

/** What is computed stands where its name does. */
export type Insert =
  | 'operator'
  | 'readers'
  | 'kept'
  | 'cookies'
  | 'on-device'
  | 'recipients'
  | 'disclosed'
  | 'partners'
  | 'transfers'
  | 'rights'
  | 'stricter'
  | 'versions'
  | 'partner-content'
  | 'refusals'
  | 'payment-asks'

export interface SectionText {
  /** The fragment of its address; it never changes. */
  id: string
  title: string
  /** One sentence that is the promise, in bold. */
  promise?: Paragraph
  paragraphs: readonly Paragraph[]
  points?: readonly Paragraph[]
  insert?: Insert
}

export interface DocumentText {
  title: string
  /** For search results; at most 160 characters. */
  description: string
  lead: readonly Paragraph[]
  sections: readonly SectionText[]
}
