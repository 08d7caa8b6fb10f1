import sharp from 'sharp'
import { expect, test } from 'vitest'
import { pngWith } from '../../corpus/png-builder.ts'
import { profileOf } from '../../corpus/profile-builder.ts'
import { inspectImage, withColourProfile } from '../index.ts'

test('colours are read by the profile they came with', async () => {
  const plain = pngWith({})

  const told = withColourProfile(plain, profileOf())

  const shown = (file: Buffer) => sharp(file).toColourspace('srgb').raw().toBuffer()
  expect(inspectImage(told)).toEqual({ ...inspectImage(plain), hasColourProfile: true })
  expect((await shown(told)).equals(await shown(plain))).toBe(false)
})

test('a profile for other colours changes nothing', () => {
  const plain = pngWith({})

  expect(withColourProfile(plain, profileOf({ space: 'CMYK' }))).toBe(plain)
  expect(withColourProfile(plain, Buffer.from('no profile'))).toBe(plain)
})
