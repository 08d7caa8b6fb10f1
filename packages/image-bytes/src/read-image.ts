import type { ImageFacts } from './image-facts.ts'

/** Why a file cannot be kept as it is: its samples, its colours, or its coding are not what partners and browsers read. */
export type NeedsDecoding = 'bit-depth' | 'colour-model' | 'format'

/** What one pass over a file found. */
export interface ReadImage {
  facts: ImageFacts
  needsDecoding: NeedsDecoding | undefined
  /** Pieces of the clean file, in order; views of what was read where nothing changes. */
  cleanPieces(): Buffer[]
}
