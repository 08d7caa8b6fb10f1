import { expect, test } from 'vitest'
import { hostileImages } from '../corpus/hostile-images.ts'
import { rewritten } from '../corpus/rewritten.ts'
import { ImageFault, inspectImage, rewriteImage } from './index.ts'

/** What becomes of a file, in the words of the corpus. */
function judge(bytes: Buffer): string {
  try {
    return rewriteImage(bytes).needsDecoding ?? 'clean'
  } catch (error) {
    if (error instanceof ImageFault) return error.reason
    throw error
  }
}

test.each(hostileImages)('%s', (_name, bytes, expected) => {
  expect(judge(bytes)).toBe(expected)
})

test.each(hostileImages.filter(([, , expected]) => expected === 'clean'))(
  '%s: what is left is a fixed point with nothing behind its end',
  (_name, bytes) => {
    const once = rewritten(bytes) ?? Buffer.alloc(0)

    expect(rewritten(once)?.equals(once)).toBe(true)
    expect(once.length).toBeLessThanOrEqual(bytes.length)
    for (const word of ['PK\u0003\u0004', '<script>', 'alert(1)', '<?php'])
      expect(once.includes(word)).toBe(false)
  },
)

test('looking at a file refuses what rewriting it refuses, but for movement', () => {
  const refused = hostileImages.filter(([, bytes]) => {
    try {
      inspectImage(bytes)
      return false
    } catch {
      // Which reason it is, is asked above.
      return true
    }
  })
  const wanted = hostileImages.filter(
    ([, , expected]) => !['clean', 'bit-depth', 'colour-model', 'format', 'animated'].includes(expected),
  )

  expect(refused.map(([name]) => name)).toEqual(wanted.map(([name]) => name))
})

test('a fault says what else a file is, and nothing of the file', () => {
  const svg = Buffer.from('<svg><!-- a secret --></svg>')

  expect(() => inspectImage(svg)).toThrow(new ImageFault('unsupported-type', 'svg'))
  expect(new ImageFault('unsupported-type', 'svg').message).toBe('unsupported-type: svg')
})

test('limits are the caller’s', () => {
  const [, bytes] = hostileImages.find(([name]) => name === 'PNG: a moving picture of one frame') ?? []

  expect(() => inspectImage(bytes ?? Buffer.alloc(0), { maximumSidePx: 3, maximumPixels: 100 })).toThrow(
    'too-large-side',
  )
  expect(() => inspectImage(bytes ?? Buffer.alloc(0), { maximumSidePx: 4, maximumPixels: 15 })).toThrow(
    'too-many-pixels',
  )
  expect(inspectImage(bytes ?? Buffer.alloc(0), { maximumSidePx: 4, maximumPixels: 16 }).widthPx).toBe(4)
})

test.each([
  ['AVIF by its general brand', 'avif'],
  ['HEIC by its general brand', 'heic'],
  ['an MP4 film', 'iso-media'],
  ['GIF 89a', 'gif'],
  ['SVG behind a comment', 'svg'],
  ['HTML without a head', 'html'],
  ['XML', 'xml'],
  ['TIFF, big end first', 'tiff'],
  ['ZIP', 'archive'],
  ['JPEG: a height to be told later', 'jpeg-unusual'],
])('%s is found to be %s', (name, found) => {
  const bytes = hostileImages.find(([known]) => known === name)?.[1] ?? Buffer.alloc(0)

  expect(() => inspectImage(bytes)).toThrow(`unsupported-type: ${found}`)
})

test.each([
  ['PNG: transparency for more entries than there are', 'tRNS'],
  ['PNG: a wrong checksum of transparency', 'tRNS'],
  ['PNG: transparency beside alpha', 'tRNS'],
  ['PNG: a wrong checksum of a gamma', 'gAMA'],
  ['PNG: a profile and sRGB', 'sRGB'],
  ['PNG: a moving picture of one frame', 'acTL'],
  ['JPEG: a marker for lines behind the scan', '\u00ff\u00dc'],
  ['WebP: alpha behind the picture', 'ALPH'],
  ['WebP: a flag of movement and none', 'VP8X'],
])('%s: what readers pass by is dropped', (name, part) => {
  const bytes = hostileImages.find(([known]) => known === name)?.[1] ?? Buffer.alloc(0)

  expect(bytes.includes(part, 0, 'latin1')).toBe(true)
  expect(rewritten(bytes)?.includes(part, 0, 'latin1')).toBe(false)
})

test.each(hostileImages.filter(([name]) => name.startsWith('JPEG: a profile with')))(
  '%s is dropped',
  (_name, bytes) => {
    expect(inspectImage(bytes).hasColourProfile).toBe(false)
  },
)
