import * as z from 'zod/mini'
import type { AccountId, MailId } from '#server/kernel/ids.ts'
import type { InstallationKey } from '#server/platform/installation-key/index.ts'
import { type MailKind, ownHeaders, type WholeMail } from './mail.ts'

/** The part of a mail that its row shows: bound into the seal, so that none of it can be exchanged. */
export interface MailRow {
  id: MailId
  kind: MailKind
  accountId: AccountId | undefined
  putAt: Date
}

const sealed = z.object({
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  headers: z.partialRecord(z.enum(ownHeaders), z.string()),
  messageId: z.string(),
})
export type SealedMail = z.output<typeof sealed>

const bindOf = ({ id, kind, accountId }: MailRow) => JSON.stringify([id, kind, accountId ?? ''])

export function sealMail(installationKey: InstallationKey, row: MailRow, mail: SealedMail): Buffer {
  const bytes = Buffer.from(JSON.stringify(mail), 'utf8')
  const made = installationKey.seal('mail', bytes, bindOf(row))
  bytes.fill(0)
  return made
}

/** @throws Error when it was changed, or is another row's */
export function openMail(installationKey: InstallationKey, row: MailRow, bytes: Buffer): WholeMail {
  const opened = installationKey.open('mail', bytes, bindOf(row))
  const { headers, ...mail } = sealed.parse(JSON.parse(opened.toString('utf8')))
  opened.fill(0)
  const { kind, putAt, accountId } = row
  return { ...mail, headers, kind, putAt, ...(accountId === undefined ? {} : { accountId }) }
}
