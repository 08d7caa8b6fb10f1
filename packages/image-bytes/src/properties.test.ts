import fc from 'fast-check'
import { expect, test } from 'vitest'
import { imagesWithCanary } from '../corpus/canaries.ts'
import { makeHonestImages } from '../corpus/honest-images.ts'
import { rewritten } from '../corpus/rewritten.ts'
import { ImageFault, inspectImage } from './index.ts'

const images = [...(await makeHonestImages()), ...imagesWithCanary]
  .map(([, bytes]) => bytes)
  .filter(({ length }) => length < 20_000)

/** Rewrites; a fault is an answer, everything else an error of ours. */
function rewriteOrFault(bytes: Buffer): Buffer | ImageFault | undefined {
  try {
    return rewritten(bytes)
  } catch (error) {
    if (error instanceof ImageFault) return error
    throw error
  }
}

interface Change {
  at: number
  bytes: Uint8Array
  kind: 'overwrite' | 'insert' | 'remove'
}

const change = fc.record<Change>({
  at: fc.nat(20_000),
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 6 }),
    // What lengths and markers are made of does most harm.
    fc
      .constantFrom('ff', 'ffd8', 'ffd9', 'ffda', 'ffffffff', '00', '00000000', '7fffffff', '80000000')
      .map((digits) => new Uint8Array(Buffer.from(digits, 'hex'))),
  ),
  kind: fc.constantFrom('overwrite', 'insert', 'remove'),
})

function apply(image: Buffer, changes: readonly Change[]): Buffer {
  return changes.reduce((bytes, { at, bytes: given, kind }) => {
    const place = bytes.length === 0 ? 0 : at % bytes.length
    const skipped = kind === 'insert' ? 0 : given.length
    return Buffer.concat([
      bytes.subarray(0, place),
      kind === 'remove' ? Buffer.alloc(0) : given,
      bytes.subarray(place + skipped),
    ])
  }, image)
}

test('a file changed anywhere is refused with a reason or becomes a fixed point', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...images),
      fc.array(change, { minLength: 1, maxLength: 8 }),
      (image, changes) => {
        const result = rewriteOrFault(apply(image, changes))
        if (Buffer.isBuffer(result)) expect(rewriteOrFault(result)).toEqual(result)
      },
    ),
    { numRuns: 5_000 },
  )
})

test('a file cut off anywhere before its end is refused', () => {
  for (const image of images.filter(({ length }) => length < 1_000)) {
    const clean = rewritten(image) ?? image
    for (let length = 0; length < clean.length; length += 1) {
      expect(rewriteOrFault(clean.subarray(0, length))).toMatchObject({
        reason: length === 0 ? 'empty' : 'truncated',
      })
    }
  }
})

test('bytes of any kind behind any beginning never do more than be refused', () => {
  const beginnings = ['89504e470d0a1a0a', 'ffd8ff', 'ffd8ffe1', '52494646', '', '0000001c66747970', '3c'].map(
    (digits) => Buffer.from(digits, 'hex'),
  )
  fc.assert(
    fc.property(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 400 }), (beginning, rest) => {
      rewriteOrFault(Buffer.concat([beginning, rest]))
    }),
    { numRuns: 5_000 },
  )
})

test('coded data of 20 MB in which every other byte looks like a marker are read to their end', () => {
  const [jpeg] = images.filter((bytes) => inspectImage(bytes).mediaType === 'image/jpeg')
  const scan = jpeg?.subarray(0, -2) ?? Buffer.alloc(0)
  const stretched = (size: number) =>
    Buffer.concat([scan, Buffer.alloc(size, Buffer.from('ff00', 'hex')), Buffer.from('ffd9', 'hex')])

  expect(rewritten(stretched(20_000_000))?.length).toBeGreaterThan(20_000_000)
})
