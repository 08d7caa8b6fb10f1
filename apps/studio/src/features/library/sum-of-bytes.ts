import type { LibraryIndex } from '../../library/index.ts'

export function sumOfBytes(entries: LibraryIndex): number {
  return entries.reduce((sum, { picture }) => sum + picture.sizeBytes, 0)
}
