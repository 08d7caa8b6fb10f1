import type { OpenInstallation } from '#server/compose.ts'
import { isMailAddress } from '#server/domains/mail/index.ts'
import { CommandFault } from './command-fault.ts'

/** Puts a mail to whoever wants to see whether mail goes out. @throws CommandFault when it cannot be put */
export async function tryMail({ mail }: OpenInstallation, to: string): Promise<void> {
  if (!isMailAddress(to))
    throw new CommandFault('No mail can be sent to this address. Write one such as name@example.org.')
  if ((await mail.putTrial(to)) === undefined)
    throw new CommandFault('Mail is off: write SMTP_URL, with mailFrom and mailCarrier in OPERATOR_FILE.')
  process.stdout.write(
    'It lies in the outbox. The running server sends it at once; if it does not arrive, the log says why (mail-postponed, mail-refused).\n',
  )
}
