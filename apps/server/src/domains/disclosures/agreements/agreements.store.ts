import { sql } from 'kysely'
import type { AccountId } from '#server/kernel/ids.ts'
import { type Executor, makeStatement, type Statement } from '#server/platform/postgres/index.ts'

/** To which terms of a partner an account agreed, and to which regions it keeps; each undefined where it did not say. */
export function findingPermission(
  executor: Executor,
  { accountId, partnerId }: { accountId: AccountId; partnerId: string },
): Statement<{ termsVersion: string | undefined; regions: string[] | undefined }> {
  const query = sql<{ terms_version: string | null; regions: string[] | null }>`
    select (select terms_version from partner_consents where account_id = ${accountId} and partner_id = ${partnerId}),
      (select regions from region_choices where account_id = ${accountId})`
  return makeStatement(query.compile(executor), ({ rows: [row] }) => ({
    termsVersion: row?.terms_version ?? undefined,
    regions: row?.regions ?? undefined,
  }))
}

export async function findRegions(executor: Executor, accountId: AccountId): Promise<string[] | undefined> {
  const row = await executor
    .selectFrom('region_choices')
    .select('regions')
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row?.regions
}

export async function listConsents(executor: Executor, accountId: AccountId) {
  const rows = await executor
    .selectFrom('partner_consents')
    .select(['partner_id', 'terms_version', 'agreed_at'])
    .where('account_id', '=', accountId)
    .execute()
  return rows.map((row) => ({
    partnerId: row.partner_id,
    termsVersion: row.terms_version,
    agreedAt: row.agreed_at,
  }))
}

export async function storeConsent(
  executor: Executor,
  consent: { accountId: AccountId; partnerId: string; termsVersion: string; at: Date },
): Promise<void> {
  await executor
    .insertInto('partner_consents')
    .values({
      account_id: consent.accountId,
      partner_id: consent.partnerId,
      terms_version: consent.termsVersion,
      agreed_at: consent.at,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['account_id', 'partner_id'])
        .doUpdateSet({ terms_version: consent.termsVersion, agreed_at: consent.at })
        // Pressed twice, it was agreed the first time.
        .where('partner_consents.terms_version', '!=', consent.termsVersion),
    )
    .execute()
}

export async function deleteConsent(
  executor: Executor,
  { accountId, partnerId }: { accountId: AccountId; partnerId: string },
): Promise<void> {
  await executor
    .deleteFrom('partner_consents')
    .where('account_id', '=', accountId)
    .where('partner_id', '=', partnerId)
    .execute()
}

/** Undefined: to none in particular, and the row goes. */
export async function storeRegions(
  executor: Executor,
  { accountId, regions, at }: { accountId: AccountId; regions: readonly string[] | undefined; at: Date },
): Promise<void> {
  if (regions === undefined) {
    await executor.deleteFrom('region_choices').where('account_id', '=', accountId).execute()
    return
  }
  const chosen = { regions: [...regions], chosen_at: at }
  await executor
    .insertInto('region_choices')
    .values({ account_id: accountId, ...chosen })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(chosen))
    .execute()
}
