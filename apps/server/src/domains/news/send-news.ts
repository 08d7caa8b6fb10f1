import { createHash } from 'node:crypto'
import { findAccountReference, findContact } from '#server/domains/identity/index.ts'
import { isMailAddress } from '#server/domains/mail/index.ts'
import type { AccountId, AccountReference } from '#server/kernel/ids.ts'
import type { Transaction } from '#server/platform/postgres/index.ts'
import { insertNews, lockNews, type NewsRow, storeProgress } from './news.store.ts'
import type { NewsParts } from './parts.ts'
import { makeUnsubscribeToken } from './unsubscribe-token.ts'

export interface News {
  subject: string
  text: string
}

export interface SentNews {
  /** How many mails were put, since it was first sent. */
  mails: number
  /** It had been sent before, and nothing was done now. */
  wasSent: boolean
}

/** The signs that the random part of an account's id can begin with: by each of them goes one slice. */
const slices = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/**
 * Puts one mail for each account that allows marketing now, a slice of the accounts at a time. Broken off, the next call goes
 * on behind the last slice; the same subject and text again is the same news, and nobody gets it twice. Which accounts got
 * it is not kept: only how many slices are done.
 */
export async function sendNews(parts: NewsParts, news: News): Promise<SentNews> {
  const id = createHash('sha256')
    .update(JSON.stringify([news.subject, news.text]))
    .digest('base64url')
  await insertNews(parts.database, id, parts.clock.now())
  for (let wasSent = true; ; wasSent = false) {
    const { mails, isOver } = await parts.database
      .transaction()
      .execute((tx) => sendSlice(parts, tx, { ...news, id }))
    if (isOver) return { mails, wasSent }
  }
}

async function sendSlice(
  parts: NewsParts,
  tx: Transaction,
  news: News & { id: string },
): Promise<{ mails: number; isOver: boolean }> {
  const row = await lockNews(tx, news.id)
  const sign = slices[row.slicesDone]
  if (row.finishedAt !== undefined || sign === undefined) return { mails: row.mails, isOver: true }
  let { mails } = row
  for (const accountId of await parts.rights.listYesToMarketing(tx, `acc_${sign}`))
    if (await putNews(parts, tx, { ...news, accountId })) mails += 1
  const slicesDone = row.slicesDone + 1
  const isLast = slicesDone === slices.length
  const next: NewsRow = { slicesDone, mails, finishedAt: isLast ? parts.clock.now() : undefined }
  await storeProgress(tx, news.id, next)
  return { mails, isOver: false }
}

/** False for whoever cannot be written to, or does not want it after all. */
async function putNews(
  parts: NewsParts,
  tx: Transaction,
  { accountId, subject, text }: News & { accountId: AccountId },
): Promise<boolean> {
  const contact = await findContact(parts, tx, accountId)
  if (contact === undefined || !isMailAddress(contact.email)) return false
  const { isRestricted, email: to } = contact
  if (!(await parts.rights.isAllowed({ accountId, isRestricted }, { purpose: 'marketing', gpc: undefined })))
    return false
  const link = makeLink(parts, await findAccountReference(tx, accountId))
  const { outbox } = parts.mail
  const id = await outbox.put(tx, {
    kind: 'news',
    to,
    subject,
    text: `${text.trimEnd()}\n\n-- \n${writeEnd(parts, link)}`,
    headers: { 'List-Unsubscribe': `<${link}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
    accountId,
  })
  return id !== undefined
}

const makeLink = ({ installationKey, publicUrl }: NewsParts, reference: AccountReference) =>
  new URL(`/unsubscribe/${makeUnsubscribeToken(installationKey, reference)}`, publicUrl).href

/** Why it came, how to end it, and who sent it. */
function writeEnd({ operator }: NewsParts, link: string): string {
  const { brand, name, address } = operator
  return [
    `You get this because you said yes to news of ${brand}. One click ends it:`,
    link,
    '',
    address === undefined ? name : `${name}, ${address}`,
    '',
  ].join('\n')
}
