import type { Receipt } from '#contract'
import { type TableName, tables } from '#policies/inventory.ts'
import { files } from '#policies/other-items.ts'
import { purposes } from '#policies/purposes.ts'
import { type Retention, retentionSeconds } from '#policies/retention.ts'
import type { RemovedAccount } from '../erasure/remove-account.ts'

type Remains = Receipt['remains']

/**
 * What stays when an account goes, why and at the latest until when: in the inventory's own words. None of it leads to the
 * person, for the link to the pseudonym is gone. A table is named when it still holds rows, the tombstone always.
 */
export function nameRemains({
  erasedAt,
  remaining,
}: Pick<RemovedAccount, 'erasedAt' | 'remaining'>): Remains {
  const rows = [...remaining].flatMap(([what, count]) => {
    const { purpose, retention }: (typeof tables)[TableName] = tables[what]
    const why = purposes[purpose].sentence.en
    return count === 0 ? [] : [{ what, rows: count, why, until: untilOf(erasedAt, retention) }]
  })
  const { purpose, retention } = files.tombstones
  const why = purposes[purpose].sentence.en
  return [...rows, { what: 'tombstone', rows: 1, why, until: untilOf(erasedAt, retention) }]
}

/** @throws Error for what has no figure: whatever outlasts an account must have one */
function untilOf(erasedAt: Date, retention: Retention): string {
  const seconds = Object.entries(retentionSeconds).find(([name]) => name === retention)?.[1]
  if (seconds === undefined) throw new Error('what stays has no end')
  return new Date(erasedAt.getTime() + seconds * 1000).toISOString()
}
