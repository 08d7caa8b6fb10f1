import type { Receipt } from '#contract'
import type { RemovedAccount } from '../erasure/remove-account.ts'
import { listLasting } from '../lasting.ts'

/** What stays of an erased account: tables that still hold rows, and the tombstone always. `until` is the latest moment. */
export function nameRemains({
  erasedAt,
  remaining,
}: Pick<RemovedAccount, 'erasedAt' | 'remaining'>): Receipt['remains'] {
  const rows = new Map<string, number>(remaining).set('tombstone', 1)
  return listLasting().flatMap(({ name, why, seconds }) => {
    const count = rows.get(name) ?? 0
    const until = new Date(erasedAt.getTime() + seconds * 1000).toISOString()
    return count === 0 ? [] : [{ what: name, rows: count, why, until }]
  })
}
