import { type Messages, setupI18n } from '@lingui/core'
import { catalogue } from './en.catalogue.ts'

/** Every sentence has an identity; the English catalogue is the list of them. */
export type MessageId = keyof typeof catalogue

interface Language {
  locale: string
  direction: 'ltr' | 'rtl'
  load(): Promise<Messages>
}

/** Languages the studio speaks. A further one is one catalogue file and one line here. */
export const languages: readonly Language[] = [
  { locale: 'en', direction: 'ltr', load: async () => catalogue },
]

const i18n = setupI18n({ locale: 'en', messages: { en: catalogue } })

/** Speaks the best of our languages for this browser. Call before the first sentence is shown. */
export async function chooseLanguage(wanted: readonly string[]): Promise<void> {
  const [first] = languages
  const found = wanted
    .map((tag) =>
      languages.find(({ locale }) => tag === locale || tag.split('-')[0] === locale.split('-')[0]),
    )
    .find((language) => language !== undefined)
  const language = found ?? first
  if (language === undefined) return
  i18n.loadAndActivate({
    locale: language.locale,
    messages: await language.load(),
  })
  document.documentElement.lang = language.locale
  document.documentElement.dir = language.direction
}

/** The sentence of this identity in the reader's language. */
export function t(id: MessageId, values?: Record<string, string | number>): string {
  return i18n._(id, values)
}

/** Adds the sentences of a part that is loaded when it is wanted, by language; returns what says them. */
export function speak<Id extends string>(
  catalogues: Readonly<Record<string, Readonly<Record<Id, string>>>>,
): (id: Id, values?: Record<string, string | number>) => string {
  for (const [locale, messages] of Object.entries(catalogues)) i18n.load(locale, { ...messages })
  return (id, values) => i18n._(id, values)
}
