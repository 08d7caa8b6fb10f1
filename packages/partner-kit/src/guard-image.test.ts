import fc from 'fast-check'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { makePng, pngOf } from '#testkit'
import { guardImage, ImageRejected } from './index.ts'

async function* inPieces(bytes: Buffer, sizes: readonly number[]) {
  let offset = 0
  for (const size of sizes) {
    yield bytes.subarray(offset, offset + size)
    offset += size
  }
  yield bytes.subarray(offset)
}

const noise = {
  width: 61,
  height: 47,
  channels: 3 as const,
  noise: { type: 'gaussian' as const, mean: 128, sigma: 60 },
}
const drawn = () => sharp({ create: { ...noise, background: 'white' } })
const transparent = { create: { width: 61, height: 47, channels: 4 as const, background: '#12345678' } }

const pictures = [
  ['a PNG', 'image/png', await drawn().png().toBuffer()],
  ['a JPEG', 'image/jpeg', await drawn().jpeg({ quality: 90 }).toBuffer()],
  [
    'a progressive JPEG',
    'image/jpeg',
    await drawn()
      .jpeg({ progressive: true })
      .withExif({ IFD0: { Make: 'x' } })
      .toBuffer(),
  ],
  ['a WebP with losses', 'image/webp', await drawn().webp().toBuffer()],
  ['a WebP without', 'image/webp', await drawn().webp({ lossless: true }).toBuffer()],
  ['a WebP with alpha', 'image/webp', await sharp(transparent).webp().toBuffer()],
] as const

test.each(pictures)(
  '%s passes unchanged, however it is cut, and says its size',
  async (_, mediaType, picture) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(90), { maxLength: 120 }), async (sizes) => {
        const guarded = guardImage(inPieces(picture, sizes), { mediaType, maximumBytes: picture.length })
        expect(await buffer(guarded.bytes)).toEqual(picture)
        expect(guarded.size()).toEqual({ widthPx: 61, heightPx: 47 })
      }),
      { numRuns: 40 },
    )
  },
)

test.each(pictures)('%s that is cut short anywhere is rejected', async (_, mediaType, picture) => {
  for (let length = 0; length < picture.length - 8; length += 7) {
    const guarded = guardImage(inPieces(picture.subarray(0, length), [40, 200]), {
      mediaType,
      maximumBytes: 1e6,
    })
    await expect(buffer(guarded.bytes)).rejects.toBeInstanceOf(ImageRejected)
  }
})

test.each([
  ['another type', Buffer.from('GIF89a, and then some more')],
  ['a web page', Buffer.from('<html><script>alert(1)</script></html>')],
  ['nothing', Buffer.alloc(0)],
  ['a beginning', pngOf(16).subarray(0, 7)],
])('%s is rejected', async (_, bytes) => {
  const guarded = guardImage(inPieces(bytes, [3]), { mediaType: 'image/png', maximumBytes: 400 })
  await expect(buffer(guarded.bytes)).rejects.toBeInstanceOf(ImageRejected)
})

test('an image without end is cut off at the limit', async () => {
  async function* endless() {
    yield pngOf(100)
    for (;;) yield Buffer.alloc(100)
  }
  const guarded = guardImage(endless(), { mediaType: 'image/png', maximumBytes: 10_000 })
  await expect(buffer(guarded.bytes)).rejects.toBeInstanceOf(ImageRejected)
})

test.each([
  ['30,000 pixels each way', { claimedWidthPx: 30_000, claimedHeightPx: 30_000 }],
  ['a side without end', { claimedWidthPx: 0xffff_ffff }],
  ['no pixel at all', { claimedWidthPx: 0 }],
])('a picture that says it has %s is rejected before it is read', async (_, claim) => {
  const bytes = makePng({ widthPx: 8, heightPx: 8, sizeBytes: 10_000, ...claim })
  let read = 0
  async function* counted() {
    for await (const piece of inPieces(
      bytes,
      Array.from({ length: 99 }, () => 100),
    )) {
      read += piece.length
      yield piece
    }
  }
  const guarded = guardImage(counted(), { mediaType: 'image/png', maximumBytes: 1e6 })
  await expect(buffer(guarded.bytes)).rejects.toBeInstanceOf(ImageRejected)
  expect(read).toBeLessThan(300)
})
