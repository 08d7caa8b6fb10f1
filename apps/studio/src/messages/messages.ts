import { type Messages, setupI18n } from '@lingui/core'
import { catalogue } from './en.catalogue.ts'
import { formatFigure, onFirstUse } from './figures.ts'

/** Every sentence has an identity; the English catalogue is the list of them. */
export type MessageId = keyof typeof catalogue

type Values = Readonly<Record<string, string | number>>

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

const pluralRules = new Map<string, () => Intl.PluralRules>()

/**
 * Adds what the compiled sentences ask of a number beside itself: how it is written, and which plural it takes. Asked of
 * lingui, every plural would have `Intl` format a figure, and its first takes a phone 200 ms.
 *
 * @see compile-messages.ts, which has the sentences ask
 */
function withForms(values: Values = {}): Values {
  const forms = { ...values }
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== 'number') continue
    Object.defineProperty(forms, `${name}#`, { get: () => formatFigure(value) })
    Object.defineProperty(forms, `${name}#plural`, { get: () => rulesOf(i18n.locale).select(value) })
  }
  return forms
}

function rulesOf(locale: string): Intl.PluralRules {
  const rules = pluralRules.get(locale) ?? onFirstUse(() => new Intl.PluralRules(locale))
  pluralRules.set(locale, rules)
  return rules()
}

const say = (id: string, values?: Values): string => i18n._(id, withForms(values))

/** The sentence of this identity in the reader's language. */
export function t(id: MessageId, values?: Values): string {
  return say(id, values)
}

/** Adds the sentences of a part that is loaded when it is wanted, by language; returns what says them. */
export function speak<Id extends string>(
  catalogues: Readonly<Record<string, Readonly<Record<Id, string>>>>,
): (id: Id, values?: Values) => string {
  for (const [locale, messages] of Object.entries(catalogues)) i18n.load(locale, { ...messages })
  return say
}
