import { hashBytes } from '../workers/hash-bytes.ts'
import type { ByteStore } from './byte-store-port.ts'
import type { Records } from './records.ts'

/** Bytes in the database itself. Plain buffers: private windows of some browsers store no Blob. */
export function createRecordBytes(records: Records): ByteStore {
  return {
    async write(name, blob) {
      const wanted = await blob.arrayBuffer()
      await records.bytes.put({ name, bytes: wanted })
      const found = (await records.bytes.get(name))?.bytes ?? new ArrayBuffer(0)
      const [before, after] = await Promise.all([hashBytes(wanted), hashBytes(found)])
      if (before !== after) throw new DOMException('what was read is not what was written', 'DataError')
      return { sizeBytes: found.byteLength, sha256: after }
    },
    async read(name, mediaType) {
      const found = await records.bytes.get(name)
      return found && new Blob([found.bytes], { type: mediaType })
    },
    remove: (names) => records.bytes.bulkDelete([...names]),
    list: () => records.bytes.toCollection().primaryKeys(),
  }
}
