import type { AccountId } from '#server/kernel/ids.ts'
import { anyOf, type Executor } from '#server/platform/postgres/index.ts'

export interface StoredChoice {
  purpose: string
  isAllowed: boolean
  decidedBy: 'person' | 'browser'
  decidedAt: Date
}

export async function listChoices(executor: Executor, accountId: AccountId): Promise<StoredChoice[]> {
  const rows = await executor
    .selectFrom('account_choices')
    .select(['purpose', 'is_allowed', 'decided_by', 'decided_at'])
    .where('account_id', '=', accountId)
    .execute()
  return rows.map((row) => ({
    purpose: row.purpose,
    isAllowed: row.is_allowed,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
  }))
}

export async function storeChoice(
  executor: Executor,
  accountId: AccountId,
  { purpose, isAllowed, decidedBy, decidedAt }: StoredChoice,
): Promise<void> {
  const decided = { is_allowed: isAllowed, decided_by: decidedBy, decided_at: decidedAt }
  await executor
    .insertInto('account_choices')
    .values({ account_id: accountId, purpose, ...decided })
    .onConflict((conflict) => conflict.columns(['account_id', 'purpose']).doUpdateSet(decided))
    .execute()
}

/** Forbids these purposes where they are not forbidden yet; what is stays as it was decided. Returns how many were. */
export async function forbidByBrowser(
  executor: Executor,
  accountId: AccountId,
  { purposes, at }: { purposes: readonly string[]; at: Date },
): Promise<number> {
  const decided = { is_allowed: false, decided_by: 'browser', decided_at: at } as const
  const written = await executor
    .insertInto('account_choices')
    .values(purposes.map((purpose) => ({ account_id: accountId, purpose, ...decided })))
    .onConflict((conflict) =>
      conflict
        .columns(['account_id', 'purpose'])
        .doUpdateSet(decided)
        .where('account_choices.is_allowed', '=', true)
        .where('account_choices.purpose', '=', anyOf(purposes)),
    )
    .executeTakeFirst()
  return Number(written.numInsertedOrUpdatedRows ?? 0)
}
