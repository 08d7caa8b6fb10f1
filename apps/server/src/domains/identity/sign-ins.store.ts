import type { Database, Executor } from '#server/platform/postgres/index.ts'

export async function insertSignIn(
  executor: Executor,
  row: { tokenHash: Buffer; sealedState: Buffer; expiresAt: Date },
): Promise<void> {
  await executor
    .insertInto('sign_ins')
    .values({ token_hash: row.tokenHash, sealed_state: row.sealedState, expires_at: row.expiresAt })
    .execute()
}

/** The sealed state of a sign-in that has not expired; it stays. */
export async function findSignIn(executor: Executor, tokenHash: Buffer, now: Date) {
  const row = await executor
    .selectFrom('sign_ins')
    .select('sealed_state')
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row?.sealed_state
}

/** Takes it out: of two requests with the same sign-in one gets it. */
export async function takeSignIn(executor: Executor, tokenHash: Buffer, now: Date) {
  const row = await executor
    .deleteFrom('sign_ins')
    .where('token_hash', '=', tokenHash)
    .returning(['sealed_state', 'expires_at'])
    .executeTakeFirst()
  return row === undefined || row.expires_at <= now ? undefined : row.sealed_state
}

export async function deleteExpiredSignIns(database: Database, now: Date): Promise<number> {
  const result = await database.deleteFrom('sign_ins').where('expires_at', '<=', now).executeTakeFirst()
  return Number(result.numDeletedRows)
}
