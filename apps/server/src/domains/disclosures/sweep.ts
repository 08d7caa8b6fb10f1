import { retentionSeconds } from '#policies/retention.ts'
import { expireInWriting } from './deletions/in-writing.store.ts'
import { deleteRecordedBefore } from './disclosures.store.ts'
import type { DisclosureParts } from './parts.ts'

const forgottenAtOnce = 1_000

/** Ends what was asked in writing and is past its time; forgets rows of the ledger past their term, with what was asked about them. */
export async function sweepDisclosures({
  database,
  clock,
  logger,
}: Pick<DisclosureParts, 'database' | 'clock' | 'logger'>): Promise<void> {
  const expired = await expireInWriting(database, clock.now())
  if (expired > 0) logger.info('swept', { reason: 'deletions', count: expired })
  const moment = new Date(clock.now().getTime() - retentionSeconds.disclosure * 1000)
  for (let count = forgottenAtOnce; count === forgottenAtOnce; ) {
    count = await deleteRecordedBefore(database, { moment, atMost: forgottenAtOnce })
    if (count > 0) logger.info('swept', { reason: 'disclosures', count })
  }
}
