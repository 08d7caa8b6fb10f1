import { createByteStore } from './byte-store.ts'
import { createChangeBus, type ChangeBus } from './change-bus.ts'
import { erasePictures } from './erase-pictures.ts'
import { clearKeptNote, findKeptNote } from './eviction-note.ts'
import { canUseFiles } from './file-bytes.ts'
import { type InputKeeping, keepInput, openInput } from './keep-input.ts'
import { type Keeping, keepPicture } from './keep-picture.ts'
import { byteNameOf, type LibraryParts, takeLock } from './library-parts.ts'
import { createPictureWorker } from './picture-worker-client.ts'
import { type GenerationRecord, type InputRecord, type PictureRecord, Records } from './records.ts'
import { sweepLibrary } from './sweep-library.ts'

export interface LibraryContent {
  generations: readonly GenerationRecord[]
  /** Without those that wait to be erased. */
  pictures: readonly PictureRecord[]
}

/** The pictures and words of one account on this device. Every tab reads; who writes holds the library's lock. */
export interface Library {
  id: string
  /** False where the browser gives no files and everything lies in its database, as in some private windows. */
  hasFiles: boolean
  /** How many pictures this browser had kept and has cleared away by itself; 0 when it has not. */
  clearedByBrowser: number
  /** The person has read that the browser cleared it. */
  forgetClearing(): void
  changes: ChangeBus
  /** Lets one tab at a time act. Hold it for what must not happen twice. */
  alone<Result>(act: () => Promise<Result>): Promise<Result>
  find(pictureId: string): Promise<PictureRecord | undefined>
  findGeneration(generationId: string): Promise<GenerationRecord | undefined>
  /** The picture itself; undefined when it is not here, or not any more. */
  open(pictureId: string): Promise<Blob | undefined>
  /**
   * Writes bytes, closes, reads them back, and only then commits the record: when it resolves the picture is on the disk.
   * Call it within `alone`. @throws DOMException QuotaExceededError, …
   */
  keep(keeping: Keeping): Promise<PictureRecord>
  /** The server has been told and has erased its copy. */
  acknowledge(pictureId: string): Promise<void>
  /** Keeps what a kept picture was made from; see `regain`. Call it within `alone`. */
  keepInput(keeping: InputKeeping): Promise<void>
  /** A picture of the person's own that something here was made from; undefined when it is not here any more. */
  openInput(inputId: string): Promise<Blob | undefined>
  findInput(inputId: string): Promise<InputRecord | undefined>
  /** First pictures of what was made here with this picture beside the words, oldest first. */
  listMadeFrom(pictureId: string): Promise<string[]>
  list(): Promise<LibraryContent>
  /** Small prints of those that have one. */
  openSmall(pictureIds: readonly string[]): Promise<ReadonlyMap<string, Blob>>
  /** Hides pictures that are to be erased; undone by `show`, carried out by `erase`. */
  hide(pictureIds: readonly string[]): Promise<void>
  show(pictureIds: readonly string[]): Promise<void>
  erase(pictureIds: readonly string[]): Promise<void>
  /** Ids of all pictures of a generation that are here. */
  listOf(generationId: string): Promise<string[]>
  /** Whether this picture was erased here before the server could be told. */
  isOwed(pictureId: string): Promise<boolean>
  settleOwed(pictureId: string): Promise<void>
  /** True once: the browser is asked for persistence after the first picture, not at every one. */
  takeFirstAsking(): Promise<boolean>
  close(): void
}

/** Opens the library of this id, or begins it. @throws when the browser gives no storage at all */
export async function openLibrary(id: string): Promise<Library> {
  const records = new Records(id)
  await records.open()
  const hasFiles = await canUseFiles()
  const worker = createPictureWorker()
  const bytes = createByteStore(id, { records, worker, hasFiles })
  const parts: LibraryParts = { id, records, bytes, worker, changes: createChangeBus(id) }
  const count = await records.pictures.count()
  const clearedByBrowser = count === 0 ? findKeptNote(id) : 0
  // What is left over waits for the next opening when a wipe, or the end of the page, comes first.
  takeLock(id, () => sweepLibrary(parts)).catch(() => undefined)
  return { id, hasFiles, clearedByBrowser, ...readingOf(parts), ...writingOf(parts) }
}

type Reading =
  | 'openInput'
  | 'findInput'
  | 'listMadeFrom'
  | 'find'
  | 'findGeneration'
  | 'open'
  | 'list'
  | 'openSmall'
  | 'listOf'
  | 'isOwed'

function readingOf(parts: LibraryParts): Pick<Library, Reading> {
  const { records, bytes } = parts
  async function open(pictureId: string): Promise<Blob | undefined> {
    const picture = await records.pictures.get(pictureId)
    if (picture === undefined) return undefined
    const blob = await bytes.read(byteNameOf(pictureId), picture.mediaType)
    return blob?.size === picture.sizeBytes ? blob : undefined
  }
  return {
    find: (pictureId) => records.pictures.get(pictureId),
    findGeneration: (generationId) => records.generations.get(generationId),
    open,
    openInput: (inputId) => openInput(parts, { inputId, openPicture: open }),
    findInput: (inputId) => records.inputs.get(inputId),
    listMadeFrom: (pictureId) => listMadeFrom(records, pictureId),
    async list() {
      const [generations, pictures] = await Promise.all([
        records.generations.toArray(),
        records.pictures.toArray(),
      ])
      return { generations, pictures: pictures.filter(({ deletedAt }) => deletedAt === undefined) }
    },
    async openSmall(pictureIds) {
      const found = await records.smallPrints.bulkGet([...pictureIds])
      return new Map(
        found.flatMap((print) =>
          print === undefined ? [] : [[print.id, new Blob([print.bytes], { type: print.mediaType })]],
        ),
      )
    },
    listOf: (generationId) => records.pictures.where({ generationId }).primaryKeys(),
    isOwed: async (pictureId) => (await records.owedDeletions.get(pictureId)) !== undefined,
  }
}

function writingOf(parts: LibraryParts): Omit<Library, Reading | 'id' | 'hasFiles' | 'clearedByBrowser'> {
  const { id, records, changes, worker } = parts
  async function mark(pictureIds: readonly string[], deletedAt: number | undefined): Promise<void> {
    await records.pictures
      .where('id')
      .anyOf([...pictureIds])
      .modify((picture) => {
        if (deletedAt === undefined) delete picture.deletedAt
        else picture.deletedAt = deletedAt
      })
  }
  return {
    changes,
    forgetClearing: () => clearKeptNote(id),
    alone: (act) => takeLock(id, act),
    keep: (keeping) => keepPicture(parts, keeping),
    keepInput: (keeping) => keepInput(parts, keeping),
    async acknowledge(pictureId) {
      await records.pictures.update(pictureId, { isAcknowledged: true })
    },
    async hide(pictureIds) {
      await mark(pictureIds, Date.now())
      changes.tell({ kind: 'hidden', pictureIds })
    },
    async show(pictureIds) {
      await mark(pictureIds, undefined)
      changes.tell({ kind: 'shown', pictureIds })
    },
    erase: (pictureIds) => takeLock(id, () => erasePictures(parts, pictureIds)),
    async settleOwed(pictureId) {
      await records.owedDeletions.delete(pictureId)
    },
    takeFirstAsking: () =>
      records.transaction('rw', records.facts, async () => {
        if ((await records.facts.get('persistence-asked')) !== undefined) return false
        await records.facts.put({ name: 'persistence-asked', at: Date.now() })
        return true
      }),
    close() {
      changes.close()
      worker.close()
      records.close()
    },
  }
}

async function listMadeFrom(records: Records, pictureId: string): Promise<string[]> {
  const inputIds = await records.inputs.where({ from: pictureId }).primaryKeys()
  const generations = await records.generations.where('references').anyOf(inputIds).sortBy('createdAt')
  const firsts = await Promise.all(
    generations.map(({ id }) => records.pictures.where({ generationId: id }).sortBy('index')),
  )
  return firsts.flatMap((pictures) => pictures.find(({ deletedAt }) => deletedAt === undefined)?.id ?? [])
}
