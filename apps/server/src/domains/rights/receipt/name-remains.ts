import type { Receipt } from '#contract'
import type { RemovedAccount } from '../erasure/erasure-steps.ts'
import { listLasting } from '../lasting.ts'

/** What stays of an erased account: tables that still hold rows, and the tombstone always. `until` is the latest moment. */
export function nameRemains({
  erasedAt,
  remaining,
  isHeld,
}: Pick<RemovedAccount, 'erasedAt' | 'remaining' | 'isHeld'>): Receipt['remains'] {
  const rows = new Map<string, number>(remaining).set('tombstone', 1).set('held_receipts', isHeld ? 1 : 0)
  return listLasting().flatMap(({ name, why, seconds }) => {
    const count = rows.get(name) ?? 0
    const until = new Date(erasedAt.getTime() + seconds * 1000).toISOString()
    return count === 0 ? [] : [{ what: name, rows: count, why, until }]
  })
}
