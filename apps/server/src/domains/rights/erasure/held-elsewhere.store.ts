import type { AccountReference } from '#server/kernel/ids.ts'
import type { Transaction } from '#server/platform/postgres/index.ts'

/** What partners may still have of an account by their own terms, with how far its early deletion is; by partner. */
export async function listHeldElsewhere(
  tx: Transaction,
  { accountReference, at }: { accountReference: AccountReference; at: Date },
) {
  return tx
    .selectFrom('disclosures')
    .leftJoin('deletions', 'deletions.disclosure_id', 'disclosures.id')
    .select(['disclosures.partner_id', 'deletions.state', 'deletions.outcome'])
    .select(({ fn }) => [fn.countAll<string>().as('items'), fn.max('disclosures.held_until').as('until')])
    .where('disclosures.account_reference', '=', accountReference)
    .where('disclosures.held_until', '>', at)
    .groupBy(['disclosures.partner_id', 'deletions.state', 'deletions.outcome'])
    .orderBy('disclosures.partner_id')
    .execute()
}
