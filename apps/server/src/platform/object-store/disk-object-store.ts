import { mkdir, type FileHandle, open, opendir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '#server/kernel/app-error.ts'
import { type ObjectId, parseId, type VaultId } from '#server/kernel/ids.ts'
import { ObjectMissing, type ObjectStore } from './object-store.ts'
import { removeFolders } from './remove-folders.ts'
import { Rooms } from './rooms.ts'

/** Read and written at once: each time is a way to another thread and back. */
const roomBytes = 256 * 1024
const rooms = new Rooms(roomBytes, 16)
/** Each list of names is a way to another thread and back too. */
const listedAtOnce = 256

/** Objects as files, a folder for each vault, readable by their owner only. */
export function createDiskObjectStore(options: { folder: string }): ObjectStore {
  const folderOf = (vaultId: VaultId) => join(options.folder, checked('vlt', vaultId))
  const pathOf = (vaultId: VaultId, objectId: ObjectId) => join(folderOf(vaultId), checked('obj', objectId))
  return {
    async write(vaultId, objectId, bytes) {
      // NOTE: under its own name from the start. Nobody knows of it before it is whole, and what was left half by a process
      // that died, no row tells of: the sweep removes it. A rename would have to be made durable too.
      const path = pathOf(vaultId, objectId)
      try {
        const file = await openToWrite(path)
        await writeWhole(file, bytes)
        // Whoever needs to know waits for it; one that is discarded meanwhile concerns nobody.
        return { lasting: heardLater(makeLasting(file, path)) }
      } catch (error) {
        return await giveUp(path, error)
      }
    },
    read: (vaultId, objectId) => readFile(pathOf(vaultId, objectId)),
    async remove(vaultId, objectId) {
      await rm(pathOf(vaultId, objectId), { force: true })
    },
    removeVaults: (vaultIds) => removeFolders(vaultIds.map(folderOf)),
    async *listVaults() {
      for await (const name of list(options.folder)) {
        const vaultId = parseId('vlt', name)
        if (vaultId !== undefined) yield vaultId
      }
    },
    async *listObjects(vaultId) {
      for await (const name of list(folderOf(vaultId))) {
        const objectId = parseId('obj', name)
        if (objectId !== undefined) yield objectId
      }
    },
    findWrittenAt: (vaultId, objectId) => findWrittenAt(pathOf(vaultId, objectId)),
  }
}

/** Ids are made by us; one of another shape would be a way out of the folder. */
function checked<Id extends ObjectId | VaultId>(prefix: 'obj' | 'vlt', id: Id): Id {
  if (parseId(prefix, id) === undefined) throw new Error('not an id of an object or a vault')
  return id
}

/** The vault's folder is made with its first object. */
async function openToWrite(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'w', 0o600)
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    return open(path, 'w', 0o600)
  }
}

/** What is half written is not there. @throws AppError http/storage-full, or the error itself */
async function giveUp(path: string, error: unknown): Promise<never> {
  await rm(path, { force: true })
  throw hasCode(error, 'ENOSPC', 'EDQUOT') ? new AppError('http/storage-full', {}, { cause: error }) : error
}

async function makeLasting(file: FileHandle, path: string): Promise<void> {
  try {
    await file.datasync().finally(() => file.close())
  } catch (error) {
    await giveUp(path, error)
  }
}

/** What fails before anybody waits for it is told then; unheard until then, it would end the process. */
function heardLater<Value>(work: Promise<Value>): Promise<Value> {
  work.catch(() => undefined)
  return work
}

/** One room is written while the other is filled. Closes the file where it fails. */
async function writeWhole(file: FileHandle, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  let [filling, written] = [rooms.take(), rooms.take()]
  let writing: Promise<void> | undefined
  try {
    let held = 0
    for await (const piece of bytes) {
      for (let at = 0; at < piece.byteLength; ) {
        const taken = piece.subarray(at, at + filling.length - held)
        filling.set(taken, held)
        held += taken.byteLength
        at += taken.byteLength
        if (held < filling.length) break
        await writing
        writing = heardLater(writeAll(file, filling))
        ;[filling, written] = [written, filling]
        held = 0
      }
    }
    await writing
    writing = writeAll(file, filling.subarray(0, held))
    await writing
  } catch (error) {
    await Promise.allSettled([writing])
    await file.close()
    throw error
  } finally {
    rooms.giveBack(filling, written)
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let offset = 0; offset < bytes.byteLength; ) {
    const { bytesWritten } = await file.write(bytes, offset, bytes.byteLength - offset)
    offset += bytesWritten
  }
}

/** One room is read while what is in the other is used. */
async function* readFile(path: string): AsyncIterable<Buffer> {
  const file = await openToRead(path)
  let [reading, used] = [rooms.take(), rooms.take()]
  let next = heardLater(file.read(reading))
  try {
    for (let { bytesRead } = await next; bytesRead > 0; bytesRead = (await next).bytesRead) {
      ;[reading, used] = [used, reading]
      next = heardLater(file.read(reading))
      yield used.subarray(0, bytesRead)
    }
  } finally {
    await Promise.allSettled([next])
    await file.close()
    rooms.giveBack(reading, used)
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
    for await (const entry of await opendir(folder, { bufferSize: listedAtOnce })) yield entry.name
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
