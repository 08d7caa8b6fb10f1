import type { SKRSContext2D } from '@napi-rs/canvas'

/** CSS colours for one subject, already tinted for the light of the scene. */
export interface Palette {
  main: string
  second: string
  dark: string
  light: string
  accent: string
}

export interface DrawOptions {
  palette: Palette
  /** Seeded: the same numbers in the same order for the same request. */
  random: () => number
  facing: 'left' | 'right'
  /** 0 to 1; low for coarse partials. */
  detail: number
  /** At night windows and lamps glow. */
  lit: boolean
  season: Season
}

export type Season = 'spring' | 'summer' | 'autumn' | 'winter'

/** One thing the picture maker can draw. */
export interface Subject {
  id: string
  /** Singular nouns and synonyms that name it, lower case; irregular plurals listed too. */
  words: readonly string[]
  group: 'animal' | 'plant' | 'building' | 'vehicle' | 'person' | 'food' | 'sky' | 'thing'
  /** Where it naturally stands. */
  place: 'ground' | 'water' | 'underwater' | 'air' | 'table' | 'sky' | 'backdrop'
  /** Natural height in metres; the engine compresses it to relative sizes. */
  height: number
  /** Width divided by height of its box. */
  aspect: number
  /** Its natural colours, where the prompt names none. */
  colours: Partial<Palette>
  /** Paints inside x 0..aspect, y 0..1 (0 top, 1 where it touches the ground), facing right; the engine scales and mirrors. */
  draw(context: SKRSContext2D, options: DrawOptions): void
}
