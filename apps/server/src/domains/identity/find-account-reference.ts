import { type AccountId, type AccountReference, parseId } from '#server/kernel/ids.ts'
import type { Executor } from '#server/platform/postgres/index.ts'
import { findIdOfReference, findIdsByEmail, findReference } from './accounts.store.ts'
import { indexEmail, type ProfileParts } from './profile.ts'

/** The pseudonym under which ledger and disclosures know an account. It exists as long as the account. */
export async function findAccountReference(
  executor: Executor,
  accountId: AccountId,
): Promise<AccountReference> {
  const reference = parseId('ref', (await findReference(executor, accountId)) ?? '')
  if (reference === undefined) throw new Error('the account has no reference')
  return reference
}

/** Who is known by a pseudonym; undefined once the account is erased: nothing leads back then. */
export async function findAccountOfReference(
  executor: Executor,
  reference: string,
): Promise<AccountId | undefined> {
  return parseId('acc', (await findIdOfReference(executor, reference)) ?? '')
}

/** Accounts that an e-mail address leads to, as the provider said it or as the person corrected it; oldest first. */
export async function findAccountsByEmail(
  parts: ProfileParts,
  executor: Executor,
  email: string,
): Promise<AccountId[]> {
  const ids = await findIdsByEmail(executor, indexEmail(parts, email))
  return ids.flatMap((id) => parseId('acc', id) ?? [])
}
