import { createCompiledCatalog } from '@lingui/cli/api'
import type { Plugin } from 'vite'

const catalogueFile = /\/src\/messages\/(?:[a-z]+\/)?([a-z]{2,3})\.catalogue\.ts$/

/**
 * Compiles each catalogue while it is bundled, so that no message parser reaches the browser and a sentence that
 * does not parse fails the build.
 */
export function compileMessages(): Plugin {
  return {
    name: 'compile-messages',
    enforce: 'pre',
    async transform(_code, id) {
      const locale = catalogueFile.exec(id.split('?')[0] ?? '')?.[1]
      if (locale === undefined) return null
      const file: { catalogue: Record<string, string> } = await import(`${id.split('?')[0]}?at=${Date.now()}`)
      return {
        code: `export const catalogue = ${JSON.stringify(compile(locale, file.catalogue))}`,
        map: null,
      }
    },
  }
}

/** @throws Error when a sentence does not parse */
export function compile(locale: string, catalogue: Readonly<Record<string, string>>): Messages {
  const { source, errors } = createCompiledCatalog(
    locale,
    { ...catalogue },
    { namespace: 'json', strict: true },
  )
  if (errors.length > 0) throw new Error(errors.map(({ id, error }) => `${id}: ${error.message}`).join('\n'))
  const { messages }: { messages: Messages } = JSON.parse(source)
  return Object.fromEntries(Object.entries(messages).map(([id, tokens]) => [id, tokens.map(askForForm)]))
}

type Messages = Readonly<Record<string, readonly Token[]>>
type Token =
  | string
  | readonly [name: string, type?: string, cases?: Readonly<Record<string, string | readonly Token[]>>]

/**
 * Has a plural ask for the plural of a number and for its figure, which `messages.ts` gives: lingui asks `Intl` for the
 * figure even where none is shown.
 */
function askForForm(token: Token): Token {
  if (typeof token === 'string') return token
  const [name, type, cases = {}] = token
  if (type === 'selectordinal' || (type === 'plural' && 'offset' in cases))
    throw new Error(`Nothing says ${type} with an offset yet: ${name}`)
  if (type !== 'plural') return token
  const all = Object.entries(cases).map(([key, words]) => [key, withFigure(words, name)] as const)
  const named = Object.fromEntries(all.filter(([key]) => !isExact(key)))
  const exact = Object.fromEntries(all.filter(([key]) => isExact(key)))
  const byRule: Token = [`${name}#plural`, 'select', named]
  return Object.keys(exact).length === 0 ? byRule : [name, 'select', { ...exact, other: [byRule] }]
}

const isExact = (key: string): boolean => /^\d+$/.test(key)

const withFigure = (words: string | readonly Token[], name: string): string | readonly Token[] =>
  typeof words === 'string' ? words : words.map((word) => (word === '#' ? [`${name}#`] : askForForm(word)))
