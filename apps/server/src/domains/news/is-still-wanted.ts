import { mails } from '#policies/other-items.ts'
import { findContact } from '#server/domains/identity/index.ts'
import type { MailKind } from '#server/domains/mail/index.ts'
import type { AccountId } from '#server/kernel/ids.ts'
import type { NewsParts } from './parts.ts'

/**
 * Whether a mail that waits may still leave. What rests on a yes is asked about once more: it may have been taken back, or
 * all use stopped, since the mail was put.
 */
export async function isStillWanted(
  parts: Pick<NewsParts, 'database' | 'installationKey'> & { rights: Pick<NewsParts['rights'], 'isAllowed'> },
  { kind, accountId }: { kind: MailKind; accountId: AccountId | undefined },
): Promise<boolean> {
  const { purpose }: { purpose?: string } = Object.entries(mails).find(([name]) => name === kind)?.[1] ?? {}
  if (purpose !== 'marketing') return true
  const contact = accountId && (await findContact(parts, parts.database, accountId))
  if (accountId === undefined || contact === undefined) return false
  const { isRestricted } = contact
  return parts.rights.isAllowed({ accountId, isRestricted }, { purpose, gpc: undefined })
}
