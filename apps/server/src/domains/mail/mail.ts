import type { mails } from '#policies/other-items.ts'
import type { AccountId } from '#server/kernel/ids.ts'

/** The kinds of mail there are; the inventory says what each is and why it is sent. */
export type MailKind = keyof typeof mails

/** The only headers that a mail may bring beside those that each has. */
export const ownHeaders = ['Reply-To', 'List-Unsubscribe', 'List-Unsubscribe-Post'] as const
export type MailHeaders = Readonly<Partial<Record<(typeof ownHeaders)[number], string>>>

/** What is to be sent. */
export interface NewMail {
  kind: MailKind
  /** One plain address, without a name. */
  to: string
  /** One line. */
  subject: string
  /** Plain text; its lines end as they like. */
  text: string
  headers?: MailHeaders
  /** Whose, where who is written to has an account: it goes with the account, and kinds that need a yes are asked about. */
  accountId?: AccountId
}

/** A mail as it leaves. */
export interface WholeMail extends NewMail {
  /** Fixed when it was put: whoever receives a mail twice can tell. */
  messageId: string
  putAt: Date
}
