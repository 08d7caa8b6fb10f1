import { writeKeptNote } from './eviction-note.ts'
import { byteNameOf, type LibraryParts } from './library-parts.ts'
import type { GenerationRecord, PictureRecord } from './records.ts'

/** A picture to be kept: its place, its bytes, and what was asked. */
export interface Keeping {
  generation: GenerationRecord
  index: number
  blob: Blob
}

/** Bytes, then the record: what this resolves with is on the disk. @throws DOMException QuotaExceededError, … */
export async function keepPicture(
  parts: LibraryParts,
  { generation, index, blob }: Keeping,
): Promise<PictureRecord> {
  const { id: libraryId, records, bytes, worker, changes } = parts
  const id = `${generation.id}/${index}`
  const written = await bytes.write(byteNameOf(id), blob)
  // A picture without a small print is kept all the same.
  const looked = await worker.look(blob)
  const picture: PictureRecord = {
    id,
    generationId: generation.id,
    index,
    mediaType: blob.type,
    widthPx: looked?.widthPx ?? generation.widthPx,
    heightPx: looked?.heightPx ?? generation.heightPx,
    ...written,
    createdAt: generation.createdAt,
    keptAt: Date.now(),
    isAcknowledged: false,
  }
  const tables = [records.generations, records.pictures, records.smallPrints]
  // NOTE: the record after the bytes. A crash in between leaves a file that no record names, and the sweep removes it.
  await records.transaction('rw', tables, async () => {
    await records.generations.put(generation)
    await records.pictures.put(picture)
    if (looked?.small !== undefined) await records.smallPrints.put({ id, ...looked.small })
  })
  writeKeptNote(libraryId, await records.pictures.count())
  changes.tell({ kind: 'kept', generation, picture })
  return picture
}
