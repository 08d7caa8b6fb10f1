import { clearKeptNote, writeKeptNote } from './eviction-note.ts'
import { byteNameOf, type LibraryParts } from './library-parts.ts'

/** Bytes first, then records: a crash in between leaves a record that is hidden, and the sweep erases it. */
export async function erasePictures(
  { id, records, bytes, changes }: LibraryParts,
  pictureIds: readonly string[],
): Promise<void> {
  const found = (await records.pictures.bulkGet([...pictureIds])).filter((picture) => picture !== undefined)
  await bytes.remove(found.map((picture) => byteNameOf(picture.id)))
  const ids = found.map((picture) => picture.id)
  const owed = found.filter(({ isAcknowledged }) => !isAcknowledged)
  await records.transaction('rw', records.tables, async () => {
    await records.pictures.bulkDelete(ids)
    await records.smallPrints.bulkDelete(ids)
    await records.owedDeletions.bulkPut(owed.map((picture) => ({ id: picture.id, since: Date.now() })))
    for (const generationId of new Set(found.map((picture) => picture.generationId))) {
      const left = await records.pictures.where({ generationId }).count()
      // Words without a picture are not kept.
      if (left === 0) await records.generations.delete(generationId)
    }
  })
  const count = await records.pictures.count()
  if (count === 0) clearKeptNote(id)
  else writeKeptNote(id, count)
  changes.tell({ kind: 'erased', pictureIds: ids })
}
