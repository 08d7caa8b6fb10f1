import type { ByteStore } from './byte-store-port.ts'
import type { PictureWorker } from './picture-worker-client.ts'

const root = 'gptimage'

const folderOf = (libraryId: string): readonly string[] => [root, libraryId]

/** Bytes as files of the origin's private file system, one folder for each library. */
export function createFileBytes(libraryId: string, worker: PictureWorker): ByteStore {
  const path = folderOf(libraryId)
  async function findFolder(): Promise<FileSystemDirectoryHandle | undefined> {
    const place = await navigator.storage.getDirectory()
    return unlessMissing(
      path.reduce(async (folder, name) => (await folder).getDirectoryHandle(name), Promise.resolve(place)),
    )
  }
  return {
    write: (name, blob) => worker.write(path, name, blob),
    async read(name, mediaType) {
      const handle = await unlessMissing((await findFolder())?.getFileHandle(name))
      const file = await handle?.getFile()
      // A file takes its type from its name; these names have none to say.
      return file?.slice(0, file.size, mediaType)
    },
    async remove(names) {
      const folder = await findFolder()
      for (const name of names) await unlessMissing(folder?.removeEntry(name))
    },
    async list() {
      const names: string[] = []
      const folder = await findFolder()
      if (folder !== undefined) for await (const name of folder.keys()) names.push(name)
      return names
    },
  }
}

/** Removes the whole folder of a library. */
export async function removeFolder(libraryId: string): Promise<void> {
  const place = await navigator.storage.getDirectory()
  const parent = await unlessMissing(place.getDirectoryHandle(root))
  await unlessMissing(parent?.removeEntry(libraryId, { recursive: true }))
}

export async function hasFolder(libraryId: string): Promise<boolean> {
  const place = await navigator.storage.getDirectory()
  const parent = await unlessMissing(place.getDirectoryHandle(root))
  return (await unlessMissing(parent?.getDirectoryHandle(libraryId))) !== undefined
}

/** Private windows of some browsers have the file system in name only. */
export async function canUseFiles(): Promise<boolean> {
  try {
    await navigator.storage.getDirectory()
    return true
  } catch {
    return false
  }
}

async function unlessMissing<Value>(found: Promise<Value> | undefined): Promise<Value | undefined> {
  try {
    return await found
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return undefined
    throw error
  }
}
