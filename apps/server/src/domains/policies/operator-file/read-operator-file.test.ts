import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { ConfigFaults } from '#server/config/index.ts'
import { readOperatorFile, requireMailFacts } from '../index.ts'

const text = readFileSync(new URL('../../../../../../docs/operator.example.yaml', import.meta.url), 'utf8')
const example: Record<string, unknown> = parse(text)

function faultsOf(stated: unknown): string[] {
  try {
    readOperatorFile(typeof stated === 'string' ? stated : stringify(stated))
    return []
  } catch (error) {
    if (!(error instanceof ConfigFaults)) throw error
    for (const { cause, mend } of error.faults)
      expect([cause, mend]).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/.{10}/)])
    return error.faults.map(({ variable }) => variable.replace('OPERATOR_FILE ', ''))
  }
}
const without = (name: string) => Object.fromEntries(Object.entries(example).filter(([key]) => key !== name))

test('the example is read as it is', () => {
  expect(readOperatorFile(text)).toMatchObject({
    isStandIn: false,
    brand: 'GPTImage.ai',
    place: 'Shenzhen, China',
    country: 'CN',
    euRepresentative: { name: 'Example Representative' },
  })
})

/** Needed by whoever sends mail, and by nobody else. */
const ofMail = ['mailFrom', 'mailCarrier']

test.each(Object.keys(example).filter((name) => !ofMail.includes(name)))(
  'an operator who does not state %s is told so',
  (name) => {
    expect(faultsOf(without(name))).toEqual([name])
  },
)

test.each<[string, unknown, string[]]>([
  ['a country that is none', { ...example, country: 'XX' }, ['country']],
  ['an address that is none', { ...example, privacyEmail: 'privacy' }, ['privacyEmail']],
  ['a typing error', { ...example, plaec: 'x' }, ['plaec']],
  ['logs for ever', { ...example, logDays: 4_000 }, ['logDays']],
  ['a count below nothing', { ...example, transparency: { since: '24.11.2026' } }, ['transparency.since']],
  ['nobody in the United Kingdom', { ...example, serves: { eu: true, uk: true } }, ['ukRepresentative']],
  ['no YAML', 'brand: [', ['OPERATOR_FILE']],
  ['nothing', '', ['OPERATOR_FILE']],
])('%s is a fault that names its place', (_, stated, places) => {
  expect(faultsOf(stated)).toEqual(places)
})

test('whoever sends mail says from where, and who carries it', () => {
  const missing = (stated: object) => {
    try {
      requireMailFacts(readOperatorFile(stringify(stated)))
      return []
    } catch (error) {
      return error instanceof ConfigFaults ? error.faults.map(({ variable }) => variable) : ['a defect']
    }
  }
  expect(missing(example)).toEqual([])
  expect(missing(without('mailCarrier'))).toEqual(['OPERATOR_FILE mailCarrier'])
  const { mailFrom: _, mailCarrier: __, ...rest } = example
  expect(missing(rest)).toEqual(['OPERATOR_FILE mailFrom', 'OPERATOR_FILE mailCarrier'])
  expect(faultsOf({ ...example, mailFrom: 'Ada <ada@example.org>' })).toEqual(['mailFrom'])
})

test('who is in Europe, or does not serve it, needs no representative', () => {
  const { euRepresentative: _, transferMechanism: __, ...rest } = example
  expect(faultsOf({ ...rest, country: 'IE', staffCountries: ['IE'], place: 'Dublin' })).toEqual([])
  expect(faultsOf({ ...rest, serves: { eu: false, uk: false } })).toEqual([])
})

test('whatever is written, a value is never repeated and nothing but faults comes of it', () => {
  const secret = 'sk-something-secret-0123456789'
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(example)), fc.jsonValue(), (place, value) => {
      try {
        readOperatorFile(stringify({ ...example, [place]: [secret, value] }))
      } catch (error) {
        if (!(error instanceof ConfigFaults)) throw error
        expect(error.sentence).not.toContain(secret)
      }
    }),
  )
})
