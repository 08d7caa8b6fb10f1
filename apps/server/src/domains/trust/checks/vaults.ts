import { retentionSeconds } from '#policies/retention.ts'
import type { Look } from '../parts.ts'
import { judge, type Result } from '../result.ts'
import { countVaults } from './limits.store.ts'

/** No sitting's key is alive past its limits, by more than a sweep takes. */
export async function checkVaults({ parts }: Look): Promise<Result> {
  const now = parts.clock.now().getTime()
  const before = (seconds: number) => new Date(now - (seconds + retentionSeconds['vault-bytes']) * 1000)
  const { all, faults } = await countVaults(parts.database, {
    expiredBy: before(0),
    idleSince: before(retentionSeconds['vault-idle']),
  })
  return judge(faults, 'overdue', { sessions: all })
}
