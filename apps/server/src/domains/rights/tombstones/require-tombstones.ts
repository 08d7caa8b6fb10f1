import { StartupFault } from '#server/kernel/startup-fault.ts'
import type { Chain } from './tombstone-chain.store.ts'
import {
  readTombstones,
  replaceFile,
  type TombstoneParts,
  type Tombstones,
  TombstonesDamaged,
} from './tombstone-file.ts'

export interface RequiredParts extends TombstoneParts {
  /** The operator has said that the file is lost for good. */
  isLossAccepted: boolean
}

/**
 * Reads the tombstones and sees that none is missing: the database knows how many there were when it was last written. One
 * restored from a backup knows fewer, and that is what they are for.
 *
 * @throws StartupFault when some are missing or were changed
 */
export async function requireTombstones(parts: RequiredParts, chain: Chain): Promise<Tombstones> {
  const found = await tryRead(parts)
  if (found !== undefined && isWhole(found, chain)) return found
  if (parts.isLossAccepted) {
    const beginning = { count: chain.count, proof: chain.head }
    await replaceFile(parts, { beginning, stones: [] })
    return { beginning, stones: [], last: beginning }
  }
  throw new StartupFault(
    'rights/tombstones-lost',
    `The list of erased accounts in ${parts.path} does not hold what it must (${chain.count}). Put back its newest copy: without it a backup of the database would bring erased people back. If it is lost for good, start once with ACCEPT_LOST_TOMBSTONES=yes.`,
  )
}

/** Undefined when it was changed. */
export async function tryRead(parts: TombstoneParts): Promise<Tombstones | undefined> {
  try {
    return await readTombstones(parts)
  } catch (error) {
    if (error instanceof TombstonesDamaged) return undefined
    throw error
  }
}

/** What the database knows of stands in the file, at its place. */
export function isWhole({ beginning, stones, last }: Tombstones, { count, head }: Chain): boolean {
  if (count > last.count) return false
  // What is older than the file's beginning was let go in its time.
  if (count < beginning.count) return true
  const known = count === beginning.count ? beginning : stones.find((stone) => stone.count === count)
  return known?.proof.equals(head) === true
}
