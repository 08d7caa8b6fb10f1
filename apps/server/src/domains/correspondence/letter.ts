import * as z from 'zod/mini'
import type { MessageId, ReportId } from '#server/kernel/ids.ts'
import type { CorrespondenceParts } from './parts.ts'

/** What somebody wrote, and nothing that could be read without the installation key. */
export interface Letter {
  words: string
  /** Where the answer is to go. */
  replyTo?: string
  /** Typed in place of a signature. */
  name?: string
  /** Of the account that is reported. */
  accountEmail?: string
  /** What was confirmed with it: that it is true; that the image was published without consent. */
  confirmed: readonly Confirmation[]
}

export const confirmations = ['is-true', 'no-consent'] as const
export type Confirmation = (typeof confirmations)[number]

const letter = z.object({
  words: z.string(),
  replyTo: z.optional(z.string()),
  name: z.optional(z.string()),
  accountEmail: z.optional(z.string()),
  confirmed: z.array(z.enum(confirmations)),
})

type Parts = Pick<CorrespondenceParts, 'installationKey'>

/** Bound to its row: put into another it does not open. */
export function sealLetter({ installationKey }: Parts, id: MessageId | ReportId, written: Letter): Buffer {
  const bytes = Buffer.from(JSON.stringify(written), 'utf8')
  const sealed = installationKey.seal('letter', bytes, id)
  bytes.fill(0)
  return sealed
}

/** @throws Error when it was changed, or is another row's */
export function openLetter({ installationKey }: Parts, id: MessageId | ReportId, sealed: Buffer): Letter {
  const bytes = installationKey.open('letter', sealed, id)
  const { words, replyTo, name, accountEmail, confirmed } = letter.parse(JSON.parse(bytes.toString('utf8')))
  bytes.fill(0)
  return {
    words,
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(name === undefined ? {} : { name }),
    ...(accountEmail === undefined ? {} : { accountEmail }),
    confirmed,
  }
}
