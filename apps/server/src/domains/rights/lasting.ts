import type { HeldView } from '#contract'
import { classWords } from '#policies/class-words.ts'
import { tables } from '#policies/inventory.ts'
import { files } from '#policies/other-items.ts'
import { type Purpose, purposes } from '#policies/purposes.ts'
import { type Retention, retentionSeconds } from '#policies/retention.ts'
import { isLasting, personalTables } from './personal-tables.ts'

type Lasting = HeldView['lasting'][number]

/**
 * What outlasts an account, why and for how long, in the inventory's own words. None of it leads to the person, for the
 * link to the pseudonym goes with the account.
 */
export function listLasting(): Lasting[] {
  const rows = personalTables.flatMap((name) =>
    name !== 'objects' && isLasting(name) ? [describe(name, classWords[name].en, tables[name])] : [],
  )
  return [
    ...rows,
    describe('held_receipts', 'The receipt, sealed, for whoever has its key', tables.held_receipts),
    describe('tombstone', 'A random number that keeps a backup from bringing you back', files.tombstones),
  ]
}

function describe(
  name: string,
  words: string,
  { purpose, retention }: { purpose: Purpose; retention: Retention },
): Lasting {
  return { name, words, why: purposes[purpose].sentence.en, seconds: secondsOf(retention) }
}

/** @throws Error for what has no figure: whatever outlasts an account must have one */
function secondsOf(retention: Retention): number {
  const seconds = Object.entries(retentionSeconds).find(([name]) => name === retention)?.[1]
  if (seconds === undefined) throw new Error('what stays has no end')
  return seconds
}
