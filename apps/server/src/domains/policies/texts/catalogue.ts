import type { Language } from '#policies/words.ts'
import type { Catalogue } from './catalogue-shape.ts'
import { contentPolicy } from './en/content-policy.ts'
import { labels } from './en/labels.ts'
import { paymentAsks } from './en/payment-asks.ts'
import { privacy, securityMeasures } from './en/privacy.ts'
import { readers, stricter } from './en/tables.ts'
import { terms } from './en/terms.ts'

/** Everything that is said in words, by language: a new language is one more entry, and the compiler asks for all of it. */
export const catalogues: Readonly<Record<Language, Catalogue>> = {
  en: { privacy, terms, contentPolicy, labels, readers, stricter, paymentAsks, securityMeasures },
}
