import type { DisclosureId } from '#server/kernel/ids.ts'
import type { Database, Executor } from '#server/platform/postgres/index.ts'
import type { Disclosure } from './disclosure.ts'

export async function insertDisclosure(
  executor: Executor,
  row: Disclosure & { id: DisclosureId; heldUntil: Date },
): Promise<void> {
  const { partner } = row
  await executor
    .insertInto('disclosures')
    .values({
      id: row.id,
      account_reference: row.accountReference,
      generation_id: row.generationId,
      attempt: row.attempt,
      partner_id: partner.id,
      onward_recipients: [...partner.terms.onwardRecipients],
      model_id: row.modelId,
      content_kinds: [...row.contentKinds],
      size_bytes: row.sizeBytes,
      region: partner.terms.region,
      terms: JSON.stringify(partner.terms),
      state: 'recorded',
      partner_request_id: null,
      recorded_at: row.at,
      answered_at: null,
      held_until: row.heldUntil,
    })
    .execute()
}

export async function updateDisclosure(
  database: Database,
  settled: {
    disclosureId: DisclosureId
    state: 'sent' | 'failed' | 'unknown'
    partnerRequestId?: string | undefined
    at: Date
  },
): Promise<void> {
  await database
    .updateTable('disclosures')
    .set({
      state: settled.state,
      answered_at: settled.at,
      ...(settled.partnerRequestId === undefined ? {} : { partner_request_id: settled.partnerRequestId }),
    })
    .where('id', '=', settled.disclosureId)
    .execute()
}
