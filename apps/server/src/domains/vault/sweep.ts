import type { Clock } from '#server/kernel/clock.ts'
import type { ObjectId, VaultId } from '#server/kernel/ids.ts'
import type { ObjectStore } from '#server/platform/object-store/index.ts'
import type { Database } from '#server/platform/postgres/index.ts'
import { findExistingObjects } from './objects.store.ts'
import { findExistingVaults, findRemains, forgetRemains } from './vaults.store.ts'

export interface SweepParts {
  database: Database
  objectStore: ObjectStore
  clock: Clock
}

const remainsAtOnce = 100
const lookedUpAtOnce = 500
/** A write is recorded right after it; what is not recorded by then was left by a process that died. */
const orphanAfterMs = 60_000

/** Removes the bytes of closed vaults: those on the list, and folders that no vault knows. */
export async function sweepVaults({ database, objectStore }: SweepParts): Promise<number> {
  let swept = 0
  for (;;) {
    const remains = await findRemains(database, remainsAtOnce)
    await objectStore.removeVaults(remains)
    await forgetRemains(database, remains)
    swept += remains.length
    if (remains.length < remainsAtOnce) break
  }
  // A row is committed before the first write into its folder, so a folder without a row is a closed vault's.
  for await (const vaultIds of inBatches(objectStore.listVaults())) {
    const existing = await findExistingVaults(database, vaultIds)
    const unknown = vaultIds.filter((id) => !existing.has(id))
    await objectStore.removeVaults(unknown)
    swept += unknown.length
  }
  return swept
}

/** A file that no row knew, and since when it was so. */
interface Suspect {
  since: Date
  writtenAt: Date
}

/**
 * Removes files that no row knows: of writes that broke off, and of objects that were erased. One is removed when it was
 * seen a while ago just as it is now: the time it bears is another clock's, which may be set, and is compared with itself
 * only.
 */
export function createObjectSweep({ database, objectStore, clock }: SweepParts): () => Promise<number> {
  let suspects = new Map<ObjectId, Suspect>()
  return async () => {
    const now = clock.now()
    const left = new Map<ObjectId, Suspect>()
    let swept = 0
    for await (const vaultId of objectStore.listVaults()) {
      for await (const { objectId, writtenAt } of findUnknown(database, objectStore, vaultId)) {
        const known = suspects.get(objectId)
        const isSame = known?.writtenAt.getTime() === writtenAt.getTime()
        const since = isSame ? known.since : now
        if (now.getTime() - since.getTime() < orphanAfterMs) {
          left.set(objectId, { since, writtenAt })
          continue
        }
        await objectStore.remove(vaultId, objectId)
        swept += 1
      }
    }
    suspects = left
    return swept
  }
}

/** Files of a vault that have no row. */
async function* findUnknown(database: Database, objectStore: ObjectStore, vaultId: VaultId) {
  for await (const objectIds of inBatches(objectStore.listObjects(vaultId))) {
    const existing = await findExistingObjects(database, objectIds)
    for (const objectId of objectIds.filter((id) => !existing.has(id))) {
      const writtenAt = await objectStore.findWrittenAt(vaultId, objectId)
      if (writtenAt !== undefined) yield { objectId, writtenAt }
    }
  }
}

async function* inBatches<Item>(items: AsyncIterable<Item>): AsyncIterable<Item[]> {
  let batch: Item[] = []
  for await (const item of items) {
    batch.push(item)
    if (batch.length < lookedUpAtOnce) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
