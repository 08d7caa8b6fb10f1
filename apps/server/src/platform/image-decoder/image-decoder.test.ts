import { decode as decodePng, encode as encodePng } from 'fast-png'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import { createImageDecoder } from './index.ts'

const decoder = createImageDecoder()
afterAll(() => decoder.close())

const { signal } = new AbortController()
const maximumPixels = 40_000_000
const red = { create: { width: 40, height: 20, channels: 3, background: { r: 200, g: 30, b: 20 } } } as const
const decode = (file: Uint8Array) => decoder.decode(file, { maximumPixels, signal })
const factsOf = async (file: Uint8Array) => {
  const { format, width, height, depth, space, exif } = await sharp(file).metadata()
  return { format, width, height, depth, space, exif }
}
const plain = { width: 40, height: 20, depth: 'uchar', space: 'srgb', exif: undefined }

test('sixteen bits become eight, without loss of what eight can say', async () => {
  const data = new Uint16Array(40 * 20 * 3).map((_, at) => (at % 256) * 257)
  const file = await decode(encodePng({ width: 40, height: 20, data, channels: 3, depth: 16 }))
  expect(await factsOf(file)).toEqual({ ...plain, format: 'png' })
  expect(Array.from(decodePng(file).data.subarray(0, 30))).toEqual(Array.from({ length: 30 }, (_, at) => at))
})

test('CMYK becomes sRGB', async () => {
  const file = await decode(await sharp(red).toColourspace('cmyk').jpeg().toBuffer())
  expect(await factsOf(file)).toEqual({ ...plain, format: 'jpeg' })
})

test('AVIF is read, and a picture on its side is turned', async () => {
  const avif = await sharp(red).avif({ quality: 80 }).toBuffer()
  expect(await factsOf(await decode(avif))).toEqual({ ...plain, format: 'jpeg' })
  const onItsSide = await sharp(red).withMetadata({ orientation: 6 }).jpeg().toBuffer()
  expect(await factsOf(await decode(onItsSide))).toEqual({ ...plain, width: 20, height: 40, format: 'jpeg' })
})

test('what is no picture, is cut off, moves, or has a loader that is shut is refused by its kind', async () => {
  const png = await sharp(red).png().toBuffer()
  const gif = await sharp(red).gif().toBuffer()
  const blue = { create: { ...red.create, background: { r: 0, g: 0, b: 200 } } }
  const frames = await sharp([png, await sharp(blue).png().toBuffer()], { join: { animated: true } })
    .webp()
    .toBuffer()
  await expect(decode(Buffer.from('no picture'))).rejects.toMatchObject({ reason: 'damaged' })
  await expect(decode(png.subarray(0, png.length - 30))).rejects.toMatchObject({ reason: 'damaged' })
  await expect(decode(gif)).rejects.toMatchObject({ reason: 'damaged' })
  await expect(decode(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).rejects.toMatchObject({
    reason: 'damaged',
  })
  await expect(decode(frames)).rejects.toMatchObject({ reason: 'animated' })
  await expect(decoder.decode(png, { maximumPixels: 100, signal })).rejects.toMatchObject({
    reason: 'too-large',
  })
})

test('pixels come and go exactly, small ones when small ones are asked for', async () => {
  const rgba = new Uint8Array(30 * 10 * 4).map((_, at) => (at * 37) % 256)
  const file = await decoder.write({ widthPx: 30, heightPx: 10, rgba }, { signal })
  const read = { maximumPixels, signal }
  expect(await decoder.read(file, { ...read, longestSidePx: 4_096 })).toEqual({
    widthPx: 30,
    heightPx: 10,
    rgba: Buffer.from(rgba),
  })
  const small = await decoder.read(file, { ...read, longestSidePx: 15 })
  expect([small.widthPx, small.heightPx, small.rgba.length]).toEqual([15, 5, 300])
})

test('whoever goes away is waited for no more', async () => {
  const leaving = new AbortController()
  const decoding = decoder.decode(await sharp(red).png().toBuffer(), {
    maximumPixels,
    signal: leaving.signal,
  })
  leaving.abort()
  await expect(decoding).rejects.toMatchObject({ name: 'AbortError' })
})
