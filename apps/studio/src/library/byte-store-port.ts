import type { WrittenBytes } from '../workers/picture-work.ts'

/** Where the bytes of pictures lie on this device. */
export interface ByteStore {
  /** Resolves when they are on the disk and were read back. @throws DOMException QuotaExceededError, … */
  write(name: string, blob: Blob): Promise<WrittenBytes>
  /** Undefined when they are not here. */
  read(name: string, mediaType: string): Promise<Blob | undefined>
  /** What is not there counts as removed. */
  remove(names: readonly string[]): Promise<void>
  list(): Promise<string[]>
}
