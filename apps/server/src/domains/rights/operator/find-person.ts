import { findAccountReference, findAccountsByEmail, findIssuer } from '#server/domains/identity/index.ts'
import type { AccountId } from '#server/kernel/ids.ts'
import type { Person, RightsParts } from '../parts.ts'

type Parts = Pick<RightsParts, 'database' | 'installationKey'>

/** One of several accounts that share an address, with what tells it from the others. */
export interface SharingAccount {
  accountId: AccountId
  /** The address of the provider. */
  signsInAt: string
  /** The day it was made, as YYYY-MM-DD. */
  since: string
}

/** Somebody, nobody, or several of whom one is to be named. */
export type Found =
  | { outcome: 'found'; person: Person }
  | { outcome: 'nobody' }
  | { outcome: 'several'; accounts: readonly SharingAccount[] }

export interface Asked {
  email: string
  /** Which is meant, where several sign-ins share the address. */
  accountId?: string | undefined
}

/**
 * Whom an e-mail address leads to. Whoever signs in with it comes before all who only gave it: those need not own it, and
 * must not hide its owner.
 */
export const findPerson = (parts: Parts, asked: Asked) => find(parts, asked, { mayBeGiven: true })

/** Who signs in with an address that their provider has verified. What somebody gave as theirs leads to nobody here. */
export const findPersonOfProvider = (parts: Parts, asked: Asked) => find(parts, asked, { mayBeGiven: false })

async function find(
  parts: Parts,
  { email, accountId }: Asked,
  { mayBeGiven }: { mayBeGiven: boolean },
): Promise<Found> {
  // No address is that of everybody whose provider has verified none: it says nothing of whom is meant.
  if (email.trim() === '' && accountId === undefined) return { outcome: 'nobody' }
  const all = await findAccountsByEmail(parts, parts.database, email)
  const named = accountId === undefined ? all : all.filter((one) => one.accountId === accountId)
  const proven = named.filter(({ isOfProvider }) => isOfProvider)
  const meant = proven.length > 0 || !mayBeGiven ? proven : named
  const [first, ...others] = meant
  if (first === undefined) return { outcome: 'nobody' }
  if (others.length > 0) return { outcome: 'several', accounts: await tellApart(parts, meant) }
  const accountReference = await findAccountReference(parts.database, first.accountId)
  return { outcome: 'found', person: { accountId: first.accountId, accountReference } }
}

const tellApart = (parts: Parts, accounts: readonly { accountId: AccountId; since: string }[]) =>
  Promise.all(
    accounts.map(async ({ accountId, since }) => ({
      accountId,
      signsInAt: await findIssuer(parts, parts.database, accountId),
      since,
    })),
  )
