import {
  anyOf,
  type Executor,
  makeStatement,
  type Statement,
  type Transaction,
} from '#server/platform/postgres/index.ts'

export interface NewAccount {
  id: string
  reference: string
  subjectIndex: Buffer
  emailIndex: Buffer
  sealedProfile: Buffer
  ageThreshold: number
  acknowledgedVersion: number
  createdAt: Date
}

/**
 * Locks the row, so that two sign-ins of one person follow each other; not its key, so that work of the person that
 * refers to it goes on and cannot lock up with the sign-in.
 */
export async function findAccountBySubject(executor: Executor, subjectIndex: Buffer) {
  return executor
    .selectFrom('accounts')
    .innerJoin('account_references', 'account_references.account_id', 'accounts.id')
    .select([
      'accounts.id',
      'accounts.age_threshold',
      'accounts.acknowledged_version',
      'accounts.sealed_corrections',
      'account_references.reference',
    ])
    .where('accounts.subject_index', '=', subjectIndex)
    .forNoKeyUpdate('accounts')
    .executeTakeFirst()
}

/** False when the subject has an account already: then nothing is written. */
export async function insertAccount(tx: Transaction, account: NewAccount): Promise<boolean> {
  const written = await tx
    .insertInto('accounts')
    .values({
      id: account.id,
      subject_index: account.subjectIndex,
      email_index: account.emailIndex,
      sealed_profile: account.sealedProfile,
      age_threshold: account.ageThreshold,
      acknowledged_version: account.acknowledgedVersion,
      created_on: account.createdAt.toISOString().slice(0, 10),
    })
    .onConflict((conflict) => conflict.column('subject_index').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (written === undefined) return false
  await tx
    .insertInto('account_references')
    .values({ account_id: account.id, reference: account.reference })
    .execute()
  return true
}

export async function updateProfile(
  tx: Transaction,
  id: string,
  { sealedProfile, emailIndex }: { sealedProfile: Buffer; emailIndex: Buffer },
): Promise<void> {
  await tx
    .updateTable('accounts')
    .set({ sealed_profile: sealedProfile, email_index: emailIndex })
    .where('id', '=', id)
    .execute()
}

/** A threshold once passed stays passed: it only rises. */
export async function raiseAgeThreshold(tx: Transaction, id: string, threshold: number): Promise<void> {
  await tx
    .updateTable('accounts')
    .set({ age_threshold: threshold })
    .where('id', '=', id)
    .where('age_threshold', '<', threshold)
    .execute()
}

/** What was said yes to stays so: it only rises. */
export async function raiseAcknowledgedVersion(tx: Transaction, id: string, version: number): Promise<void> {
  await tx
    .updateTable('accounts')
    .set({ acknowledged_version: version })
    .where('id', '=', id)
    .where('acknowledged_version', '<', version)
    .execute()
}

/** Whether somebody last said yes to an earlier version of the policies than this. */
export async function hasAccountBeforeVersion(executor: Executor, version: number): Promise<boolean> {
  const row = await executor
    .selectFrom('accounts')
    .select('id')
    .where('acknowledged_version', '<', version)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function findSealedProfile(executor: Executor, id: string) {
  const row = await executor
    .selectFrom('accounts')
    .select(['sealed_profile', 'sealed_corrections', 'restricted_at'])
    .where('id', '=', id)
    .executeTakeFirst()
  return (
    row && {
      profile: row.sealed_profile,
      corrections: row.sealed_corrections,
      isRestricted: row.restricted_at !== null,
    }
  )
}

export async function updateCorrections(
  tx: Transaction,
  id: string,
  { sealed, contactIndex }: { sealed: Buffer | null; contactIndex: Buffer | null },
): Promise<void> {
  await tx
    .updateTable('accounts')
    .set({ sealed_corrections: sealed, contact_index: contactIndex })
    .where('id', '=', id)
    .execute()
}

/** Since when the person has stopped all use of their data; null gives it free again. */
export async function updateRestriction(tx: Transaction, id: string, since: Date | null): Promise<void> {
  await tx.updateTable('accounts').set({ restricted_at: since }).where('id', '=', id).execute()
}

/** Those of the asked that are there and have not stopped all use of their data. */
export function listingUnrestricted(executor: Executor, ids: readonly string[]): Statement<Set<string>> {
  const query = executor
    .selectFrom('accounts')
    .select('id')
    .where('id', '=', anyOf(ids))
    .where('restricted_at', 'is', null)
  return makeStatement(query.compile(), ({ rows }) => new Set(rows.map(({ id }) => id)))
}

/** Accounts that an e-mail address leads to, oldest first: as the provider said it, or as the person corrected it. */
export async function findByEmail(
  executor: Executor,
  emailIndex: Buffer,
): Promise<{ id: string; since: string; isOfProvider: boolean }[]> {
  return executor
    .selectFrom('accounts')
    .select(({ cast, ref, eb }) => [
      'id',
      cast<string>(ref('created_on'), 'text').as('since'),
      eb('email_index', '=', emailIndex).$castTo<boolean>().as('isOfProvider'),
    ])
    .where(({ or, eb }) => or([eb('email_index', '=', emailIndex), eb('contact_index', '=', emailIndex)]))
    .orderBy('created_on')
    .orderBy('id')
    .execute()
}

/** The pseudonym under which ledger and disclosures know an account. */
export async function findReference(executor: Executor, accountId: string): Promise<string | undefined> {
  const row = await executor
    .selectFrom('account_references')
    .select('reference')
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row?.reference
}

/** Locks the account against every other use until the transaction ends. False when it is gone. */
export async function lockAccount(tx: Transaction, accountId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('accounts')
    .select('id')
    .where('id', '=', accountId)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

/** False where the account has this role already, or is gone. */
export async function updateRole(
  tx: Transaction,
  accountId: string,
  role: 'person' | 'operator',
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('accounts')
    .set({ role })
    .where('id', '=', accountId)
    .where('role', '<>', role)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** The role of an account, which stays so until the transaction ends; undefined when it is gone. */
export async function lockRole(tx: Transaction, accountId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('accounts')
    .select('role')
    .where('id', '=', accountId)
    .forShare()
    .executeTakeFirst()
  return row?.role
}

export async function listIdsOfRole(executor: Executor, role: 'person' | 'operator'): Promise<string[]> {
  const rows = await executor
    .selectFrom('accounts')
    .select('id')
    .where('role', '=', role)
    .orderBy('created_on')
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Removes the account; by foreign key everything that is tied to it, and the link to its pseudonym. */
export async function deleteAccount(tx: Transaction, accountId: string): Promise<void> {
  await tx.deleteFrom('accounts').where('id', '=', accountId).execute()
}

/** Those of the asked that are there. */
export async function findExistingAccounts(
  executor: Executor,
  accountIds: readonly string[],
): Promise<Set<string>> {
  if (accountIds.length === 0) return new Set()
  const rows = await executor
    .selectFrom('accounts')
    .select('id')
    .where('id', '=', anyOf(accountIds))
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** Who is known by a pseudonym; undefined when the link is gone. */
export async function findIdOfReference(executor: Executor, reference: string): Promise<string | undefined> {
  const row = await executor
    .selectFrom('account_references')
    .select('account_id')
    .where('reference', '=', reference)
    .executeTakeFirst()
  return row?.account_id
}
