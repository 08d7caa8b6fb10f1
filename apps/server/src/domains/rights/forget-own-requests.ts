import { findAccountOfReference } from '#server/domains/identity/index.ts'
import type { AccountReference } from '#server/kernel/ids.ts'
import type { RightsParts } from './parts.ts'
import { deleteRequestsOf } from './rights-requests.store.ts'

/**
 * Forgets the requests of the account with which the installation checks itself: nobody asked for anything, and they would
 * be counted among those of persons.
 */
export async function forgetOwnRequests(
  { database }: Pick<RightsParts, 'database'>,
  accountReference: AccountReference,
): Promise<void> {
  if ((await findAccountOfReference(database, accountReference)) !== undefined)
    throw new Error('the account is still there')
  await deleteRequestsOf(database, accountReference)
}
