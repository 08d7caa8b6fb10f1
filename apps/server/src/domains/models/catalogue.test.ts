import { expect, test } from 'vitest'
import type { EnabledPartner, HandlingTerms } from '#partner-spec'
import { plainPartner } from '#testkit'
import { createCatalogue } from './index.ts'

const partner = plainPartner({ baseUrl: 'http://127.0.0.1:1/', slots: 2 })
const withTerms = (terms: Partial<HandlingTerms>): EnabledPartner => ({
  ...partner,
  description: { ...partner.description, terms: { ...partner.description.terms, ...terms } },
})
const catalogue = createCatalogue({ partners: [partner] })
const wish = { model: 'plain/picture', widthPx: 512, heightPx: 512, count: 1 }

test('a model says who receives what and for how long', () => {
  expect(catalogue.list()[0]?.handling).toEqual({
    partnerId: 'plain',
    partner: 'Plain',
    region: 'test',
    retentionSeconds: 86_400,
    leavesInstallation: true,
    isAllowed: true,
  })
})

test('a wish the model takes passes', () => {
  expect(catalogue.checkRequest(wish).model.id).toBe('plain/picture')
})

test('another wish is answered with what the model takes', () => {
  const refusal = (change: object) => () => catalogue.checkRequest({ ...wish, ...change })
  expect(refusal({ model: 'plain/none' })).toThrow(expect.objectContaining({ code: 'models/unknown' }))
  expect(refusal({ widthPx: 900, heightPx: 1000 })).toThrow(
    expect.objectContaining({ code: 'models/size-not-supported', facts: { widthPx: 1024, heightPx: 1024 } }),
  )
  expect(refusal({ widthPx: 0, heightPx: -3 })).toThrow(
    expect.objectContaining({ code: 'models/size-not-supported' }),
  )
  expect(refusal({ count: 5 })).toThrow(
    expect.objectContaining({ code: 'models/count-not-supported', facts: { maximumCount: 4 } }),
  )
  expect(refusal({ background: 'transparent' })).toThrow(
    expect.objectContaining({ code: 'models/option-not-supported', facts: { field: 'background' } }),
  )
})

test.each<[string, Partial<HandlingTerms>]>([
  ['keeps input over 7 days', { inputRetentionSeconds: 604_801 }],
  ['keeps output over 7 days', { outputRetentionSeconds: 604_801 }],
  ['keeps logs over 7 days', { logRetentionSeconds: 30 * 86_400 }],
  ['keeps for ever', { logRetentionSeconds: Number.POSITIVE_INFINITY }],
  ['does not know how long', { inputRetentionSeconds: Number.NaN }],
  ['trains', { trainsOnContent: true }],
  ['passes on', { onwardRecipients: [{ name: 'A third', role: 'controller' }] }],
  ['has no region', { region: ' ' }],
  ['has no age', { minimumAge: Number.NaN }],
  ['was never checked', { evidence: { checkedOn: '' } }],
])('a partner that %s stops the start', (_, terms) => {
  expect(() => createCatalogue({ partners: [withTerms(terms)] })).toThrow(
    expect.objectContaining({ code: 'models/terms-refused' }),
  )
})

test('a partner that keeps exactly 7 days may be enabled', () => {
  expect(createCatalogue({ partners: [withTerms({ logRetentionSeconds: 604_800 })] }).list()).toHaveLength(1)
})

test('the age asked is the highest an enabled partner asks', () => {
  expect(
    createCatalogue({
      partners: [partner, { ...withTerms({ minimumAge: 18 }), ...noModels(18) }],
    }).minimumAge(),
  ).toBe(18)
})

function noModels(minimumAge: number): Pick<EnabledPartner, 'description'> {
  const { description } = withTerms({ minimumAge })
  return { description: { ...description, models: [] } }
}
