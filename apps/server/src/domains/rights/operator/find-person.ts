import { findAccountReference, findAccountsByEmail, findIssuer } from '#server/domains/identity/index.ts'
import type { AccountId } from '#server/kernel/ids.ts'
import type { Person, RightsParts } from '../parts.ts'

type Parts = Pick<RightsParts, 'database' | 'installationKey'>

/** One of the accounts that an address may mean, with what tells it from the others. */
export interface SharingAccount {
  accountId: AccountId
  /** The address of the provider. */
  signsInAt: string
  /** The day it was made, as YYYY-MM-DD. */
  since: string
  /** Whether its provider has verified the address; else its person only gave it, and need not own it. */
  isVerified: boolean
}

/** Somebody, nobody, or some of whom one is to be named. */
export type Found =
  | { outcome: 'found'; person: Person }
  | { outcome: 'nobody' }
  | { outcome: 'to-choose'; accounts: readonly SharingAccount[] }

export interface Asked {
  email: string
  /** Which is meant, where the address alone does not say it. */
  accountId?: string | undefined
}

/**
 * Whom an e-mail address leads to. Whoever signs in with it comes before all who only gave it: those need not own it, and
 * must not hide its owner. Nor must they be taken for it: mistyped, it is somebody else's, who would be given their data. So
 * one of them is found only where somebody who has made sure names it.
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
  const isSure = first.isOfProvider || accountId !== undefined
  if (others.length > 0 || !isSure) return { outcome: 'to-choose', accounts: await tellApart(parts, meant) }
  const accountReference = await findAccountReference(parts.database, first.accountId)
  return { outcome: 'found', person: { accountId: first.accountId, accountReference } }
}

const tellApart = (parts: Parts, accounts: Awaited<ReturnType<typeof findAccountsByEmail>>) =>
  Promise.all(
    accounts.map(async ({ accountId, since, isOfProvider }) => ({
      accountId,
      signsInAt: await findIssuer(parts, parts.database, accountId),
      since,
      isVerified: isOfProvider,
    })),
  )
