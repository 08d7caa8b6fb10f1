import { mkdir, type FileHandle, open, opendir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '#server/kernel/app-error.ts'
import { type ObjectId, parseId, type VaultId } from '#server/kernel/ids.ts'
import { ObjectMissing, type ObjectStore } from './object-store.ts'

const readBytes = 256 * 1024
const halfSuffix = '.half'

/** Objects as files, a folder for each vault, readable by their owner only. */
export function createDiskObjectStore(options: { folder: string }): ObjectStore {
  const folderOf = (vaultId: VaultId) => join(options.folder, checked('vlt', vaultId))
  const pathOf = (vaultId: VaultId, objectId: ObjectId) => join(folderOf(vaultId), checked('obj', objectId))
  return {
    async write(vaultId, objectId, bytes) {
      const path = pathOf(vaultId, objectId)
      const half = `${path}${halfSuffix}`
      try {
        await mkdir(folderOf(vaultId), { recursive: true, mode: 0o700 })
        const sizeBytes = await writeWhole(half, bytes)
        await rename(half, path)
        return sizeBytes
      } catch (error) {
        await rm(half, { force: true })
        throw hasCode(error, 'ENOSPC', 'EDQUOT')
          ? new AppError('http/storage-full', {}, { cause: error })
          : error
      }
    },
    read: (vaultId, objectId) => readFile(pathOf(vaultId, objectId)),
    async remove(vaultId, objectId) {
      const path = pathOf(vaultId, objectId)
      await rm(path, { force: true })
      await rm(`${path}${halfSuffix}`, { force: true })
    },
    removeVault: (vaultId) => rm(folderOf(vaultId), { recursive: true, force: true }),
    async *listVaults() {
      for await (const name of list(options.folder)) {
        const vaultId = parseId('vlt', name)
        if (vaultId !== undefined) yield vaultId
      }
    },
    async *listObjects(vaultId) {
      const folder = folderOf(vaultId)
      for await (const name of list(folder)) {
        const objectId = parseId('obj', name.endsWith(halfSuffix) ? name.slice(0, -halfSuffix.length) : name)
        const written = objectId === undefined ? undefined : await findWrittenAt(join(folder, name))
        if (objectId !== undefined && written !== undefined) yield { objectId, writtenAt: written }
      }
    },
  }
}

/** Ids are made by us; one of another shape would be a way out of the folder. */
function checked<Id extends ObjectId | VaultId>(prefix: 'obj' | 'vlt', id: Id): Id {
  if (parseId(prefix, id) === undefined) throw new Error('not an id of an object or a vault')
  return id
}

async function writeWhole(path: string, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  const file = await open(path, 'w', 0o600)
  try {
    let sizeBytes = 0
    for await (const piece of bytes) {
      await writeAll(file, piece)
      sizeBytes += piece.byteLength
    }
    await file.datasync()
    return sizeBytes
  } finally {
    await file.close()
  }
}

async function writeAll(file: FileHandle, piece: Uint8Array): Promise<void> {
  for (let offset = 0; offset < piece.byteLength; ) {
    const { bytesWritten } = await file.write(piece, offset, piece.byteLength - offset)
    offset += bytesWritten
  }
}

async function* readFile(path: string): AsyncIterable<Buffer> {
  const file = await openToRead(path)
  try {
    // Objects never change: what is there when it is opened is all there will be.
    const { size } = await file.stat()
    const lent = Buffer.allocUnsafeSlow(Math.min(readBytes, size))
    for (let at = 0; at < size; ) {
      const { bytesRead } = await file.read(lent)
      if (bytesRead === 0) return
      yield lent.subarray(0, bytesRead)
      at += bytesRead
    }
  } finally {
    await file.close()
  }
}

async function openToRead(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r')
  } catch (error) {
    throw hasCode(error, 'ENOENT') ? new ObjectMissing('there is no such object', { cause: error }) : error
  }
}

async function* list(folder: string): AsyncIterable<string> {
  try {
    for await (const entry of await opendir(folder)) yield entry.name
  } catch (error) {
    // A folder that is gone, or was never made, holds nothing.
    if (!hasCode(error, 'ENOENT')) throw error
  }
}

async function findWrittenAt(path: string): Promise<Date | undefined> {
  try {
    return (await stat(path)).mtime
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}
