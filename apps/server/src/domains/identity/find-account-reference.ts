import { type AccountId, type AccountReference, parseId } from '#server/kernel/ids.ts'
import type { Executor } from '#server/platform/postgres/index.ts'
import { findIdOfReference, findReference } from './accounts.store.ts'

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
