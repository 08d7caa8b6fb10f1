import { readdirSync, readFileSync } from 'node:fs'
import sharp from 'sharp'
import { afterEach, expect, test } from 'vitest'
import { rewriteImage } from '#image-bytes'
import { hostileImages } from '../../../../../packages/image-bytes/corpus/hostile-images.ts'
import { createImageDecoder, DecodingFault, type ImageDecoder } from './index.ts'

const maximumPixels = 40_000_000
const { signal } = new AbortController()
const red = { create: { width: 40, height: 20, channels: 3, background: { r: 200, g: 30, b: 20 } } } as const
const png = await sharp(red).png().toBuffer()

let decoder: ImageDecoder | undefined
const opened = (limits: Parameters<typeof createImageDecoder>[0] = {}) => {
  decoder = createImageDecoder(limits)
  return decoder
}
afterEach(() => decoder?.close())

/** Children of this process that decode. */
function listChildren(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const [, parent] = /\) \w (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'latin1')) ?? []
        const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1')
        return Number(parent) === process.pid && command.includes('decoding-child')
      } catch {
        // It ended while it was looked at.
        return false
      }
    })
}

test.each([
  ['takes too long', { longestMs: 1 }, 'too-slow'],
  ['takes too much memory', { mostMemoryBytes: 1 }, 'too-large'],
])('a child that %s is killed', async (_name, limits, reason) => {
  await expect(opened(limits).decode(png, { maximumPixels, signal })).rejects.toMatchObject({ reason })
  await decoder?.close()

  await expect.poll(listChildren, { timeout: 10_000 }).toEqual([])
})

test('who comes when too many wait is sent away at once, the others are served', async () => {
  const { decode } = opened({ atOnce: 1, mostWaiting: 2 })
  const three = await Promise.allSettled([1, 2, 3].map(() => decode(png, { maximumPixels, signal })))

  expect(three.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
  expect(three[2]).toMatchObject({ reason: { reason: 'busy' } })
})

test('nothing is left running of a picture nobody waits for', async () => {
  const leaving = new AbortController()
  const decoding = opened().decode(png, { maximumPixels, signal: leaving.signal })
  await expect.poll(listChildren, { timeout: 10_000 }).not.toEqual([])

  leaving.abort()

  await expect(decoding).rejects.toMatchObject({ name: 'AbortError' })
  await decoder?.close()
  await expect.poll(listChildren, { timeout: 10_000 }).toEqual([])
})

/** What the lossless way leaves to the decoder, and what is made to be slow or large. */
const odd = new Map<string, 'plain' | 'refused'>([
  ['PNG: 16 bits in colour type 4', 'plain'],
  ['PNG: 16 bits in colour type 6', 'plain'],
  ['JPEG: CMYK by Adobe', 'plain'],
  ['JPEG: YCCK by Adobe', 'plain'],
  ['JPEG: arithmetic coding', 'plain'],
  ['JPEG: 12 bits', 'refused'],
  ['PNG: a bomb of 40 MP in a few KB', 'refused'],
  ['PNG: a bomb of 400 MP', 'refused'],
  ['HEIC', 'refused'],
  ['AVIF', 'refused'],
  ['TIFF', 'refused'],
])

test('odd and hostile files become plain pictures or are refused by their kind', {
  timeout: 120_000,
}, async () => {
  const { decode } = opened()
  const files = hostileImages.filter(([name]) => odd.has(name))

  const outcomes = await Promise.all(
    files.map(async ([name, bytes]) => {
      const outcome = await decode(bytes, { maximumPixels, signal }).catch((error: unknown) => error)
      if (outcome instanceof DecodingFault) return [name, 'refused'] as const
      if (!Buffer.isBuffer(outcome)) throw outcome
      const { bitDepth, orientation } = rewriteImage(outcome).facts
      return [name, bitDepth === 8 && orientation === 1 ? 'plain' : 'not plain'] as const
    }),
  )

  expect(new Map(outcomes)).toEqual(odd)
})
