import type { Look } from '../parts.ts'
import { judge, type Result } from '../result.ts'
import { countDeletions } from './limits.store.ts'

/** A partner that is slow to answer holds up the next for minutes, never for an hour. */
const patienceMs = 60 * 60_000

/** No early deletion is due and unasked. */
export async function checkDeletions({ parts }: Look): Promise<Result> {
  const dueBy = new Date(parts.clock.now().getTime() - patienceMs)
  const { all, faults } = await countDeletions(parts.database, dueBy)
  return judge(faults, 'overdue', { sends: all })
}
