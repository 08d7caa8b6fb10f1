import { sql } from 'kysely'
import { type DisclosureId, type GenerationId, parseId } from '#server/kernel/ids.ts'
import type { Database } from '#server/platform/postgres/index.ts'
import type { DueDeletion, StoredStep } from './next-step.ts'

export interface ClaimedDeletion extends DueDeletion {
  disclosureId: DisclosureId
  generationId: GenerationId | undefined
  partnerId: string
}

/**
 * Takes what is due for `leaseMs`, so that no other runner asks meanwhile; the lease of one that died lapses. The number of
 * the attempt is written before anything is asked, and tells later whether this runner still has it.
 */
export async function claimDeletions(
  database: Database,
  { now, leaseMs, answerMs, atMost }: { now: Date; leaseMs: number; answerMs: number; atMost: number },
): Promise<ClaimedDeletion[]> {
  const { rows } = await sql<{
    disclosure_id: string
    attempts: number
    partner_id: string
    partner_request_id: string | null
    generation_id: string
    held_until: Date
    recorded_at: Date
    is_open: boolean
  }>`
    update deletions set attempts = attempts + 1, lease_until = ${new Date(now.getTime() + leaseMs)}
    from disclosures where id = disclosure_id and disclosure_id in (
      select disclosure_id from deletions
      where state = 'waiting' and next_at <= ${now} and (lease_until is null or lease_until <= ${now})
      order by next_at limit ${atMost} for update skip locked
    )
    returning disclosure_id, attempts, partner_id, partner_request_id, generation_id, held_until, recorded_at,
      disclosures.state = 'recorded' as is_open`.execute(database)
  return rows.flatMap((row) => {
    const disclosureId = parseId('dsc', row.disclosure_id)
    return disclosureId === undefined
      ? []
      : {
          disclosureId,
          generationId: parseId('gen', row.generation_id),
          partnerId: row.partner_id,
          partnerRequestId: row.partner_request_id ?? undefined,
          attempts: row.attempts,
          heldUntil: row.held_until,
          answerBy: row.is_open ? new Date(row.recorded_at.getTime() + answerMs) : undefined,
        }
  })
}

/** Writes what came of an attempt; nothing where another runner has taken it since. */
export async function storeStep(
  database: Database,
  { disclosureId, attempts }: ClaimedDeletion,
  step: StoredStep,
  at: Date,
): Promise<boolean> {
  const { partnerStatus } = step
  const { numUpdatedRows } = await database
    .updateTable('deletions')
    .set({
      lease_until: null,
      ...(partnerStatus === undefined ? {} : { partner_status: partnerStatus }),
      ...columnsOf(step, at),
    })
    .where('disclosure_id', '=', disclosureId)
    .where('attempts', '=', attempts)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

function columnsOf(step: StoredStep, at: Date) {
  switch (step.kind) {
    case 'settle':
      return { state: 'settled', outcome: step.outcome, next_at: null, settled_at: at } as const
    case 'write':
      return { state: 'to-write', next_at: null } as const
    case 'postpone':
      return { next_at: step.nextAt }
  }
}

/** Puts off what is still being made: nobody was asked, so it does not count. */
export async function putOff(
  database: Database,
  { disclosureId, attempts }: ClaimedDeletion,
  nextAt: Date,
): Promise<void> {
  await database
    .updateTable('deletions')
    .set({ attempts: attempts - 1, lease_until: null, next_at: nextAt })
    .where('disclosure_id', '=', disclosureId)
    .where('attempts', '=', attempts)
    .where('state', '=', 'waiting')
    .execute()
}
