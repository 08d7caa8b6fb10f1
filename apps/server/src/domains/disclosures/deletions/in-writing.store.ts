import type { DisclosureId } from '#server/kernel/ids.ts'
import { parseId } from '#server/kernel/ids.ts'
import type { Database, Executor } from '#server/platform/postgres/index.ts'

/** A deletion for which a partner is, or was, written to. It names no person. */
export interface InWriting {
  disclosureId: DisclosureId
  state: 'to-write' | 'written'
  partnerId: string
  /** What the partner calls the request; undefined when it gave it no name. */
  partnerRequestId: string | undefined
  modelId: string
  sentAt: Date
  askedAt: Date
  writtenAt: Date | undefined
  heldUntil: Date
}

const most = 1_000

export async function listRowsInWriting(database: Database, now: Date): Promise<InWriting[]> {
  const rows = await database
    .selectFrom('deletions')
    .innerJoin('disclosures', 'disclosures.id', 'deletions.disclosure_id')
    .select(['disclosure_id', 'deletions.state', 'partner_id', 'partner_request_id', 'model_id'])
    .select(['recorded_at', 'asked_at', 'written_at', 'held_until'])
    .where('deletions.state', 'in', ['to-write', 'written'])
    .where('held_until', '>', now)
    .orderBy('asked_at')
    .limit(most)
    .execute()
  return rows.flatMap((row) => {
    const disclosureId = parseId('dsc', row.disclosure_id)
    if (disclosureId === undefined) return []
    return {
      disclosureId,
      state: row.state === 'written' ? ('written' as const) : ('to-write' as const),
      partnerId: row.partner_id,
      partnerRequestId: row.partner_request_id ?? undefined,
      modelId: row.model_id,
      sentAt: row.recorded_at,
      askedAt: row.asked_at,
      writtenAt: row.written_at ?? undefined,
      heldUntil: row.held_until,
    }
  })
}

/** False where it was not to be written, or has been. */
export async function storeWritten(executor: Executor, id: DisclosureId, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await executor
    .updateTable('deletions')
    .set({ state: 'written', outcome: 'requested-in-writing', written_at: at })
    .where('disclosure_id', '=', id)
    .where('state', '=', 'to-write')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** False where nobody wrote. */
export async function storeAnswer(
  executor: Executor,
  { id, outcome, at }: { id: DisclosureId; outcome: 'deleted' | 'not-possible-before'; at: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await executor
    .updateTable('deletions')
    .set({ state: 'settled', outcome, settled_at: at })
    .where('disclosure_id', '=', id)
    .where('state', '=', 'written')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** What was to be asked in writing, and is past its time: it has expired, answered or not. Returns how many. */
export async function expireInWriting(database: Database, now: Date): Promise<number> {
  const { numUpdatedRows } = await database
    .updateTable('deletions')
    .set({ state: 'settled', outcome: 'expired', settled_at: now })
    .where('state', 'in', ['to-write', 'written'])
    .where('disclosure_id', 'in', (rows) =>
      rows.selectFrom('disclosures').select('id').where('held_until', '<=', now),
    )
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
