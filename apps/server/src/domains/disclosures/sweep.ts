import { retentionSeconds } from '#policies/retention.ts'
import { deleteRecordedBefore } from './disclosures.store.ts'
import type { DisclosureParts } from './parts.ts'

const forgottenAtOnce = 1_000

/** Forgets rows of the ledger past their term, and what was asked about them. */
export async function sweepDisclosures({
  database,
  clock,
  logger,
}: Pick<DisclosureParts, 'database' | 'clock' | 'logger'>): Promise<void> {
  const moment = new Date(clock.now().getTime() - retentionSeconds.disclosure * 1000)
  for (let count = forgottenAtOnce; count === forgottenAtOnce; ) {
    count = await deleteRecordedBefore(database, { moment, atMost: forgottenAtOnce })
    if (count > 0) logger.info('swept', { reason: 'disclosures', count })
  }
}
