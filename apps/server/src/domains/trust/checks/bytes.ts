import { retentionSeconds } from '#policies/retention.ts'
import type { Look } from '../parts.ts'
import { judge, type Result } from '../result.ts'
import { countRemains } from './limits.store.ts'

/** No sealed bytes outlast their keys by more than is stated. */
export async function checkBytes({ parts }: Look): Promise<Result> {
  const { all, faults } = await countRemains(parts.database, retentionSeconds['vault-bytes'])
  return judge(faults, 'overdue', { sessions: all })
}
