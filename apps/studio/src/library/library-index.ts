import type { LibraryChange } from './change-bus.ts'
import type { LibraryContent } from './library.ts'
import type { GenerationRecord, PictureRecord } from './records.ts'
import { fold, matches, termsOf } from './search.ts'

/** A picture with what was asked for it. */
export interface LibraryEntry {
  picture: PictureRecord
  generation: GenerationRecord
  /** Words and model, folded for the search. */
  folded: string
}

/** Newest first; pictures of one wish in their order. */
export type LibraryIndex = readonly LibraryEntry[]

export function makeIndex({ generations, pictures }: LibraryContent): LibraryIndex {
  const wishes = new Map(
    generations.map((generation) => [generation.id, { generation, folded: foldOf(generation) }]),
  )
  const entries = pictures.flatMap((picture) => {
    const wish = wishes.get(picture.generationId)
    return wish === undefined ? [] : [{ picture, ...wish }]
  })
  return entries.toSorted(byAge)
}

/** The index after a change. `shown` brings back what only the library itself can read: then undefined. */
export function changeIndex(index: LibraryIndex, change: LibraryChange): LibraryIndex | undefined {
  switch (change.kind) {
    case 'kept': {
      const { picture, generation } = change
      const others = index.filter((entry) => entry.picture.id !== picture.id)
      return [{ picture, generation, folded: foldOf(generation) }, ...others].toSorted(byAge)
    }
    case 'hidden':
    case 'erased': {
      const gone = new Set(change.pictureIds)
      return index.filter(({ picture }) => !gone.has(picture.id))
    }
    case 'wiped':
      return []
    case 'shown':
      return undefined
  }
}

export function searchIndex(index: LibraryIndex, query: string): LibraryIndex {
  const terms = termsOf(query)
  return terms.length === 0 ? index : index.filter(({ folded }) => matches(folded, terms))
}

function foldOf({ prompt, modelName }: GenerationRecord): string {
  return fold(`${prompt}\n${modelName}`)
}

function byAge(one: LibraryEntry, other: LibraryEntry): number {
  return (
    other.generation.createdAt - one.generation.createdAt ||
    other.generation.id.localeCompare(one.generation.id) ||
    one.picture.index - other.picture.index
  )
}
