import { type AccountId, parseId } from '#server/kernel/ids.ts'
import type { Executor, Transaction } from '#server/platform/postgres/index.ts'
import { listIdsOfRole, lockRole, updateRole } from './accounts.store.ts'
import { openWholeProfile, type ProfileParts } from './profile.ts'

export type Role = 'person' | 'operator'

/** Makes somebody an operator, or a person again. False where they are that already, or are gone. */
export function setRole(tx: Transaction, accountId: AccountId, role: Role): Promise<boolean> {
  return updateRole(tx, accountId, role)
}

/** Whether somebody is an operator, and is one until the transaction ends. */
export async function isOperator(tx: Transaction, accountId: AccountId): Promise<boolean> {
  return (await lockRole(tx, accountId)) === 'operator'
}

/** Everybody who may see the operator's pages, with the address their provider has verified; oldest account first. */
export async function listOperators(
  parts: ProfileParts,
  executor: Executor,
): Promise<{ accountId: AccountId; email: string }[]> {
  const ids = await listIdsOfRole(executor, 'operator')
  const known = ids.flatMap((id) => parseId('acc', id) ?? [])
  return Promise.all(
    known.map(async (accountId) => ({
      accountId,
      email: (await openWholeProfile(parts, executor, accountId)).provider.email,
    })),
  )
}
