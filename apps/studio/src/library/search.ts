/** Letters that Unicode does not take apart into a letter and a mark. */
const apart: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
}

/** A text as it is searched: without case, marks and differences of width; ö and o, Ｆ and f are the same. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[ßæœøłđı]/g, (letter) => apart[letter] ?? letter)
}

/** The words of a search. Chinese has no spaces between its words: there a run of characters is one of them. */
export function termsOf(query: string): readonly string[] {
  return fold(query)
    .split(/[\s,，、。;；]+/)
    .filter((term) => term !== '')
}

/** True when every word is somewhere in the folded text, in any order. */
export function matches(folded: string, terms: readonly string[]): boolean {
  return terms.every((term) => folded.includes(term))
}
