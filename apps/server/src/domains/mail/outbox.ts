import { makeId, type MailId } from '#server/kernel/ids.ts'
import { type Executor, notify } from '#server/platform/postgres/index.ts'
import { checkMail } from './check-mail.ts'
import type { NewMail } from './mail.ts'
import { insertMail } from './mails.store.ts'
import type { MailParts } from './parts.ts'
import { sealMail } from './seal-mail.ts'

/** Where mails are put to be sent. */
export interface Outbox {
  /**
   * Writes a mail in the caller's transaction, sealed; it is sent after the commit, once, and gone then. `kind` stands
   * first and in plain words, so that the check can compare it with the inventory. Undefined where mail is off: nothing
   * was written.
   *
   * @throws AppError mail/address-invalid
   */
  put(executor: Executor, mail: NewMail): Promise<MailId | undefined>
}

export const createOutbox = (parts: MailParts): Outbox => ({
  async put(executor, mail) {
    checkMail(mail)
    if (parts.line === undefined) return undefined
    const id = makeId('eml')
    const { kind, to, subject, text, headers = {}, accountId } = mail
    const row = { id, kind, accountId, putAt: parts.clock.now() }
    const domain = parts.line.sender.address.split('@').at(-1)
    const sealed = sealMail(parts.installationKey, row, {
      to,
      subject,
      text,
      headers,
      messageId: `<${id}@${domain}>`,
    })
    await insertMail(executor, row, sealed)
    await notify(executor, 'mails', '')
    return id
  },
})
