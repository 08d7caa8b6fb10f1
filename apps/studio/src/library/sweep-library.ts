import { erasePictures } from './erase-pictures.ts'
import { byteNameOfInput, eraseUnnamedInputs } from './keep-input.ts'
import { byteNameOf, type LibraryParts } from './library-parts.ts'

/** Longer than a deletion can be undone: what is hidden for this long, its page is gone. */
const hiddenForMs = 30_000
/** The server forgets a sitting within a day; what it was to be told is then done by itself. */
const owedForMs = 48 * 60 * 60 * 1000

/** Removes what broke off: pictures whose deletion was not carried out, and bytes that no record names. */
export async function sweepLibrary(parts: LibraryParts): Promise<void> {
  const { records, bytes } = parts
  const now = Date.now()
  const left = records.pictures.filter(
    ({ deletedAt }) => deletedAt !== undefined && deletedAt < now - hiddenForMs,
  )
  const leftIds = await left.primaryKeys()
  if (leftIds.length > 0) await erasePictures(parts, leftIds)
  await eraseUnnamedInputs(parts, await records.inputs.toCollection().primaryKeys())
  const named = new Set([
    ...(await records.pictures.toCollection().primaryKeys()).map(byteNameOf),
    ...(await records.inputs.toCollection().primaryKeys()).map(byteNameOfInput),
  ])
  await bytes.remove((await bytes.list()).filter((name) => !named.has(name)))
  await records.owedDeletions.filter(({ since }) => since < now - owedForMs).delete()
}
