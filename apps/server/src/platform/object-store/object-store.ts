import type { ObjectId, VaultId } from '#server/kernel/ids.ts'

/** An object that is written. */
export interface Written {
  /**
   * Resolves when it would outlive a power failure: to be waited for before anything is committed that tells of it. Where it
   * rejects, nothing is left of the object.
   *
   * @throws AppError http/storage-full
   */
  lasting: Promise<void>
}

/** Where sealed bytes lie. Names are our own random ids. A bucket of S3 can stand in for the disk. */
export interface ObjectStore {
  /**
   * Writes an object whole or not at all. Is done with each piece before it asks for the next: pieces may be lent.
   *
   * @throws AppError http/storage-full
   */
  write(vaultId: VaultId, objectId: ObjectId, bytes: AsyncIterable<Uint8Array>): Promise<Written>
  /**
   * Reads an object in pieces of 256 KiB at most. Each is lent: good until the next is asked for.
   *
   * @throws ObjectMissing while reading, when there is none
   */
  read(vaultId: VaultId, objectId: ObjectId): AsyncIterable<Buffer>
  /** Removes an object; one that is not there is removed already. */
  remove(vaultId: VaultId, objectId: ObjectId): Promise<void>
  /** Removes all objects of vaults. Nobody waits for it: who works meanwhile is to notice little. */
  removeVaults(vaultIds: readonly VaultId[]): Promise<void>
  /** Vaults that have objects, or had. */
  listVaults(): AsyncIterable<VaultId>
  /** Objects of a vault; what a broken write left too. */
  listObjects(vaultId: VaultId): AsyncIterable<ObjectId>
  /** When an object was last written to, by the clock of the store; undefined when there is none. */
  findWrittenAt(vaultId: VaultId, objectId: ObjectId): Promise<Date | undefined>
}

export class ObjectMissing extends Error {
  override readonly name = 'ObjectMissing'
}
