import { Dexie, type EntityTable } from 'dexie'
import type { GenerationView, Model, UploadRole } from '#contract'

/** One wish for pictures of which at least one is here: the words and everything that was asked. Moments are ms. */
export interface GenerationRecord {
  id: string
  prompt: string
  modelId: string
  modelName: string
  widthPx: number
  heightPx: number
  count: number
  seed: number
  background: GenerationView['background']
  quality: GenerationView['quality']
  /** Ids of what was given beside the words, in order; see `InputRecord`. */
  references: readonly string[]
  mask?: string
  createdAt: number
  /** What was known of it when its last picture was kept. Absent in records of older releases. */
  startedAt?: number
  endedAt?: number
  quotedCredits?: number
  modelLabel?: string
  handling?: Model['handling']
}

/** A picture of the person's own that something here was made from, by the server's name for it. */
export interface InputRecord {
  id: string
  role: UploadRole
  mediaType: string
  /** 0: its bytes are those of the kept picture it was, and not here twice. */
  sizeBytes: number
  /** The kept picture that it was. */
  from?: string
}

/** One picture whose bytes are here. */
export interface PictureRecord {
  /** Generation and place, for example gen_x/0. */
  id: string
  generationId: string
  index: number
  mediaType: string
  /** What came, which may differ from what was asked. */
  widthPx: number
  heightPx: number
  sizeBytes: number
  sha256: string
  createdAt: number
  keptAt: number
  /** The server has been told, and has it no more. */
  isAcknowledged: boolean
  /** Since when it waits to be erased. Undoing takes this away again. */
  deletedAt?: number
}

export interface SmallPrint {
  id: string
  bytes: ArrayBuffer
  mediaType: string
}

/** A picture that was erased here before the server could be told of it. */
export interface OwedDeletion {
  id: string
  since: number
}

export interface StoredFact {
  name: 'persistence-asked'
  at: number
}

/** The tables of one library. Its name is the library's id, which says nothing of whose it is. */
export class Records extends Dexie {
  readonly generations!: EntityTable<GenerationRecord, 'id'>
  readonly pictures!: EntityTable<PictureRecord, 'id'>
  readonly inputs!: EntityTable<InputRecord, 'id'>
  readonly smallPrints!: EntityTable<SmallPrint, 'id'>
  readonly owedDeletions!: EntityTable<OwedDeletion, 'id'>
  readonly facts!: EntityTable<StoredFact, 'name'>
  /** Pictures themselves, only where the browser gives no files. */
  readonly bytes!: EntityTable<{ name: string; bytes: ArrayBuffer }, 'name'>

  constructor(libraryId: string) {
    // Strict: a transaction is done when it is on the disk. The server erases its copy upon that word.
    super(recordsName(libraryId), { chromeTransactionDurability: 'strict' })
    this.version(1).stores({
      generations: 'id',
      pictures: 'id, generationId',
      smallPrints: 'id',
      owedDeletions: 'id',
      facts: 'name',
      bytes: 'name',
    })
    this.version(2).stores({ generations: 'id, *references, mask', inputs: 'id, from' })
    // Another tab wipes the library: it must not wait for this one.
    this.on('versionchange', () => this.close())
  }
}

export function recordsName(libraryId: string): string {
  return `gptimage-library-${libraryId}`
}
