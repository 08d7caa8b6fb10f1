import { sql } from 'kysely'
import { anyOf, type Database, type Executor, type Transaction } from '#server/platform/postgres/index.ts'

export interface NewSession {
  tokenHash: Buffer
  id: string
  accountId: string
  deviceFamily: string | undefined
  signedInAt: Date
  expiresAt: Date
}

/** Sessions past this are over, swept or not. */
export interface LiveAt {
  now: Date
  idleSince: Date
}

export async function insertSession(tx: Transaction, session: NewSession): Promise<void> {
  await tx
    .insertInto('sessions')
    .values({
      token_hash: session.tokenHash,
      id: session.id,
      account_id: session.accountId,
      device_family: session.deviceFamily ?? null,
      signed_in_at: session.signedInAt,
      last_seen_at: session.signedInAt,
      expires_at: session.expiresAt,
    })
    .execute()
}

/** Everything a request needs to know of who asks, in one query. */
export async function findLiveSession(executor: Executor, tokenHash: Buffer, { now, idleSince }: LiveAt) {
  return executor
    .selectFrom('sessions')
    .innerJoin('accounts', 'accounts.id', 'sessions.account_id')
    .innerJoin('account_references', 'account_references.account_id', 'sessions.account_id')
    .select([
      'sessions.id',
      'sessions.account_id',
      'account_references.reference',
      'accounts.role',
      'accounts.restricted_at',
      'sessions.signed_in_at',
      'sessions.last_seen_at',
      'sessions.expires_at',
    ])
    .where('sessions.token_hash', '=', tokenHash)
    .where('sessions.expires_at', '>', now)
    .where('sessions.last_seen_at', '>', idleSince)
    .executeTakeFirst()
}

/** The session a browser brings to its next sign-in, locked until the transaction ends. */
export async function lockSessionByToken(tx: Transaction, tokenHash: Buffer, { now, idleSince }: LiveAt) {
  return tx
    .selectFrom('sessions')
    .select(['id', 'account_id', 'expires_at', 'last_seen_at'])
    .select(({ eb, and }) =>
      and([eb('expires_at', '>', now), eb('last_seen_at', '>', idleSince)]).as('is_live'),
    )
    .where('token_hash', '=', tokenHash)
    .forUpdate()
    .executeTakeFirst()
}

/** Gives a session its next token; the one before opens nothing from here on. */
export async function replaceToken(
  tx: Transaction,
  next: Pick<NewSession, 'id' | 'tokenHash' | 'deviceFamily' | 'signedInAt' | 'expiresAt'>,
): Promise<void> {
  await tx
    .updateTable('sessions')
    .set({
      token_hash: next.tokenHash,
      device_family: next.deviceFamily ?? null,
      signed_in_at: next.signedInAt,
      last_seen_at: next.signedInAt,
      expires_at: next.expiresAt,
    })
    .where('id', '=', next.id)
    .execute()
}

/** Never moves back: two processes may write in either order. */
export async function touchSession(database: Database, id: string, now: Date): Promise<void> {
  await database
    .updateTable('sessions')
    .set({ last_seen_at: now })
    .where('id', '=', id)
    .where('last_seen_at', '<', now)
    .execute()
}

export async function listSessions(executor: Executor, accountId: string, { now, idleSince }: LiveAt) {
  return executor
    .selectFrom('sessions')
    .select(['id', 'device_family', 'signed_in_at', 'last_seen_at'])
    .where('account_id', '=', accountId)
    .where('expires_at', '>', now)
    .where('last_seen_at', '>', idleSince)
    .orderBy('last_seen_at', 'desc')
    .orderBy('id')
    .limit(100)
    .execute()
}

/** Always in the order of ids, so that two who end the same sessions wait for each other and do not lock up. */
export async function lockSessionsOfAccount(tx: Transaction, accountId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('sessions')
    .select('id')
    .where('account_id', '=', accountId)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(({ id }) => id)
}

export async function lockLapsedSessions(
  tx: Transaction,
  { now, idleSince }: LiveAt,
  limit: number,
): Promise<string[]> {
  const rows = await tx
    .selectFrom('sessions')
    .select('id')
    .where(({ eb, or }) => or([eb('expires_at', '<=', now), eb('last_seen_at', '<=', idleSince)]))
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map(({ id }) => id)
}

/** Vaults, with the wrapped key, and events go with them by foreign key. */
export async function deleteSessions(tx: Transaction, ids: readonly string[]): Promise<number> {
  const result = await tx.deleteFrom('sessions').where('id', '=', anyOf(ids)).executeTakeFirst()
  return Number(result.numDeletedRows)
}

export async function forgetDeviceFamilies(database: Database, signedInBefore: Date): Promise<number> {
  const result = await database
    .updateTable('sessions')
    .set({ device_family: sql`null` })
    .where('device_family', 'is not', null)
    .where('signed_in_at', '<=', signedInBefore)
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}
