import type { Database } from '#server/platform/postgres/index.ts'

/** Writes the check of this installation's key if there is none yet, and returns the one that stands. */
export async function claimKeyCheck(database: Database, keyCheck: Buffer): Promise<Buffer> {
  await database
    .insertInto('installation')
    .values({ key_check: keyCheck })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { key_check } = await database
    .selectFrom('installation')
    .select('key_check')
    .executeTakeFirstOrThrow()
  return key_check
}
