import { sayInEnglish } from './chinese.ts'
import type { Season, Subject } from './subject.ts'
import {
  colourWords,
  countWords,
  type Place,
  placeWords,
  seasonWords,
  type Side,
  sideWords,
  type Style,
  styleWords,
  type Time,
  timeWords,
  type Weather,
  weatherWords,
} from './vocabulary.ts'

export interface Wanted {
  subject: Subject
  count: number
  /** Hue, saturation, lightness. */
  colour: readonly [number, number, number] | undefined
  side: Side | undefined
}

/** What a prompt asks for, as far as it is understood. Undefined: it says nothing about it. */
export interface Reading {
  wanted: Wanted[]
  time: Time | undefined
  weather: Weather | undefined
  place: Place | undefined
  season: Season | undefined
  style: Style
  /** Colours that no subject took: they tint the picture. */
  tints: (readonly [number, number, number])[]
  /** Of the words themselves: the same words in another order make another picture. */
  hash: number
}

const wordsAtMost = 400
const countAtMost = 12

/** Reads a prompt of any length and language; never fails. */
export function readPrompt(prompt: string, subjects: readonly Subject[]): Reading {
  const words = toWords(prompt)
  const text = ` ${words.join(' ')} `
  const wanted = findWanted(words, subjects)
  const taken = new Set(wanted.map(({ colour }) => colour))
  const tints = words.flatMap((word) => {
    const colour = colourWords[word]
    return colour === undefined || taken.has(colour) ? [] : [colour]
  })
  return {
    wanted,
    time: findFirst(text, timeWords),
    weather: findFirst(text, weatherWords),
    place: findFirst(text, placeWords),
    season: findFirst(text, seasonWords),
    style: findFirst(text, styleWords) ?? 'plain',
    tints,
    hash: hashOf(text),
  }
}

function toWords(prompt: string): string[] {
  return sayInEnglish(prompt.normalize('NFKC').toLowerCase())
    .split(/[^\p{L}\p{N}'-]+/u)
    .filter((word) => word !== '')
    .slice(0, wordsAtMost)
}

/** The name whose longest phrase stands in the text; the longer phrase wins, so that "midnight" beats "day". */
function findFirst<Name extends string>(
  text: string,
  table: Readonly<Record<Name, readonly string[]>>,
): Name | undefined {
  let found: { name: Name; length: number } | undefined
  for (const name in table) {
    for (const phrase of table[name]) {
      if (phrase.length > (found?.length ?? 0) && text.includes(` ${phrase} `))
        found = { name, length: phrase.length }
    }
  }
  return found?.name
}

function findWanted(words: readonly string[], subjects: readonly Subject[]): Wanted[] {
  const wanted: Wanted[] = []
  let from = 0
  for (let at = 0; at < words.length && wanted.length < 8; at += 1) {
    const match = matchSubject(words, at, subjects)
    if (match === undefined || isColourOfNext(words, at, { match, subjects })) continue
    const before = words.slice(Math.max(from, at - 6), at)
    wanted.push({
      subject: match.subject,
      count: Math.min(countAtMost, findCount(before, match.isPlural)),
      colour: findColour(before),
      side: findSide(words, { from, at, end: at + match.length, isFirst: wanted.length === 0 }),
    })
    at += match.length - 1
    from = at + 1
  }
  return wanted.filter((one, index) => wanted.findIndex(({ subject }) => subject === one.subject) === index)
}

/** "An orange" is a fruit; in "an orange cat" it is a colour of what comes next. */
function isColourOfNext(
  words: readonly string[],
  at: number,
  { match, subjects }: { match: { length: number }; subjects: readonly Subject[] },
): boolean {
  if (match.length > 1 || colourWords[words[at] ?? ''] === undefined) return false
  return [at + 1, at + 2].some((next) => matchSubject(words, next, subjects) !== undefined)
}

function matchSubject(words: readonly string[], at: number, subjects: readonly Subject[]) {
  for (const length of [3, 2, 1]) {
    const phrase = words.slice(at, at + length).join(' ')
    for (const form of singulars(phrase)) {
      const subject = subjects.find((known) => known.words.includes(form))
      if (subject !== undefined) return { subject, length, isPlural: form !== phrase }
    }
  }
  return undefined
}

/** A word as it is, and without the endings of a plural. */
function singulars(word: string): string[] {
  const bare = word.replace(/'s$/, '')
  return [
    bare,
    ...(bare.endsWith('ies') ? [`${bare.slice(0, -3)}y`] : []),
    ...(bare.endsWith('ves') ? [`${bare.slice(0, -3)}f`, `${bare.slice(0, -3)}fe`] : []),
    ...(bare.endsWith('es') ? [bare.slice(0, -2)] : []),
    ...(bare.endsWith('s') ? [bare.slice(0, -1)] : []),
  ]
}

function findCount(before: readonly string[], isPlural: boolean): number {
  for (const word of before.toReversed()) {
    const digits = /^\d{1,2}$/.test(word) ? Number(word) : 0
    const count = digits > 0 ? digits : countWords[word]
    // "a couple of", "a herd of": the article before says nothing.
    if (count !== undefined && !(count === 1 && isPlural)) return count
  }
  return isPlural ? 3 : 1
}

function findColour(before: readonly string[]) {
  for (const word of before.slice(-4).toReversed()) {
    const colour = colourWords[word]
    if (colour !== undefined) return colour
  }
  return undefined
}

function findSide(
  words: readonly string[],
  { from, at, end, isFirst }: { from: number; at: number; end: number; isFirst: boolean },
): Side | undefined {
  const after = ` ${words.slice(end, end + 5).join(' ')} `
  const before = ` ${words.slice(from, at).join(' ')} `
  const said = findFirst(after, {
    ...sideWords,
    behind: ['in the background', 'in the distance', 'far away'],
    above: ['flying'],
    below: [],
    front: ['in the foreground'],
  })
  if (said !== undefined) return said
  const preceding = isFirst ? undefined : findFirst(before, sideWords)
  // "a cat in front of a house": the house is behind.
  if (preceding === 'front') return 'behind'
  if (preceding === 'behind') return 'behind'
  return preceding
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return hash >>> 0
}
