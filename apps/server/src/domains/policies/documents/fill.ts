import { Html, html } from '#server/pages/index.ts'
import { isTrue, type PolicyFacts, valuesOf } from '../facts.ts'
import type { Language } from '#policies/words.ts'
import type { Paragraph } from '../texts/document-text.ts'

const link = /\[([^\]]+)\]\(((?:\/|mailto:|https:\/\/)[^)]*)\)/g

/** Puts values where a text names them. */
export class Filler {
  readonly language: Language
  readonly #facts: PolicyFacts
  readonly #values: Readonly<Record<string, string>>

  constructor(facts: PolicyFacts, language: Language) {
    this.language = language
    this.#facts = facts
    this.#values = valuesOf(facts, language)
  }

  /** @throws Error for a name that stands for nothing: a text must not go out with a hole in it */
  text(template: string): string {
    return template.replaceAll(/\{([\w-]+)\}/g, (_, name: string) => {
      const value = this.#values[name]
      if (value === undefined) throw new Error(`a text names ${name}, which is no value`)
      return value
    })
  }

  /** The paragraph as markup; undefined when it is not true of this installation. */
  markup(paragraph: Paragraph): Html | undefined {
    if (typeof paragraph !== 'string') {
      return isTrue(paragraph.when, this.#facts) ? this.markup(paragraph.text) : undefined
    }
    // NOTE: links are read from our text before values are put in, so that no value can become one.
    const parts: Html[] = []
    let end = 0
    for (const found of paragraph.matchAll(link)) {
      const [whole, words = '', target = ''] = found
      parts.push(html`${this.text(paragraph.slice(end, found.index))}`)
      parts.push(html`<a href="${this.text(target)}">${this.text(words)}</a>`)
      end = found.index + whole.length
    }
    parts.push(html`${this.text(paragraph.slice(end))}`)
    return new Html(parts.map(({ markup }) => markup).join(''))
  }

  all(paragraphs: readonly Paragraph[]): Html[] {
    return paragraphs.flatMap((paragraph) => this.markup(paragraph) ?? [])
  }
}
