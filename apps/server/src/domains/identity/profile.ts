import { AppError } from '#server/kernel/app-error.ts'
import type { AccountId } from '#server/kernel/ids.ts'
import { zero } from '#server/platform/content-crypto/index.ts'
import type { InstallationKey } from '#server/platform/installation-key/index.ts'
import type { Executor, Transaction } from '#server/platform/postgres/index.ts'
import * as z from 'zod/mini'
import { findSealedProfile, updateCorrections, updateProfile } from './accounts.store.ts'
import type { Person } from './claims.ts'

/** What a person is shown of themselves. */
export interface Profile {
  name: string
  /** Empty when the provider gave none that it had verified. */
  email: string
  pictureUrl?: string
}

/** What a person put right. It outlasts what the provider says at the next sign-in. */
export interface Corrections {
  name?: string
  /** Not verified: shown, and looked for when a letter comes from it. It signs nobody in, and nothing is sent to it. */
  email?: string
  /** No picture's address is kept, whatever the provider says. */
  isPictureRemoved?: boolean
}

/** All that is kept of who somebody is: as the provider said it, and as they corrected it. */
export interface WholeProfile {
  provider: Person
  corrections: Corrections
}

export interface ProfileParts {
  installationKey: InstallationKey
}

const person = z.object({
  issuer: z.string(),
  subject: z.string(),
  name: z.string(),
  email: z.string(),
  pictureUrl: z.optional(z.string()),
})
const corrections = z.object({
  name: z.optional(z.string()),
  email: z.optional(z.string()),
  isPictureRemoved: z.optional(z.boolean()),
})

/** @throws AppError identity/not-signed-in when the account is gone */
export async function openWholeProfile(
  { installationKey }: ProfileParts,
  executor: Executor,
  accountId: AccountId,
): Promise<WholeProfile> {
  const sealed = await findSealedProfile(executor, accountId)
  if (sealed === undefined) throw new AppError('identity/not-signed-in')
  const bytes = installationKey.open('profile', sealed.profile, accountId)
  const provider = person.parse(JSON.parse(bytes.toString('utf8')))
  zero(bytes)
  const { pictureUrl, ...rest } = provider
  return {
    provider: { ...rest, ...(pictureUrl === undefined ? {} : { pictureUrl }) },
    corrections: openCorrections({ installationKey }, accountId, sealed.corrections),
  }
}

/** Who somebody is, with their corrections over what the provider said. */
export async function openProfile(
  parts: ProfileParts,
  executor: Executor,
  accountId: AccountId,
): Promise<Profile> {
  const { provider, corrections: own } = await openWholeProfile(parts, executor, accountId)
  const { pictureUrl } = provider
  return {
    name: own.name ?? provider.name,
    email: own.email ?? provider.email,
    ...(pictureUrl === undefined ? {} : { pictureUrl }),
  }
}

/**
 * Where somebody is written to unasked: the address that their provider has verified, empty where it has verified none. One
 * that they only gave may be anybody's. Undefined when the account is gone.
 */
export async function findContact(
  parts: ProfileParts,
  executor: Executor,
  accountId: AccountId,
): Promise<{ email: string; isRestricted: boolean } | undefined> {
  const sealed = await findSealedProfile(executor, accountId)
  if (sealed === undefined) return undefined
  const { provider } = await openWholeProfile(parts, executor, accountId)
  return { email: provider.email, isRestricted: sealed.isRestricted }
}

/** Stores what a person put right in place of what they had; the address of a removed picture goes at once. */
export async function correctProfile(
  parts: ProfileParts,
  tx: Transaction,
  { accountId, corrections: own }: { accountId: AccountId; corrections: Corrections },
): Promise<void> {
  const { provider } = await openWholeProfile(parts, tx, accountId)
  const bytes = Buffer.from(JSON.stringify(own), 'utf8')
  const isEmpty = Object.keys(own).length === 0
  await updateCorrections(tx, accountId, {
    sealed: isEmpty ? null : parts.installationKey.seal('corrections', bytes, accountId),
    contactIndex: own.email === undefined ? null : indexEmail(parts, own.email),
  })
  zero(bytes)
  await updateProfile(tx, accountId, sealProfile(parts, accountId, withoutRemoved(provider, own)))
}

/** What of a provider's word is kept of somebody who removed their picture. */
export function withoutRemoved({ pictureUrl, ...rest }: Person, { isPictureRemoved }: Corrections): Person {
  return pictureUrl === undefined || isPictureRemoved === true ? rest : { ...rest, pictureUrl }
}

export function openCorrections(
  { installationKey }: ProfileParts,
  accountId: AccountId,
  sealed: Buffer | null,
): Corrections {
  if (sealed === null) return {}
  const bytes = installationKey.open('corrections', sealed, accountId)
  const { name, email, isPictureRemoved } = corrections.parse(JSON.parse(bytes.toString('utf8')))
  zero(bytes)
  return {
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
    ...(isPictureRemoved === undefined ? {} : { isPictureRemoved }),
  }
}

export function sealProfile(parts: ProfileParts, accountId: AccountId, provider: Person) {
  const bytes = Buffer.from(JSON.stringify(provider), 'utf8')
  const sealedProfile = parts.installationKey.seal('profile', bytes, accountId)
  zero(bytes)
  return { sealedProfile, emailIndex: indexEmail(parts, provider.email) }
}

/** How accounts are found by an e-mail address, whoever has given it. */
export const indexEmail = ({ installationKey }: ProfileParts, email: string) =>
  installationKey.index('email', email.trim().toLowerCase())
