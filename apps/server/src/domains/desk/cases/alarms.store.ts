import { anyOf, type Database, type Transaction } from '#server/platform/postgres/index.ts'

/** False where it was told of before, in whichever process. */
export async function insertAlarm(
  tx: Transaction,
  { caseId, at }: { caseId: string; at: Date },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('case_alarms')
    .values({ case_id: caseId, raised_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Forgets what is answered, or in time again. */
export async function deleteAlarmsBut(database: Database, caseIds: readonly string[]): Promise<void> {
  await database
    .deleteFrom('case_alarms')
    .where(({ not, eb }) => not(eb('case_id', '=', anyOf(caseIds))))
    .execute()
}
