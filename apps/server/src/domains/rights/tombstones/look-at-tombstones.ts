import { findExistingAccounts } from '#server/domains/identity/index.ts'
import type { RightsParts } from '../parts.ts'
import { readChain } from './tombstone-chain.store.ts'
import { isWhole, tryRead } from './require-tombstones.ts'

const atOnce = 500

/** How many erased accounts are listed, and how many of them have an account again. Undefined when the list is not whole. */
export async function lookAtTombstones({
  database,
  installationKey,
  tombstones,
}: Pick<RightsParts, 'database' | 'installationKey' | 'tombstones'>): Promise<
  { listed: number; standing: number } | undefined
> {
  // The chain first: the file only grows, so what the chain tells of must stand in it.
  const chain = await readChain(database)
  const found = await tryRead({ ...tombstones, installationKey })
  if (found === undefined || !isWhole(found, chain)) return undefined
  const ids = found.stones.map(({ accountId }) => accountId)
  let standing = 0
  for (let at = 0; at < ids.length; at += atOnce)
    standing += (await findExistingAccounts(database, ids.slice(at, at + atOnce))).size
  return { listed: ids.length, standing }
}
