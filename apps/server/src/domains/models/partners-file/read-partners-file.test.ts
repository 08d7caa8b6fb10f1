import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { ConfigFaults } from '#server/config/index.ts'
import { readPartnersFile } from '../index.ts'

const now = new Date('2026-11-24T12:00:00Z')
const environment = {
  OPENAI_API_KEY: 'sk-very-secret-key',
  FAL_API_KEY: 'id:very-secret-key',
  FAL_ADMIN_API_KEY: 'id:very-secret-admin-key',
}
const guide = readFileSync(new URL('../../../../../../docs/guides/add-a-partner.md', import.meta.url), 'utf8')
const [example = '', falExample = ''] = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text)

const terms = {
  inputRetentionSeconds: 0,
  outputRetentionSeconds: 0,
  logRetentionSeconds: 86_400,
  trainsOnContent: false,
  onwardRecipients: [],
  region: 'EU',
  minimumAge: 16,
  deletion: 'none',
  basis: 'contract',
  evidence: { url: 'https://example.org/terms', checkedOn: '2026-11-01' },
}
const model = {
  id: 'openai/one',
  wireName: 'one',
  name: 'One',
  sizes: ['512x512'],
  maximumCount: 1,
  maximumReferences: 0,
  takesMask: false,
  transparentBackground: false,
  qualities: [],
  sendsPartials: false,
  promptMaximumBytes: 1_000,
  usualSeconds: 2,
  credits: 3,
}
const partner = {
  id: 'openai',
  name: 'OpenAI',
  dialect: 'openai-images',
  baseUrl: 'https://api.example.org/v1',
  apiKey: 'OPENAI_API_KEY',
  slots: 2,
  terms,
  models: [model],
}
type Changes = Readonly<Record<string, unknown>>
const withPartner = (change: Changes) => ({ partners: [{ ...partner, ...change }] })
const withTerms = (change: Changes) => withPartner({ terms: { ...terms, ...change } })
const withModel = (change: Changes) => withPartner({ models: [{ ...model, ...change }] })
const without = (name: string, from: Changes) =>
  Object.fromEntries(Object.entries(from).filter(([key]) => key !== name))

function faultsOf(stated: unknown, keys: Readonly<Record<string, string>> = environment) {
  try {
    readPartnersFile(typeof stated === 'string' ? stated : stringify(stated), { environment: keys, now })
    return []
  } catch (error) {
    if (!(error instanceof ConfigFaults)) throw error
    for (const { cause, mend } of error.faults) {
      expect(cause).toMatch(/\.$/)
      expect(mend.length).toBeGreaterThan(10)
    }
    return error.faults.map(({ variable }) => variable.replace('PARTNERS_FILE ', ''))
  }
}

test('the example of the guide is read as it is', () => {
  const { partners, ageing } = readPartnersFile(example, { environment, now })
  expect(partners).toMatchObject([
    { id: 'openai', terms: { region: 'US', minimumAge: 18 }, models: [{ id: 'openai/gpt-image-2' }] },
  ])
  expect([partners[0]?.baseUrl.href, partners[0]?.key?.reveal(), ageing]).toEqual([
    'https://api.openai.com/v1/',
    environment.OPENAI_API_KEY,
    [],
  ])
  expect(JSON.stringify(partners)).not.toContain(environment.OPENAI_API_KEY)
})

test('a server of one’s own needs neither key nor address of its terms', () => {
  const own = without('apiKey', {
    ...partner,
    baseUrl: 'http://127.0.0.1:8080/v1/',
    terms: { ...terms, basis: 'self-hosted', evidence: { checkedOn: '2026-11-01' } },
  })
  expect(
    readPartnersFile(stringify({ partners: [own] }), { environment: {}, now }).partners[0],
  ).not.toHaveProperty('key')
})

test('a partner may have processors, each stated as one', () => {
  const onwardRecipients = [{ name: 'Example Cloud', role: 'processor' }]
  expect(faultsOf(withTerms({ onwardRecipients }))).toEqual([])
})

test('exactly seven days are kept to', () => {
  expect(faultsOf(withTerms({ logRetentionSeconds: 604_800 }))).toEqual([])
})

test.each<[string, unknown, string[]]>([
  [
    'inputs over 7 days',
    withTerms({ inputRetentionSeconds: 604_801 }),
    ['partners[0].terms.inputRetentionSeconds'],
  ],
  [
    'outputs over 7 days',
    withTerms({ outputRetentionSeconds: 1e9 }),
    ['partners[0].terms.outputRetentionSeconds'],
  ],
  [
    'logs of 30 days',
    withTerms({ logRetentionSeconds: 30 * 86_400 }),
    ['partners[0].terms.logRetentionSeconds'],
  ],
  [
    'unknown retention',
    withTerms({ logRetentionSeconds: 'unknown' }),
    ['partners[0].terms.logRetentionSeconds'],
  ],
  ['training', withTerms({ trainsOnContent: true }), ['partners[0].terms.trainsOnContent']],
  ['training perhaps', withTerms({ trainsOnContent: 'no' }), ['partners[0].terms.trainsOnContent']],
  [
    'one it passes content on to',
    withTerms({ onwardRecipients: [{ name: 'A third', role: 'controller' }] }),
    ['partners[0].terms.onwardRecipients'],
  ],
  [
    'somebody in no role',
    withTerms({ onwardRecipients: ['Example Cloud'] }),
    ['partners[0].terms.onwardRecipients[0]'],
  ],
  ['a deletion nobody can ask for', withTerms({ deletion: 'api' }), ['partners[0].terms.deletion']],
  ['no region', withTerms({ region: ' ' }), ['partners[0].terms.region']],
  ['no page', withTerms({ evidence: { checkedOn: '2026-11-01' } }), ['partners[0].terms.evidence.url']],
  [
    'a page without TLS',
    withTerms({ evidence: { ...terms.evidence, url: 'http://x.org' } }),
    ['partners[0].terms.evidence.url'],
  ],
  [
    'terms of 181 days ago',
    withTerms({ evidence: { ...terms.evidence, checkedOn: '2026-05-27' } }),
    ['partners[0].terms.evidence.checkedOn'],
  ],
  [
    'terms of next week',
    withTerms({ evidence: { ...terms.evidence, checkedOn: '2026-12-01' } }),
    ['partners[0].terms.evidence.checkedOn'],
  ],
  [
    'terms of 30 February',
    withTerms({ evidence: { ...terms.evidence, checkedOn: '2026-02-30' } }),
    ['partners[0].terms.evidence.checkedOn'],
  ],
  ['an unknown dialect', withPartner({ dialect: 'smoke' }), ['partners[0].dialect']],
  ['an address without TLS', withPartner({ baseUrl: 'http://api.example.org/' }), ['partners[0].baseUrl']],
  [
    'an address with a password',
    withPartner({ baseUrl: 'https://a:b@api.example.org/' }),
    ['partners[0].baseUrl'],
  ],
  [
    'an address with a query',
    withPartner({ baseUrl: 'https://api.example.org/?key=1' }),
    ['partners[0].baseUrl'],
  ],
  ['a key instead of its name', withPartner({ apiKey: 'sk-very-secret-key' }), ['partners[0].apiKey']],
  ['another variable', withPartner({ apiKey: 'INSTALLATION_KEY' }), ['partners[0].apiKey']],
  ['no slots', withPartner({ slots: 0 }), ['partners[0].slots']],
  ['no models', withPartner({ models: [] }), ['partners[0].models']],
  ['a typing error', withTerms({ regoin: 'EU' }), ['partners[0].terms.regoin']],
  ['an id of another', withModel({ id: 'other/one' }), ['partners[0].models[0].id']],
  [
    'the built-in one',
    withPartner({ id: 'builtin', models: [{ ...model, id: 'builtin/one' }] }),
    ['partners[0].id'],
  ],
  ['a size that is none', withModel({ sizes: ['512'] }), ['partners[0].models[0].sizes[0]']],
  ['a mask on nothing', withModel({ takesMask: true }), ['partners[0].models[0].takesMask']],
  ['a price for no quality', withModel({ credits: { low: 1 } }), ['partners[0].models[0].credits']],
  [
    'a quality without price',
    withModel({ qualities: ['low', 'high'], credits: { low: 1 } }),
    ['partners[0].models[0].credits'],
  ],
  ['half a credit', withModel({ credits: 0.5 }), ['partners[0].models[0].credits']],
  ['one model twice', withPartner({ models: [model, model] }), ['partners[0].models[1].id']],
  ['one partner twice', { partners: [partner, partner] }, ['partners[1].id']],
  [
    'several at once',
    withPartner({ slots: 'many', terms: { ...terms, minimumAge: -1 } }),
    ['partners[0].slots', 'partners[0].terms.minimumAge'],
  ],
  ['no partners', {}, ['partners']],
  ['a list', [], ['PARTNERS_FILE']],
  ['nothing', '', ['PARTNERS_FILE']],
  ['no YAML', 'partners: [', ['PARTNERS_FILE']],
  ['a name twice', 'partners: []\npartners: []', ['PARTNERS_FILE']],
  [
    'aliases without end',
    `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [${'*a,'.repeat(20)}]\nc: [${'*b,'.repeat(20)}]\npartners: []`,
    ['PARTNERS_FILE'],
  ],
])('%s is a fault that names its place', (_, stated, places) => {
  expect(faultsOf(stated)).toEqual(places)
})

test.each(Object.keys(terms))('a partner that does not state %s is not used', (term) => {
  const [place] = faultsOf(withPartner({ terms: without(term, terms) }))
  expect(place).toBe(`partners[0].terms.${term}`)
})

test.each([
  {},
  { OPENAI_API_KEY: '' },
  { OPENAI_API_KEY: 'two words here' },
  { OPENAI_API_KEY: 'line\nend-of-key' },
])('a key that is missing or none is a fault of its variable', (keys) => {
  expect(faultsOf({ partners: [partner] }, keys)).toEqual(['OPENAI_API_KEY'])
})

test('from 90 days on the operator is reminded', () => {
  const read = (checkedOn: string) =>
    readPartnersFile(stringify(withTerms({ evidence: { ...terms.evidence, checkedOn } })), {
      environment,
      now,
    }).ageing
  expect(read('2026-08-27')).toEqual([])
  expect(read('2026-08-26')).toEqual([{ id: 'openai', days: 90 }])
  expect(read('2026-05-28')).toEqual([{ id: 'openai', days: 180 }])
})

test('whatever is written, a value is never repeated and nothing but faults comes of it', () => {
  const secret = 'sk-something-secret-0123456789'
  const places = ['apiKey', 'baseUrl', 'deletionCall', 'id', 'name', 'slots', 'terms', 'models', 'dialect']
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.jsonValue(), (place, value) => {
      const planted = typeof value === 'string' ? `${secret}${value}` : [secret, value]
      try {
        readPartnersFile(stringify(withPartner({ [place]: planted })), { environment, now })
      } catch (error) {
        if (!(error instanceof ConfigFaults)) throw error
        expect(error.sentence).not.toContain(secret)
      }
    }),
    // An id that is one: what is wrong then is the models' ids.
    { examples: [['id', '']] },
  )
})

type Fal = Record<string, unknown> & { terms: object; models: [Record<string, unknown>] }
const fal = () => (parse(falExample) as { partners: [Fal] }).partners[0] // oxlint-disable-line typescript/no-unsafe-type-assertion -- our own example

const falWith = (change: Changes) => ({ partners: [{ ...fal(), ...change }] })
const falModel = (change: Changes) => falWith({ models: [{ ...fal().models[0], ...change }] })

test('the example of fal is read as it is, with both keys', () => {
  const { partners } = readPartnersFile(falExample, { environment, now })
  expect(partners).toMatchObject([{ id: 'fal', terms: { deletion: 'api' }, models: [{ takesSeed: true }] }])
  expect(partners[0]?.deletionCall?.baseUrl.href).toBe('https://api.fal.ai/v1/')
  expect(partners[0]?.deletionCall?.key.reveal()).toBe(environment.FAL_ADMIN_API_KEY)
  expect(JSON.stringify(partners)).not.toContain('very-secret')
  expect(faultsOf(falExample, without('FAL_ADMIN_API_KEY', environment) as typeof environment)).toEqual([
    // oxlint-disable-line typescript/no-unsafe-type-assertion -- strings
    'FAL_ADMIN_API_KEY',
  ])
})

test.each<[string, unknown, string]>([
  ['no key', { partners: [without('apiKey', fal())] }, 'apiKey'],
  ['a deletion without a call', { partners: [without('deletionCall', fal())] }, 'deletionCall'],
  ['a call that is not stated', falWith({ terms: { ...fal().terms, deletion: 'none' } }), 'terms.deletion'],
  [
    'a deletion without TLS',
    falWith({ deletionCall: { baseUrl: 'http://api.fal.ai/v1/', apiKey: 'FAL_ADMIN_API_KEY' } }),
    'deletionCall.baseUrl',
  ],
  [
    '30 days',
    falWith({ terms: { ...fal().terms, inputRetentionSeconds: 2_592_000 } }),
    'terms.inputRetentionSeconds',
  ],
  ['results anywhere', falWith({ resultHosts: ['*.fal.media'] }), 'resultHosts[0]'],
  ['results inside', falWith({ resultHosts: ['169.254.169.254'] }), 'resultHosts[0]'],
  ['results on this machine', falWith({ resultHosts: ['127.0.0.1:5432'] }), 'resultHosts'],
  ['another’s model', falModel({ wireName: 'openai/gpt-image-2' }), 'terms.onwardRecipients'],
  ['a vendor’s model', falModel({ wireName: 'fal-ai/flux-2-pro' }), 'terms.onwardRecipients'],
  ['a name with a host', falModel({ wireName: 'fal-ai/../admin' }), 'models[0].wireName'],
  ['another name with a host', falModel({ editWireName: '//evil.example/x' }), 'models[0].editWireName'],
  ['masks', falModel({ takesMask: true }), 'models[0].takesMask'],
  ['no background', falModel({ transparentBackground: true }), 'models[0].transparentBackground'],
  ['early states', falModel({ sendsPartials: true }), 'models[0].sendsPartials'],
  ['qualities', falModel({ qualities: ['low'], credits: { low: 1 } }), 'models[0].qualities'],
  ['a form of OpenAI', falModel({ asksForBase64: true }), 'models[0].asksForBase64'],
  ['five pictures', falModel({ maximumCount: 5 }), 'models[0].maximumCount'],
  ['pictures in no field', falModel({ referencesField: undefined }), 'models[0].referencesField'],
  ['a field for no pictures', falModel({ maximumReferences: 0 }), 'models[0].referencesField'],
  ['four pictures in one', falModel({ referencesField: 'image_url' }), 'models[0].maximumReferences'],
  [
    'prices by token',
    falModel({
      prices: { unit: 'token', textInput: 1, imageInput: 1, imageOutput: 1, checkedOn: '2026-11-24' },
    }),
    'models[0].prices.unit',
  ],
])('fal-queue with %s is a fault that names its place', (_, stated, place) => {
  expect(faultsOf(stated)).toEqual([`partners[0].${place}`])
})

test.each<[string, unknown, string]>([
  ['hosts of results', withPartner({ resultHosts: ['cdn.example.org'] }), 'resultHosts'],
  ['a seed', withModel({ takesSeed: true }), 'models[0].takesSeed'],
  ['another endpoint', withModel({ editWireName: 'a/b' }), 'models[0].editWireName'],
  ['a field for pictures', withModel({ referencesField: 'image_url' }), 'models[0].referencesField'],
  [
    'units',
    withModel({ prices: { unit: 'billable-unit', perUnit: 1, checkedOn: '2026-11-24' } }),
    'models[0].prices.unit',
  ],
  [
    'a call that deletes',
    withPartner({ deletionCall: { baseUrl: 'https://api.example.org/', apiKey: 'OPENAI_API_KEY' } }),
    'deletionCall',
  ],
])('openai-images with %s is a fault that names its place', (_, stated, place) => {
  expect(faultsOf(stated)).toEqual([`partners[0].${place}`])
})
