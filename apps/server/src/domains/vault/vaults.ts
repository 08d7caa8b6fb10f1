import type { AccountId, ObjectId, SessionId, VaultId } from '#server/kernel/ids.ts'
import {
  type Executor,
  sendAlone,
  type Statement,
  type Transaction,
} from '#server/platform/postgres/index.ts'
import { deleteObjects, listingObjects, listUploads, type ObjectListing } from './objects.store.ts'
import {
  type Asked,
  createSittings,
  type SittingParts,
  type SittingView,
  type VaultSession,
} from './sitting.ts'
import { createObjectSweep, sweepVaults } from './sweep.ts'
import type { VaultReader } from './vault-reader.ts'
import { createVaultWriter, type VaultWriter } from './vault-writer.ts'
import { countVaults, deleteVaults, findVaultsPast, listVaultsOf } from './vaults.store.ts'
import { createWorkerKeyring, type KeyringParts, type WorkerKeyring } from './worker-keyring.ts'

export interface Sitting {
  vaultId: VaultId
  /** Of what is asked, keyed by this sitting: the same twice is the same, and means nothing to anybody once it is over. */
  fingerprint: Buffer
  publicKey: Buffer
  expiresAt: Date
  writer: VaultWriter
}

export interface LapsedVault {
  vaultId: VaultId
  sessionId: SessionId
  why: 'idle' | 'absolute'
}

/** Everything that seals, opens and forgets content. */
export interface Vaults {
  /** @throws AppError vault/closed when the session's sitting is past its limits and not closed yet */
  openSitting(session: VaultSession, asked?: Asked): Promise<Sitting>
  findSitting(session: { sessionId: SessionId }): Promise<SittingView | undefined>
  /** The same, to leave together with others. */
  findingSitting(session: { sessionId: SessionId }): Statement<SittingView | undefined>
  /** Undefined when nothing is held. Close it at the end of the request. What it will be asked for first is looked up at once. */
  openReader(session: VaultSession, asked?: readonly ObjectId[]): Promise<VaultReader | undefined>
  rewrap(tx: Executor, session: { sessionId: SessionId; oldToken: Buffer; newToken: Buffer }): Promise<void>
  listingObjects: typeof listingObjects
  /** Uploads and masks of one vault, oldest first. */
  listUploads(executor: Executor, vaultId: VaultId): Promise<ObjectListing[]>
  /** Removes rows now; the returned function removes bytes and is called after the commit. */
  removeObjects(
    tx: Transaction,
    vaultId: VaultId,
    objectIds: readonly ObjectId[],
  ): Promise<() => Promise<void>>
  /** Destroys keys now; bytes go with the next sweep. */
  closeVaults(tx: Transaction, vaultIds: readonly VaultId[]): Promise<void>
  /** Every vault of an account, whichever session holds it. */
  listVaultsOf(executor: Executor, accountId: AccountId): Promise<VaultId[]>
  /** Of one session, or of all: then so many at a time, without those that were `skipped`. */
  findLapsed(asked: { sessionId: SessionId } | { skipped: number }): Promise<LapsedVault[]>
  countOpen(): Promise<number>
  sweep(): Promise<void>
  workerKeys: WorkerKeyring
}

export type VaultParts = SittingParts & KeyringParts

const lapsedAtOnce = 100
/** Looking at every file is dear, and what it finds is rare. */
const everyNthSweepLooksAtObjects = 12

export function createVaults(parts: VaultParts): Vaults {
  const { database, clock, limits, objectStore, logger } = parts
  const sittings = createSittings(parts)
  const workerKeys = createWorkerKeyring(parts)
  const sweepObjects = createObjectSweep(parts)
  let sweeps = 0
  return {
    async openSitting(session, asked = {}) {
      const { vault, fingerprint } = await sittings.openVault(session, asked)
      const { id, publicKey, accountId, expiresAt } = vault
      return {
        vaultId: id,
        fingerprint,
        publicKey,
        expiresAt,
        writer: createVaultWriter(parts, { vaultId: id, accountId, publicKey }),
      }
    },
    findSitting: (session) => sendAlone(database, sittings.findingSitting(session)),
    findingSitting: sittings.findingSitting,
    openReader: sittings.openReader,
    rewrap: sittings.rewrap,
    listingObjects,
    listUploads,
    async removeObjects(tx, vaultId, objectIds) {
      const removed = await deleteObjects(tx, vaultId, objectIds)
      return async () => {
        for (const objectId of removed) await objectStore.remove(vaultId, objectId)
      }
    },
    async closeVaults(tx, vaultIds) {
      if (vaultIds.length > 0) await deleteVaults(tx, vaultIds)
    },
    listVaultsOf,
    findLapsed(asked) {
      const { sessionId, skipped } = { sessionId: undefined, skipped: 0, ...asked }
      const now = clock.now()
      const idleSince = new Date(now.getTime() - limits.vaultIdleMs)
      return findVaultsPast(database, { now, idleSince, sessionId, skipped, limit: lapsedAtOnce })
    },
    countOpen: () => countVaults(database),
    async sweep() {
      const vaults = await sweepVaults(parts)
      if (vaults > 0) logger.info('swept', { reason: 'vaults', count: vaults })
      await workerKeys.sweep()
      sweeps += 1
      if (sweeps % everyNthSweepLooksAtObjects !== 1) return
      const objects = await sweepObjects()
      if (objects > 0) logger.info('swept', { reason: 'objects', count: objects })
    },
    workerKeys,
  }
}
