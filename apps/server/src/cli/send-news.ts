import { readFile } from 'node:fs/promises'
import type { OpenInstallation } from '#server/compose.ts'
import { CommandFault } from './command-fault.ts'

/** Puts a news for whoever said yes to it, or goes on with one that broke off. @throws CommandFault when it cannot be put */
export async function sendNews(
  { news }: OpenInstallation,
  { subject, text }: { subject: string; text: string },
): Promise<void> {
  if (text.trim() === '') throw new CommandFault('There is no text to send.')
  if (!/^[^\p{Cc}\p{Zl}\p{Zp}]{1,200}$/u.test(subject))
    throw new CommandFault('A subject is one line of 200 characters at most.')
  const sent = await news.send({ subject, text })
  if (sent === undefined)
    throw new CommandFault('Mail is off: write SMTP_URL, with mailFrom and mailCarrier in OPERATOR_FILE.')
  process.stdout.write(
    sent.wasSent
      ? `This news was sent before, to ${sent.mails}. Nobody gets it again.\n`
      : `${sent.mails} mails lie in the outbox. The running server sends them.\n`,
  )
}

/** @throws CommandFault when it cannot be read */
export async function readNewsText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new CommandFault(`There is no text that can be read at ${path}.`, { cause })
  }
}
