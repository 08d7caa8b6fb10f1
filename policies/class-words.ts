import type { TableName, tables } from './inventory.ts'
import type { objectKinds } from './other-items.ts'
import type { Words } from './words.ts'

/** Tables that hold rows of persons. */
type Personal = {
  [Name in TableName]: (typeof tables)[Name]['owner'] extends 'none' ? never : Name
}[TableName]

/**
 * What each class of a person's data is called when they are shown what is held of them. Sealed objects are told by their
 * kind. A new table of persons asks for its words here. Owner: the privacy lead.
 */
export const classWords = {
  accounts: { en: 'Your account: name, e-mail address, picture address, sealed' },
  sessions: { en: 'Signed-in browsers' },
  prompt: { en: 'Prompts, sealed' },
  upload: { en: 'Pictures of your own, sealed' },
  mask: { en: 'Masks, sealed' },
  image: { en: 'Images, sealed' },
  partial: { en: 'Coarse early states of images, sealed' },
  generations: { en: 'Records of what you asked for: model, size, times; without words and pictures' },
  vaults: { en: 'Sittings: locked keys of your content' },
  tickets: { en: 'Keys that wait for a worker, sealed to its memory' },
  session_events: { en: 'News for open tabs, without content' },
  credit_balances: { en: 'Your credits' },
  credit_entries: { en: 'Book entries of your credits' },
  disclosures: { en: 'Which partner received what kind of content, and when' },
  deletions: { en: 'Early deletions asked of partners' },
  partner_consents: { en: 'Partners you agreed to' },
  region_choices: { en: 'Regions you allow' },
  account_choices: { en: 'What you allow and what you object to' },
  mails: { en: 'Mails to you that wait to be sent, sealed' },
  rights_requests: { en: 'Your requests about your data' },
  audit_entries: {
    en: 'What operators did about your account or a request of yours, and what you did as one',
  },
  account_references: { en: 'The link between you and the pseudonym of books and ledger' },
} as const satisfies Record<Exclude<Personal, 'objects'> | keyof typeof objectKinds, Words>

export type PersonalClass = keyof typeof classWords
