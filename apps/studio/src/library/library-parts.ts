import type { ByteStore } from './byte-store-port.ts'
import type { ChangeBus } from './change-bus.ts'
import type { PictureWorker } from './picture-worker-client.ts'
import type { Records } from './records.ts'

/** What the parts of a library work with. */
export interface LibraryParts {
  id: string
  records: Records
  bytes: ByteStore
  worker: PictureWorker
  changes: ChangeBus
}

/** The name under which the bytes of a picture lie: a path of one part. */
export function byteNameOf(pictureId: string): string {
  return pictureId.replace('/', '.')
}

export function takeLock<Result>(libraryId: string, act: () => Promise<Result>): Promise<Result> {
  return navigator.locks.request(`gptimage-library-${libraryId}`, act)
}
