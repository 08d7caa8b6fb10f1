import { createCompiledCatalog } from '@lingui/cli/api'
import { setupI18n } from '@lingui/core'
import { expect, test } from 'vitest'
import { compile } from './compile-messages.ts'
import { catalogue as disclosures } from './src/messages/disclosures/en.catalogue.ts'
import { catalogue as first } from './src/messages/en.catalogue.ts'
import { catalogue as errors } from './src/messages/errors/en.catalogue.ts'
import { catalogue as library } from './src/messages/library/en.catalogue.ts'
import { speak } from './src/messages/messages.ts'

const catalogue: Record<string, string> = { ...first, ...errors, ...disclosures, ...library }
const plurals = Object.entries(catalogue).filter(([, words]) => words.includes(', plural,'))

test.each([0, 1, 2, 5, 1234])('what is compiled says of %i what ICU says', (figure) => {
  const { source } = createCompiledCatalog('en', catalogue, { namespace: 'json' })
  const lingui = setupI18n({ locale: 'en', messages: { en: JSON.parse(source).messages } })
  const compiled = compile('en', catalogue)
  // The type of the compiled sentences is lingui's own affair.
  const say = speak({ en: compiled as unknown as Record<string, string> }) // oxlint-disable-line typescript/no-unsafe-type-assertion
  expect(plurals.length).toBeGreaterThan(20)
  for (const [id, words] of plurals) {
    const names = [...words.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name ?? '')
    const values = Object.fromEntries(names.map((name) => [name, figure]))
    const expected = lingui._(id, values)
    expect(say(id, values), id).toBe(expected)
  }
})
