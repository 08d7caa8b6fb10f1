import { AppError } from '#server/kernel/app-error.ts'
import type { AccountId } from '#server/kernel/ids.ts'
import type { Transaction } from '#server/platform/postgres/index.ts'
import type { People } from '../parts.ts'

/**
 * Looks once more whether somebody is an operator, in the transaction that does something for them: a form may come in for
 * a minute after its head. Who is revoked meanwhile gets what anybody gets who asks for a page that is not there.
 *
 * @throws AppError http/not-found
 */
export async function requireOperator(
  { people }: { people: Pick<People, 'isOperator'> },
  tx: Transaction,
  { accountId }: { accountId: AccountId },
): Promise<void> {
  if (!(await people.isOperator(tx, accountId))) throw new AppError('http/not-found')
}
