import type { Look } from '../parts.ts'
import { judge, type Result } from '../result.ts'
import { countSends, countUnrecorded } from './limits.store.ts'

const dayMs = 24 * 60 * 60_000

/** What the records of the last day say was sent, and what the ledger says, is the same. */
export async function checkSends({ parts }: Look): Promise<Result> {
  const { all, faults } = await countUnrecorded(parts.database)
  const sends = await countSends(parts.database, new Date(parts.clock.now().getTime() - dayMs))
  return judge(faults, 'differs', { generations: all, sends })
}
