import { AppError } from '#server/kernel/app-error.ts'
import type { NewMail } from './mail.ts'
import { ownHeaders } from './mail.ts'

/**
 * An address as it may stand in a command of SMTP and in a header: no name, no quotes, no comment, no list. Letters of any
 * script are let through; a mail server that does not know them says so.
 *
 * @see RFC 5321, 4.1.2 and 4.5.3.1; RFC 6531, 3.3
 */
const address =
  /^(?=.{3,254}$)[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*@[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?(?:\.[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?)*$/u

/** Whether mail can be addressed to it; that it arrives nobody can know before. */
export const isMailAddress = (text: string): boolean => address.test(text) && text.indexOf('@') <= 64

/** A blank one would be left out. */
const subjectLine = /^(?=.*\S)[^\p{Cc}\p{Zl}\p{Zp}]{1,200}$/u
const headerValue = /^[\x20-\x7e]{1,900}$/
const longestText = 100_000

/**
 * Lets pass only what can neither add a header nor a recipient.
 *
 * @throws AppError mail/address-invalid
 * @throws Error for a subject, text or header that no code of ours should write
 */
export function checkMail({ to, subject, text, headers = {} }: NewMail): void {
  if (!isMailAddress(to)) throw new AppError('mail/address-invalid')
  if (!subjectLine.test(subject)) throw new Error('a subject is one line of 200 characters at most')
  if (text === '' || text.length > longestText || text.includes('\0')) throw new Error('a mail has a text')
  for (const [name, value] of Object.entries(headers)) {
    if (!ownHeaders.some((own) => own === name)) throw new Error('a mail has no such header')
    if (!headerValue.test(value)) throw new Error('a header is one line of plain characters')
  }
  const replyTo = headers['Reply-To']
  if (replyTo !== undefined && !isMailAddress(replyTo)) throw new AppError('mail/address-invalid')
}
