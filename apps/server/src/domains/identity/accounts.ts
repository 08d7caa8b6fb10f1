import type { Clock } from '#server/kernel/clock.ts'
import { type AccountId, type AccountReference, makeId, parseId } from '#server/kernel/ids.ts'
import type { InstallationKey } from '#server/platform/installation-key/index.ts'
import type { Database, Transaction } from '#server/platform/postgres/index.ts'
import {
  findAccountBySubject,
  insertAccount,
  raiseAcknowledgedVersion,
  raiseAgeThreshold,
  updateProfile,
} from './accounts.store.ts'
import type { Person } from './claims.ts'
import { openCorrections, sealProfile, withoutRemoved } from './profile.ts'

export interface AccountParts {
  installationKey: InstallationKey
  clock: Clock
}

export interface Account {
  accountId: AccountId
  accountReference: AccountReference
  isFresh: boolean
}

/** What somebody has said here before; undefined for somebody new. */
export interface Said {
  /** The highest threshold of age they passed. */
  passedAge: number
  /** The version of the policies they last said yes to. */
  acknowledgedVersion: number
}

export async function findSaid(
  { database, installationKey }: { database: Database; installationKey: InstallationKey },
  person: Person,
): Promise<Said | undefined> {
  const account = await findAccountBySubject(database, indexSubject(installationKey, person))
  return account && { passedAge: account.age_threshold, acknowledgedVersion: account.acknowledged_version }
}

/** The person's account, with the profile as the provider now says it; a fresh one for somebody new. */
export async function admitPerson(
  { installationKey, clock }: AccountParts,
  tx: Transaction,
  { person, passedAge, acknowledgedVersion }: Said & { person: Person },
): Promise<Account> {
  const subjectIndex = indexSubject(installationKey, person)
  const known = await findAccountBySubject(tx, subjectIndex)
  if (known === undefined) {
    const account = { accountId: makeId('acc'), accountReference: makeId('ref') }
    const isFresh = await insertAccount(tx, {
      id: account.accountId,
      reference: account.accountReference,
      subjectIndex,
      ...sealProfile({ installationKey }, account.accountId, person),
      ageThreshold: passedAge,
      acknowledgedVersion,
      createdAt: clock.now(),
    })
    // Another sign-in of the same person made it a moment ago: then it is found now.
    return isFresh
      ? { ...account, isFresh }
      : admitPerson({ installationKey, clock }, tx, { person, passedAge, acknowledgedVersion })
  }
  const accountId = parseId('acc', known.id)
  const accountReference = parseId('ref', known.reference)
  if (accountId === undefined || accountReference === undefined) throw new Error('an id has another shape')
  // What the person corrected stays as they put it, whatever the provider says now.
  const corrections = openCorrections({ installationKey }, accountId, known.sealed_corrections)
  const kept = withoutRemoved(person, corrections)
  await updateProfile(tx, accountId, sealProfile({ installationKey }, accountId, kept))
  await raiseAgeThreshold(tx, accountId, passedAge)
  await raiseAcknowledgedVersion(tx, accountId, acknowledgedVersion)
  return { accountId, accountReference, isFresh: false }
}

/** NOTE: issuer and subject together; a subject alone is anybody's at another issuer, and an e-mail address changes hands. */
function indexSubject(installationKey: InstallationKey, { issuer, subject }: Person): Buffer {
  return installationKey.index('subject', JSON.stringify([issuer, subject]))
}
