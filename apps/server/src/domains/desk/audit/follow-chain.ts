import type { InstallationKey } from '#server/platform/installation-key/index.ts'
import type { Chain, ProvenEntry } from './entry.ts'
import { isProof, isSealed } from './prove.ts'

/** Whether the record is as it was written; where it is not, the first number at which that shows. */
export type ChainVerdict =
  | { isWhole: true; count: number; beginsAfter: number }
  | { isWhole: false; at: number; why: 'missing' | 'changed' | 'added' | 'ends-changed' }

/**
 * Follows the record from its beginning to its end. `entries` are all that are kept past the beginning, by number. Without
 * a chain there must be none.
 */
export async function followChain(
  key: Pick<InstallationKey, 'prove' | 'verify'>,
  chain: Chain | undefined,
  entries: AsyncIterable<ProvenEntry> | Iterable<ProvenEntry>,
): Promise<ChainVerdict> {
  const { beginsAfter, count } = chain ?? { beginsAfter: 0, count: 0 }
  let last = { number: beginsAfter, proof: chain?.beginning ?? Buffer.alloc(0) }
  for await (const entry of entries) {
    const next = last.number + 1
    if (next > count) return { isWhole: false, at: entry.number, why: 'added' }
    if (entry.number !== next) return { isWhole: false, at: next, why: 'missing' }
    const isNext = entry.before.equals(last.proof) && isProof(key, entry.proof, { before: last.proof, entry })
    if (!isNext) return { isWhole: false, at: next, why: 'changed' }
    last = entry
  }
  if (last.number < count) return { isWhole: false, at: last.number + 1, why: 'missing' }
  const isEndRight = chain === undefined || (chain.head.equals(last.proof) && isSealed(key, chain))
  return isEndRight
    ? { isWhole: true, count, beginsAfter }
    : { isWhole: false, at: count, why: 'ends-changed' }
}
