import { expect, test } from 'vitest'
import { greyTags, profileOf, rgbTags, tableProfile, xyz } from '../../corpus/profile-builder.ts'
import { neutraliseProfile } from './neutralise-profile.ts'

const maker = 'KODA'
const words = 'Ada’s display, serial 0451'

test.each([2, 4])('a profile of version %i loses its words, its maker and its day', (version) => {
  const profile = profileOf({ version, maker, tags: rgbTags(words) })

  const neutral = neutraliseProfile(profile, 'RGB ')

  expect(profile.includes(words) && profile.includes(maker)).toBe(true)
  expect(neutral?.includes(words) === false && !neutral.includes(maker)).toBe(true)
  expect(neutral?.subarray(24, 36).toString('hex')).toBe('07d000010001000000000000')
  expect(neutral?.readUInt32BE()).toBe(neutral?.length)
  expect(neutral?.readUInt8(8)).toBe(version)
})

test('curves and primaries stay as they are', () => {
  const neutral = neutraliseProfile(profileOf(), 'RGB ')

  for (const [signature, element] of rgbTags().slice(6)) {
    const at = neutral?.indexOf(signature, 132) ?? 0
    const offset = neutral?.readUInt32BE(at + 4) ?? 0
    expect(neutral?.subarray(offset, offset + (neutral?.readUInt32BE(at + 8) ?? 0))).toEqual(element)
  }
})

test('tags that share an element go on sharing it', () => {
  const tags = rgbTags()
  const shared = tags.at(-1)?.[1] ?? Buffer.alloc(0)
  const sharing = tags.map(([name, element]): [string, Buffer] => [
    name,
    name.endsWith('TRC') ? shared : element,
  ])

  const neutral = neutraliseProfile(profileOf({ tags: sharing }), 'RGB ')

  const places = ['rTRC', 'gTRC', 'bTRC'].map((name) =>
    neutral?.readUInt32BE((neutral?.indexOf(name, 132) ?? 0) + 4),
  )
  expect(new Set(places).size).toBe(1)
})

test.each([
  ['matrix', profileOf(), 'RGB '],
  ['table', tableProfile(), 'RGB '],
  ['grey', profileOf({ space: 'GRAY', tags: greyTags() }), 'GRAY'],
] as const)('a neutral %s profile is neutral', (_name, profile, space) => {
  const once = neutraliseProfile(profile, space) ?? Buffer.alloc(0)

  expect(once.length).toBeGreaterThan(0)
  expect(neutraliseProfile(once, space)).toEqual(once)
})

test('bytes behind an element are not carried along', () => {
  const long = Buffer.concat([xyz(0.9642, 1, 0.8249), Buffer.from('words behind it')])
  const tags = rgbTags().map(([name, element]): [string, Buffer] => [name, name === 'wtpt' ? long : element])

  expect(neutraliseProfile(profileOf({ tags }), 'RGB ')?.includes('words behind it')).toBe(false)
})

test.each([
  ['another colour space', profileOf({ space: 'CMYK' })],
  ['no curve', profileOf({ tags: rgbTags().slice(0, -1) })],
  [
    'an element of another type',
    profileOf({ tags: [...rgbTags().slice(0, -1), ['bTRC', Buffer.from('text\0\0\0\0words words')]] }),
  ],
])('a profile with %s is none', (_name, profile) => {
  expect(neutraliseProfile(profile, 'RGB ')).toBeUndefined()
})
