import { type AccountId, type AccountReference, parseId } from '#server/kernel/ids.ts'
import type { Executor } from '#server/platform/postgres/index.ts'
import { findByEmail, findIdOfReference, findReference } from './accounts.store.ts'
import { indexEmail, openWholeProfile, type ProfileParts } from './profile.ts'

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

/** An account that an e-mail address leads to. */
export interface AddressedAccount {
  accountId: AccountId
  /** The day it was made, as YYYY-MM-DD. */
  since: string
  /** The provider has verified the address. Else somebody gave it who need not own it. */
  isOfProvider: boolean
}

/** Accounts that an e-mail address leads to, as the provider said it or as the person corrected it; oldest first. */
export async function findAccountsByEmail(
  parts: ProfileParts,
  executor: Executor,
  email: string,
): Promise<AddressedAccount[]> {
  const rows = await findByEmail(executor, indexEmail(parts, email))
  return rows.flatMap(({ id, ...row }) => {
    const accountId = parseId('acc', id)
    return accountId === undefined ? [] : { accountId, ...row }
  })
}

/** Where somebody signs in: the address of their provider. */
export async function findIssuer(
  parts: ProfileParts,
  executor: Executor,
  accountId: AccountId,
): Promise<string> {
  return (await openWholeProfile(parts, executor, accountId)).provider.issuer
}
