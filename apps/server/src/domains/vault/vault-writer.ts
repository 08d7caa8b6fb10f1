import type { Clock } from '#server/kernel/clock.ts'
import { type AccountId, type GenerationId, makeId, type ObjectId, type VaultId } from '#server/kernel/ids.ts'
import { lendSealed, randomKey, sealTo, zero } from '#server/platform/content-crypto/index.ts'
import type { ObjectStore } from '#server/platform/object-store/index.ts'
import type { Executor, Statement } from '#server/platform/postgres/index.ts'
import { type ObjectIdentity, type ObjectKind, objectContext, type PictureFacts } from './contexts.ts'
import { objectInsertion } from './objects.store.ts'

export interface NewObject {
  kind: ObjectKind
  mediaType: string
  /** Absent for an upload or a mask, which may serve many generations. */
  generationId?: GenerationId
  imageIndex?: number
  /** Asked when the bytes have passed, at the recording. */
  picture?: () => PictureFacts | undefined
  bytes: AsyncIterable<Uint8Array>
}

/** Bytes that are sealed in the store and not yet known to the database. */
export interface SealedObject {
  objectId: ObjectId
  vaultId: VaultId
  /** Opens this object alone. Whoever asked for the sealing zeroes it. */
  key: Buffer
  sizeBytes: number
  /**
   * Resolves when the bytes would outlive a power failure. To be waited for before the commit of its recording, and no
   * sooner: the database works meanwhile.
   *
   * @throws AppError http/storage-full
   */
  lasting: Promise<void>
  /**
   * Makes it known, an image in place of its partials. Fails with AppError vault/closed when the sitting has ended
   * meanwhile: then call `discard`.
   */
  recording(executor: Executor): Statement<void>
  /** Removes the bytes of the partials in whose place it came; after the commit. */
  removeReplaced(): Promise<void>
  /** Removes the bytes and zeroes the key. */
  discard(): Promise<void>
}

/** Seals to one vault; needs its public key only, so that it can never open what it wrote. */
export interface VaultWriter {
  vaultId: VaultId
  seal(object: NewObject): Promise<SealedObject>
}

export interface WriterParts {
  objectStore: ObjectStore
  clock: Clock
  isContentUnsealedForTests: boolean
}

export function createVaultWriter(
  parts: WriterParts,
  vault: { vaultId: VaultId; accountId: AccountId; publicKey: Buffer },
): VaultWriter {
  return {
    vaultId: vault.vaultId,
    async seal({ bytes, picture, ...described }) {
      const objectId = makeId('obj')
      const identity: ObjectIdentity = {
        ...described,
        generationId: described.generationId ?? '',
        imageIndex: described.imageIndex,
        objectId,
        vaultId: vault.vaultId,
        accountId: vault.accountId,
      }
      const context = objectContext(identity)
      const key = randomKey()
      const counted = count(bytes)
      const sealed = parts.isContentUnsealedForTests
        ? counted.bytes
        : lendSealed({ key, context, source: counted.bytes })
      const { lasting } = await parts.objectStore
        .write(vault.vaultId, objectId, sealed)
        .catch((error: unknown) => {
          zero(key)
          throw error
        })
      const row = {
        ...identity,
        objectId,
        vaultId: vault.vaultId,
        sizeBytes: counted.total(),
        sealedKey: sealTo(vault.publicKey, key, context),
        createdAt: parts.clock.now(),
      }
      let replaced: readonly ObjectId[] = []
      return {
        objectId,
        vaultId: vault.vaultId,
        key,
        sizeBytes: row.sizeBytes,
        lasting,
        recording(executor) {
          const insertion = objectInsertion(executor, { ...row, picture: picture?.() })
          return {
            ...insertion,
            read(answer) {
              replaced = insertion.read(answer)
            },
          }
        },
        async removeReplaced() {
          for (const old of replaced) await parts.objectStore.remove(vault.vaultId, old)
        },
        async discard() {
          zero(key)
          await parts.objectStore.remove(vault.vaultId, objectId)
        },
      }
    },
  }
}

function count(source: AsyncIterable<Uint8Array>) {
  let total = 0
  async function* bytes() {
    for await (const piece of source) {
      total += piece.byteLength
      yield piece
    }
  }
  return { bytes: bytes(), total: () => total }
}
