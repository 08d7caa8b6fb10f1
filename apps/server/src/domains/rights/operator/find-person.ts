import { findAccountReference, findAccountsByEmail } from '#server/domains/identity/index.ts'
import { type AccountId, parseId } from '#server/kernel/ids.ts'
import type { Person, RightsParts } from '../parts.ts'

type Parts = Pick<RightsParts, 'database' | 'installationKey'>

/** Somebody, nobody, or several of whom one is to be named. */
export type Found =
  | { outcome: 'found'; person: Person }
  | { outcome: 'nobody' }
  | { outcome: 'several'; accountIds: readonly AccountId[] }

/** Whom an e-mail address leads to. Several sign-ins may share one: then `accountId` says which is meant. */
export async function findPerson(
  parts: Parts,
  { email, accountId }: { email: string; accountId?: string | undefined },
): Promise<Found> {
  const all = await findAccountsByEmail(parts, parts.database, email)
  const meant = accountId === undefined ? all : all.filter((id) => id === parseId('acc', accountId))
  const [first, ...others] = meant
  if (first === undefined) return { outcome: 'nobody' }
  if (others.length > 0) return { outcome: 'several', accountIds: meant }
  const accountReference = await findAccountReference(parts.database, first)
  return { outcome: 'found', person: { accountId: first, accountReference } }
}
