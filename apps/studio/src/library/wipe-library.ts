import { Dexie } from 'dexie'
import { createChangeBus } from './change-bus.ts'
import { clearKeptNote } from './eviction-note.ts'
import { canUseFiles, hasFolder, removeFolder } from './file-bytes.ts'
import { takeLock } from './library-parts.ts'
import { Records, recordsName } from './records.ts'

/** What a wipe removed, counted before, and whether nothing was found when it was looked for afterwards. */
export interface Wiped {
  at: number
  pictures: number
  sizeBytes: number
  isGone: boolean
}

/** Erases a library from this device: words, pictures, their folder and the database itself. Every tab is told. */
export async function wipeLibrary(libraryId: string): Promise<Wiped> {
  return takeLock(libraryId, async () => {
    const counted = await count(libraryId)
    const hasFiles = await canUseFiles()
    await Dexie.delete(recordsName(libraryId))
    if (hasFiles) await removeFolder(libraryId)
    clearKeptNote(libraryId)
    // Looked for before any tab is told: whoever is still signed in begins the library anew.
    const isLeft = (await Dexie.exists(recordsName(libraryId))) || (hasFiles && (await hasFolder(libraryId)))
    const changes = createChangeBus(libraryId)
    changes.tell({ kind: 'wiped' })
    changes.close()
    return { at: Date.now(), ...counted, isGone: !isLeft }
  })
}

async function count(libraryId: string): Promise<{ pictures: number; sizeBytes: number }> {
  const records = new Records(libraryId)
  const sizes = (await records.pictures.toArray()).map(({ sizeBytes }) => sizeBytes)
  records.close()
  return { pictures: sizes.length, sizeBytes: sizes.reduce((sum, size) => sum + size, 0) }
}
