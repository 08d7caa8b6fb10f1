import { expect, test } from 'vitest'
import type { PartnerDescription } from '#partner-spec'
import { Filler } from '#server/domains/policies/documents/fill.ts'
import { renderDocument } from '#server/domains/policies/documents/render-document.ts'
import { gatherFacts, type Operator, standIn } from '#server/domains/policies/index.ts'
import { catalogues } from '#server/domains/policies/texts/catalogue.ts'
import type { Look } from '../../parts.ts'
import { checkPaymentAsks } from './payment-asks.ts'

type Basis = PartnerDescription['terms']['basis']
interface Settings {
  operator?: Operator
  /** Of each partner outside. */
  bases?: readonly Basis[]
}

const publicUrl = new URL('https://images.example.org')
const named: Operator = { ...standIn, isStandIn: false, name: 'Ada & Sons', place: 'Kiel', country: 'DE' }
const terms = { minimumAge: 18, region: 'DE', onwardRecipients: [], evidence: { checkedOn: '2026-11-01' } }

/** The program's own parts and page for these settings. */
function open({ operator = named, bases = [] }: Settings) {
  const partners = bases.map((basis, at) => ({
    description: {
      id: `p${at}`,
      name: `P${at}`,
      terms: { ...terms, basis },
      slots: 1,
      leavesInstallation: true,
      models: [],
    },
  })) as unknown as Look['parts']['partners'] // oxlint-disable-line typescript/no-unsafe-type-assertion -- only what is read of them
  const config = { publicUrl, isLoopback: false, identity: { kind: 'demo' } } as const
  const facts = gatherFacts({ config, operator, partners })
  const filler = new Filler(facts, 'en')
  const text = catalogues.en.contentPolicy
  return {
    parts: { operator, partners, policies: { fill: (template: string) => filler.text(template) } },
    page: renderDocument(facts, { text, path: '/content-policy' }),
  }
}

/** The check with these settings in hand, of a server that runs with those. */
async function check(settings: Settings, served = settings, change = (page: string) => page) {
  const pages: Readonly<Record<string, string>> = {
    '/content-policy': change(open(served).page),
    '/privacy': '<section id="who">',
    '/terms': '<section id="credits">',
    '/report': '',
    '/contact': '',
  }
  const ask = async (path: string) => {
    const page = pages[path]
    return { status: page === undefined ? 404 : 200, headers: new Headers(), bytes: Buffer.from(page ?? '') }
  }
  const look = { parts: open(settings).parts, startedAt: new Date(), server: { pid: 1, isDirect: true, ask } }
  return checkPaymentAsks(look as unknown as Look) // oxlint-disable-line typescript/no-unsafe-type-assertion -- only what it is handed
}

test.each<[string, Settings]>([
  ['nobody is named, and nothing leaves', { operator: standIn }],
  ['an operator is named', {}],
  ['partners filter', { bases: ['contract', 'documentation'] }],
  ['one of them does not', { bases: ['contract', 'self-hosted'] }],
])('the list as it is made is good where %s', async (_, settings) => {
  const { outcome, scanned } = await check(settings)
  expect([outcome, scanned.asks]).toEqual(['good', 10])
  expect(scanned.places).toBeGreaterThanOrEqual(5)
})

test.each<[string, Settings, Settings]>([
  ['an operator, where none is', { operator: standIn }, {}],
  ['nobody, where an operator is', {}, { operator: standIn }],
  ['a filter, where one partner has none', { bases: ['self-hosted'] }, { bases: ['contract'] }],
  ['no partner, where one is', { bases: ['contract'] }, {}],
])('one that says %s is bad', async (_, settings, served) => {
  expect(await check(settings, served)).toMatchObject({ outcome: 'bad', reason: 'differs' })
})

test.each<[string, (page: string) => string]>([
  ['without one of its rows', (page) => page.replace(/<tr><td[^>]*>Looked at before[\s\S]*?<\/tr>/, '')],
  ['with one twice', (page) => page.replace(/<tr><td[^>]*>Looked at before[\s\S]*?<\/tr>/, '$&$&')],
  ['with a state too good', (page) => page.replace('>not met<', '>met<')],
  ['with other words', (page) => page.replace('There is no such tool', 'There is one')],
  ['that names a place that is not there', (page) => page.replace('id="never"', 'id="ever"')],
  ['that is not there', () => ''],
])('a list %s is bad', async (_, change) => {
  expect((await check({}, {}, change)).outcome).toBe('bad')
})
