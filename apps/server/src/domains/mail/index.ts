import { retentionSeconds } from '#policies/retention.ts'
import type { MailId } from '#server/kernel/ids.ts'
import { createMailRunner, type MailRunner } from './mail-runner.ts'
import { deletePutBefore } from './mails.store.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import type { MailParts } from './parts.ts'

export { isMailAddress } from './check-mail.ts'
export type { MailHeaders, MailKind, NewMail } from './mail.ts'
export type { Outbox } from './outbox.ts'
export type { MailParts, Sender } from './parts.ts'
export { tryLine } from './smtp-line.ts'

/** Mails: put in a transaction of whoever has something to say, sent after it, and gone. */
export interface Mail {
  /** A mail that is put will be sent. */
  isOn: boolean
  outbox: Outbox
  /** For processes that work; others only put. */
  runner: MailRunner
  /** A mail of the operator's, to see that mail goes out. Undefined where mail is off. @throws AppError mail/address-invalid */
  putTrial(to: string): Promise<MailId | undefined>
  /** Forgets what could not be sent in its time. */
  sweep(): Promise<void>
}

export function createMail(parts: MailParts): Mail {
  const outbox = createOutbox(parts)
  return {
    isOn: parts.line !== undefined,
    outbox,
    runner: createMailRunner(parts),
    putTrial: (to) =>
      outbox.put(parts.database, {
        kind: 'trial',
        to,
        subject: `Mail from ${parts.line?.sender.name ?? ''} goes out`,
        text: 'Whoever runs this service wanted to see whether its mail arrives. It does.\n',
      }),
    async sweep() {
      const { database, clock, logger, metrics } = parts
      const before = new Date(clock.now().getTime() - retentionSeconds['unsent-mail'] * 1000)
      for (const [kind, count] of await deletePutBefore(database, before)) {
        metrics.recordMail({ outcome: 'given-up', count })
        logger.warn('mail-given-up', { reason: kind, count })
      }
    },
  }
}
