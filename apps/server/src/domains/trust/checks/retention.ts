import type { Look } from '../parts.ts'
import { judge, type Result } from '../result.ts'
import { countOverdue } from './retention.store.ts'

/** A dozen rounds of the sweeper, and a server that was off for a while. */
const graceMs = 10 * 60_000

/** No row of any table is older than its figure. */
export async function checkRetention({ parts }: Look): Promise<Result> {
  const { tables, rows } = await countOverdue(parts.database, new Date(parts.clock.now().getTime() - graceMs))
  return judge(rows, 'overdue', { tables, ...(rows === 0 ? {} : { rows }) })
}
