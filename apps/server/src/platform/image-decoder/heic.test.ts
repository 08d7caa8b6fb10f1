import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import { inspectImage } from '#image-bytes'
import { heicFiles } from './heic-fixtures.ts'
import { createImageDecoder } from './index.ts'

const decoder = createImageDecoder()
afterAll(() => decoder.close())

const options = { maximumPixels: 40_000_000, signal: new AbortController().signal }

test.each(Object.entries(heicFiles))('HEIC in %s becomes a JPEG of the same colour', async (_space, file) => {
  const decoded = await decoder.decode(file, options)

  const [red = 0, green = 0, blue = 0] = await sharp(decoded).raw().toBuffer()
  expect(inspectImage(decoded)).toMatchObject({ mediaType: 'image/jpeg', widthPx: 64, heightPx: 48 })
  for (const [is, was] of [
    [red, 200],
    [green, 30],
    [blue, 20],
  ] as const)
    expect(Math.abs(is - was)).toBeLessThanOrEqual(4)
})

test('the pixels of HEIC are read in sRGB too', async () => {
  const { rgba, ...size } = await decoder.read(heicFiles.displayP3, { ...options, longestSidePx: 32 })

  expect(size).toEqual({ widthPx: 32, heightPx: 24 })
  expect(Math.abs((rgba[0] ?? 0) - 200)).toBeLessThanOrEqual(4)
  expect(rgba[3]).toBe(255)
})

test('HEIC that is cut off or larger than allowed is refused by its kind', async () => {
  const half = heicFiles.srgb.subarray(0, heicFiles.srgb.length - 40)

  await expect(decoder.decode(half, options)).rejects.toMatchObject({ reason: 'damaged' })
  await expect(decoder.decode(heicFiles.srgb, { ...options, maximumPixels: 3_000 })).rejects.toMatchObject({
    reason: 'too-large',
  })
})
