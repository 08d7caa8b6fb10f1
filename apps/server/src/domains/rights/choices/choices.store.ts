import type { AccountId } from '#server/kernel/ids.ts'
import { anyOf, type Executor, makeStatement, type Statement } from '#server/platform/postgres/index.ts'

export interface StoredChoice {
  purpose: string
  isAllowed: boolean
  decidedBy: 'person' | 'browser' | 'mail'
  decidedAt: Date
  /** Null for what was decided before it was kept. */
  policyVersion: number | null
}

export async function listChoices(executor: Executor, accountId: AccountId): Promise<StoredChoice[]> {
  const rows = await executor
    .selectFrom('account_choices')
    .select(['purpose', 'is_allowed', 'decided_by', 'decided_at', 'policy_version'])
    .where('account_id', '=', accountId)
    .execute()
  return rows.map((row) => ({
    purpose: row.purpose,
    isAllowed: row.is_allowed,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    policyVersion: row.policy_version,
  }))
}

/** What these accounts decided of one purpose; whoever decided nothing is not among them. */
export function listingDecided(
  executor: Executor,
  purpose: string,
  accountIds: readonly AccountId[],
): Statement<ReadonlyMap<string, boolean>> {
  const query = executor
    .selectFrom('account_choices')
    .select(['account_id', 'is_allowed'])
    .where('account_id', '=', anyOf(accountIds))
    .where('purpose', '=', purpose)
  return makeStatement(
    query.compile(),
    ({ rows }) => new Map(rows.map((row) => [row.account_id, row.is_allowed])),
  )
}

export async function storeChoice(
  executor: Executor,
  accountId: AccountId,
  { purpose, isAllowed, decidedBy, decidedAt, policyVersion }: StoredChoice,
): Promise<void> {
  const decided = {
    is_allowed: isAllowed,
    decided_by: decidedBy,
    decided_at: decidedAt,
    policy_version: policyVersion,
  }
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
  { purposes, at, policyVersion }: { purposes: readonly string[]; at: Date; policyVersion: number },
): Promise<number> {
  const decided = {
    is_allowed: false,
    decided_by: 'browser',
    decided_at: at,
    policy_version: policyVersion,
  } as const
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

/** Takes a yes back; nothing changes where there is none. */
export async function withdrawYes(
  executor: Executor,
  accountId: AccountId,
  { purpose, at, policyVersion }: { purpose: string; at: Date; policyVersion: number },
): Promise<boolean> {
  const { numUpdatedRows } = await executor
    .updateTable('account_choices')
    .set({ is_allowed: false, decided_by: 'mail', decided_at: at, policy_version: policyVersion })
    .where('account_id', '=', accountId)
    .where('purpose', '=', purpose)
    .where('is_allowed', '=', true)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Accounts that said yes to a purpose and whose id begins so. */
export async function listYes(
  executor: Executor,
  { purpose, beginning }: { purpose: string; beginning: string },
): Promise<string[]> {
  const rows = await executor
    .selectFrom('account_choices')
    .select('account_id')
    .where('purpose', '=', purpose)
    .where('is_allowed', '=', true)
    .where(({ fn, val, eb }) => eb(fn<boolean>('starts_with', ['account_id', val(beginning)]), '=', true))
    .execute()
  return rows.map((row) => row.account_id)
}
