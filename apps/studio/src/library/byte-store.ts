import type { ByteStore } from './byte-store-port.ts'
import { createFileBytes } from './file-bytes.ts'
import type { PictureWorker } from './picture-worker-client.ts'
import { createRecordBytes } from './record-bytes.ts'
import type { Records } from './records.ts'

/** Files where the browser gives them, else the database: for each picture, so that neither choice is for good. */
export function createByteStore(
  libraryId: string,
  parts: { records: Records; worker: PictureWorker; hasFiles: boolean },
): ByteStore {
  const inRecords = createRecordBytes(parts.records)
  if (!parts.hasFiles) return inRecords
  const inFiles = createFileBytes(libraryId, parts.worker)
  return {
    async write(name, blob) {
      try {
        return await inFiles.write(name, blob)
      } catch (error) {
        if (isFull(error)) throw error
        return inRecords.write(name, blob)
      }
    },
    read: async (name, mediaType) =>
      (await inFiles.read(name, mediaType)) ?? (await inRecords.read(name, mediaType)),
    async remove(names) {
      await inFiles.remove(names)
      await inRecords.remove(names)
    },
    list: async () => [...(await inFiles.list()), ...(await inRecords.list())],
  }
}

/** The device or the browser has no more room. The database wraps what the browser says. */
export function isFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const inner = 'inner' in error ? error.inner : undefined
  return error.name === 'QuotaExceededError' || (inner !== error && isFull(inner))
}
