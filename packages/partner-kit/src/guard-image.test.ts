import fc from 'fast-check'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { pngOf } from '#testkit'
import { guardImage, ImageRejected } from './index.ts'

async function* inPieces(bytes: Buffer, sizes: readonly number[]) {
  let offset = 0
  for (const size of sizes) {
    yield bytes.subarray(offset, offset + size)
    offset += size
  }
  yield bytes.subarray(offset)
}

test('an image passes unchanged, however it is cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(20), { maxLength: 10 }),
      fc.integer({ min: 16, max: 400 }),
      async (sizes, length) => {
        const png = pngOf(length)
        const guarded = guardImage(inPieces(png, sizes), { mediaType: 'image/png', maximumBytes: 400 })
        expect(await buffer(guarded)).toEqual(png)
      },
    ),
  )
})

test.each([
  ['another type', Buffer.from('GIF89a, and then some more')],
  ['a web page', Buffer.from('<html><script>alert(1)</script></html>')],
  ['nothing', Buffer.alloc(0)],
  ['a beginning', pngOf(16).subarray(0, 7)],
])('%s is rejected', async (_, bytes) => {
  const guarded = guardImage(inPieces(bytes, [3]), { mediaType: 'image/png', maximumBytes: 400 })
  await expect(buffer(guarded)).rejects.toBeInstanceOf(ImageRejected)
})

test('an image without end is cut off at the limit', async () => {
  async function* endless() {
    yield pngOf(100)
    for (;;) yield Buffer.alloc(100)
  }
  const guarded = guardImage(endless(), { mediaType: 'image/png', maximumBytes: 10_000 })
  await expect(buffer(guarded)).rejects.toBeInstanceOf(ImageRejected)
})
