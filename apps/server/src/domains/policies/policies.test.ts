import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { routes } from '#contract'
import type { HandlingTerms, PartnerDescription } from '#partner-spec'
import { currentState } from '#policies/policy-state.ts'
import { tables } from '#policies/inventory.ts'
import { retentionSeconds } from '#policies/retention.ts'
import { Filler } from './documents/fill.ts'
import { renderDocument } from './documents/render-document.ts'
import type { PolicyFacts } from './facts.ts'
import { readOperatorFile, standIn } from './index.ts'
import { gatherFacts } from './policies.ts'
import { recordProcessing } from './record/record-processing.ts'
import { catalogues } from './texts/catalogue.ts'
import type { DocumentText, Paragraph } from './texts/document-text.ts'
import { makeGpcJson } from './well-known/gpc-json.ts'
import { makePartnersJson } from './well-known/partners-json.ts'
import { makePrivacyJson } from './well-known/privacy-json.ts'
import { makeSecurityTxt } from './well-known/security-txt.ts'

const example = readFileSync(new URL('../../../../../docs/operator.example.yaml', import.meta.url), 'utf8')
const terms: HandlingTerms = {
  inputRetentionSeconds: 0,
  outputRetentionSeconds: 3_600,
  logRetentionSeconds: 172_800,
  trainsOnContent: false,
  onwardRecipients: [{ name: 'Example Cloud', role: 'processor' }],
  transferMechanism: 'SCC 2021/914 module 2',
  deletion: 'none',
  region: 'US',
  minimumAge: 18,
  basis: 'contract',
  evidence: { url: 'https://vendor.example/terms', checkedOn: '2026-11-20' },
}
const vendor: PartnerDescription = {
  id: 'vendor',
  name: 'Vendor & Sons [x](https://evil.example)',
  terms,
  slots: 1,
  leavesInstallation: true,
  models: [],
}

function facts(change: Partial<PolicyFacts> = {}): PolicyFacts {
  const gathered = gatherFacts({
    config: {
      publicUrl: new URL('https://images.example.org'),
      isLoopback: false,
      identity: { kind: 'demo' },
    },
    operator: readOperatorFile(example),
    partners: [],
  })
  return { ...gathered, issuer: new URL('https://accounts.google.com'), partners: [vendor], ...change }
}
const onLoopback = (): PolicyFacts => {
  const { issuer: _, ...rest } = facts({ operator: standIn, partners: [] })
  return rest
}

const { privacy, terms: termsText, contentPolicy, readers, stricter, paymentAsks } = catalogues.en
const documents: readonly (readonly [string, DocumentText])[] = [
  ['/privacy', privacy],
  ['/terms', termsText],
  ['/content-policy', contentPolicy],
]
const wordsOf = (paragraph: Paragraph) => (typeof paragraph === 'string' ? paragraph : paragraph.text)
const everyParagraph = documents.flatMap(([, { lead, sections }]) => [
  ...lead.map(wordsOf),
  ...sections.flatMap(({ promise, paragraphs, points = [] }) =>
    [...(promise === undefined ? [] : [promise]), ...paragraphs, ...points].map(wordsOf),
  ),
])
const everyTable = [
  ...readers.not.map(wordsOf),
  ...stricter.rows.map(({ here }) => wordsOf(here)),
  ...paymentAsks.rows.map(({ here }) => wordsOf(here)),
]
const page = (text: DocumentText, of: PolicyFacts) => renderDocument(of, { text, path: '/x' })

describe('the texts', () => {
  test.each([...everyParagraph, ...everyTable])('no figure is written out in: %s', (text) => {
    expect(text).not.toMatch(/\d+\s*(?:second|minute|hour|day|week|month|year)/i)
  })

  test.each([...everyParagraph, ...everyTable])('nothing is claimed that is not so in: %s', (text) => {
    expect(text).not.toMatch(/end-to-end|zero.knowledge|anonymous|military|bank.grade|state.of.the.art/i)
  })

  test.each([...everyParagraph, ...everyTable])('what it names is there: %s', (text) => {
    const filled = new Filler(facts(), 'en').text(text)
    expect(filled).not.toMatch(/[{}]/)
    expect(filled).not.toMatch(/ {2}| \.|\(\)/)
    const targets = [...text.matchAll(/\]\((\/[^)#]*)/g)].map(([, target]) => target)
    const known = [
      ...Object.values(routes).map(({ path }) => path),
      '/account',
      '/account/privacy',
      '/account/shared',
    ]
    expect(known).toEqual(expect.arrayContaining(targets))
  })

  test.each(documents)('%s has sections of their own, and a description that is shown whole', (_, text) => {
    const ids = text.sections.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(new Filler(facts(), 'en').text(text.description).length).toBeLessThanOrEqual(160)
  })

  test('every figure has a name in the differences', () => {
    const { figures, deadlines } = currentState()
    expect(Object.keys(catalogues.en.labels.changes.figures).toSorted()).toEqual(
      [...Object.keys(figures), ...Object.keys(deadlines)].toSorted(),
    )
  })

  test('an unknown name is not left as a hole', () => {
    expect(() => new Filler(facts(), 'en').text('{planted}')).toThrow('planted')
  })
})

describe('the pages', () => {
  test('name the operator, the country it works from, and every partner with its terms', () => {
    const text = page(privacy, facts())
    expect(text).toContain('GPTImage.ai, Shenzhen, China.')
    expect(text).toContain('We work from China.')
    for (const said of [
      'results: 1 hour',
      'logs with content: 48 hours',
      'Example Cloud',
      'SCC 2021/914 module 2',
    ])
      expect(text).toContain(said)
    expect(text).toContain('read on 20 November 2026')
    expect(text).toContain('Nobody under 18 may use this.')
  })

  test('take no markup and no link from a name', () => {
    const text = page(privacy, facts({ operator: { ...facts().operator, name: '<b>[x](/planted)</b>' } }))
    expect(text).toContain('Vendor &amp; Sons [x](https://evil.example)')
    expect(text).not.toContain('href="https://evil.example')
    expect(text).not.toContain('href="/planted"')
    expect(text).not.toContain('<b>[x]')
  })

  test('say on one computer who operates it, and what is not there', () => {
    const text = page(privacy, onLoopback())
    expect(text).toContain('Operated by the person running this computer')
    expect(text).toContain('No partner outside is enabled here.')
    expect(text).not.toContain('Google')
    expect(text).not.toContain('China')
    expect(text).toContain('demo-session')
  })

  test.each(documents)('%s has no script, no style of its own and nothing from elsewhere', (_, text) => {
    for (const of of [facts(), onLoopback()]) {
      const made = page(text, of)
      expect(made).not.toMatch(/<script|<style|style=| on\w+=/)
      expect(made).not.toMatch(/(?:src|href)="https?:\/\/(?!images\.example\.org|vendor\.example)/)
      expect(made).not.toMatch(/undefined|\[object|\{[\w-]+\}/)
    }
  })

  test('say of the content policy’s partner that only its own filters check', () => {
    expect(page(contentPolicy, facts())).toContain('Its own filters check prompt, pictures and result')
    const own = { ...vendor, terms: { ...terms, basis: 'self-hosted' as const } }
    expect(page(contentPolicy, facts({ partners: [own] }))).toContain('It refuses nothing')
  })
})

describe('what payment companies ask', () => {
  const rowOf = (of: PolicyFacts, asked: string) =>
    page(contentPolicy, of)
      .split('<tr>')
      .filter((row) => row.includes(asked))
      .map((row) => /data-label="State">([^<]*)</.exec(row)?.[1])

  test('is answered once each, by what is enabled', () => {
    const own = { ...vendor, terms: { ...terms, basis: 'self-hosted' as const } }
    const checked = 'checked by a machine'
    expect(rowOf(facts(), checked)).toEqual(['in part'])
    expect(rowOf(facts({ partners: [vendor, own] }), checked)).toEqual(['not met'])
    expect(rowOf(onLoopback(), checked)).toEqual(['in part'])
    expect(rowOf(facts(), 'Who sells')).toEqual(['met'])
    expect(rowOf(onLoopback(), 'Who sells')).toEqual(['not met'])
  })

  test('names places that there are', () => {
    const made = page(contentPolicy, facts())
    for (const [, id] of made.matchAll(/href="\/content-policy#([\w-]+)"/g))
      expect(made).toContain(`id="${id}"`)
    expect(page(termsText, facts())).toContain('id="credits"')
    expect(page(privacy, facts())).toContain('id="who"')
  })
})

describe('the record of processing', () => {
  test('has every table, every place and every purpose once', () => {
    const record = recordProcessing()
    const places = new Set(record.flatMap(({ holdings }) => holdings.flatMap((holding) => holding.places)))
    expect([...places].toSorted()).toEqual(
      [...Object.keys(tables), 'cookies', 'files', 'log', 'metrics'].toSorted(),
    )
    expect(record.filter(({ holdings }) => holdings.length === 0)).toEqual([])
  })
})

describe('the files for machines', () => {
  test('privacy.json has a process for each purpose, with figures of the one place', () => {
    const made = JSON.parse(JSON.stringify(makePrivacyJson(facts())))
    expect(made['dpv:hasProcess']).toHaveLength(recordProcessing().length)
    expect(made.figures.retentionSeconds).toEqual(retentionSeconds)
    expect(made['dpv:hasDataController']).toMatchObject({
      'dpv:hasName': 'GPTImage.ai',
      'dpv:hasCountry': 'CN',
    })
    const text = JSON.stringify(made)
    for (const [, prefix] of text.matchAll(/"@(?:type|id)":"([a-z-]+):(?!\/\/)/g))
      expect(Object.keys(made['@context'])).toContain(prefix)
    expect(text).toContain('"eu-gdpr:A6-1-b"')
  })

  test('partners.json has the terms of each', () => {
    expect(makePartnersJson(facts())).toMatchObject({
      longestRetentionSeconds: 604_800,
      partners: [{ id: 'vendor', trainsOnContent: false, retentionSeconds: { logs: 172_800 }, region: 'US' }],
    })
  })

  test('gpc.json is what the specification says, and no more', () => {
    expect(makeGpcJson(facts())).toEqual({ gpc: true, lastUpdate: facts().kept.inForceOn })
  })

  test('security.txt has what RFC 9116 asks, and expires within a year', () => {
    const now = new Date('2026-11-24T15:00:00Z')
    const text = makeSecurityTxt(facts(), now) ?? ''
    expect(text).toContain('Contact: mailto:security@gptimage.ai\n')
    expect(text).toContain('Canonical: https://images.example.org/.well-known/security.txt\n')
    const [, expires = ''] = /^Expires: (\d{4}-\d{2}-\d{2}T00:00:00Z)$/m.exec(text) ?? []
    const days = (Date.parse(expires) - now.getTime()) / 86_400_000
    expect(days).toBeGreaterThan(90)
    expect(days).toBeLessThan(365)
    expect(makeSecurityTxt(onLoopback(), now)).toBeUndefined()
  })
})
