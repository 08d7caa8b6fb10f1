import { clearKeptNote, writeKeptNote } from './eviction-note.ts'
import { eraseUnnamedInputs } from './keep-input.ts'
import { byteNameOf, type LibraryParts } from './library-parts.ts'
import type { GenerationRecord } from './records.ts'

/** Bytes first, then records: a crash in between leaves a record that is hidden, and the sweep erases it. */
export async function erasePictures(parts: LibraryParts, pictureIds: readonly string[]): Promise<void> {
  const { id, records, bytes, changes } = parts
  const found = (await records.pictures.bulkGet([...pictureIds])).filter((picture) => picture !== undefined)
  await bytes.remove(found.map((picture) => byteNameOf(picture.id)))
  const ids = found.map((picture) => picture.id)
  const owed = found.filter(({ isAcknowledged }) => !isAcknowledged)
  const inputs = new Set<string>()
  await records.transaction('rw', records.tables, async () => {
    await records.pictures.bulkDelete(ids)
    await records.smallPrints.bulkDelete(ids)
    await records.owedDeletions.bulkPut(owed.map((picture) => ({ id: picture.id, since: Date.now() })))
    for (const generationId of new Set(found.map((picture) => picture.generationId))) {
      const left = await records.pictures.where({ generationId }).count()
      if (left > 0) continue
      // Words without a picture are not kept, nor is what only they were given.
      const generation = await records.generations.get(generationId)
      for (const input of inputsOf(generation)) inputs.add(input)
      await records.generations.delete(generationId)
    }
  })
  await eraseUnnamedInputs(parts, [...inputs])
  const count = await records.pictures.count()
  if (count === 0) clearKeptNote(id)
  else writeKeptNote(id, count)
  changes.tell({ kind: 'erased', pictureIds: ids })
}

function inputsOf(generation: GenerationRecord | undefined): readonly string[] {
  if (generation === undefined) return []
  return [...generation.references, ...(generation.mask === undefined ? [] : [generation.mask])]
}
