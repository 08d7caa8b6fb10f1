import fc from 'fast-check'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { makeHonestImages } from '../corpus/honest-images.ts'
import * as jpeg from '../corpus/jpeg-builder.ts'
import { manifestBox, manifestSegmentPayload } from '../corpus/metadata-builder.ts'
import * as png from '../corpus/png-builder.ts'
import * as webp from '../corpus/webp-builder.ts'
import { insertProvenanceMark, inspectImage, markStream } from './index.ts'

const images = (await makeHonestImages()).map(([, bytes]) => bytes).filter(({ length }) => length < 20_000)

async function* inPieces(bytes: Buffer, sizes: readonly number[]) {
  let at = 0
  for (const size of sizes) {
    yield bytes.subarray(at, at + size)
    at += size
  }
  yield bytes.subarray(at)
}

const typeOf = (bytes: Buffer) => inspectImage(bytes).mediaType

test('however a picture is cut, the stream gives what marking it whole gives', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...images),
      fc.array(fc.nat(60), { maxLength: 30 }),
      async (bytes, sizes) => {
        const marked = await buffer(markStream(inPieces(bytes, sizes), typeOf(bytes), 'algorithmicMedia'))
        expect(marked.equals(insertProvenanceMark(bytes, 'algorithmicMedia'))).toBe(true)
      },
    ),
    { numRuns: 400 },
  )
})

test.each([
  ['JPEG', jpeg.jpegWith({}, { before: [jpeg.segment(0xeb, manifestSegmentPayload())] }), 'image/jpeg'],
  ['PNG', png.pngWith({}, { before: [png.chunk('caBX', manifestBox())] }), 'image/png'],
  ['WebP', webp.webpOf([webp.vp8x(), webp.vp8l(), webp.chunk('C2PA', manifestBox())]), 'image/webp'],
] as const)('a %s with a mark passes as it is', async (_name, bytes, mediaType) => {
  expect(await buffer(markStream(inPieces(bytes, [40, 40]), mediaType))).toEqual(bytes)
})

test('a mark behind the pixels of a PNG is seen too late', async () => {
  const bytes = png.pngWith({}, { after: [png.chunk('caBX', manifestBox())] })

  const marked = await buffer(markStream(inPieces(bytes, [40, 40]), 'image/png'))

  expect(inspectImage(marked).provenance.map(({ kind }) => kind)).toEqual([
    'iptc-digital-source-type',
    'c2pa',
  ])
})

test.each([
  ['PNG', png.pngOf(png.ihdr(), png.chunk('IDAT', Buffer.alloc(9_000)), png.iend()), 'image/png'],
  ['JPEG', jpeg.jpegWith({ width: 3_000, height: 3_000 }), 'image/jpeg'],
] as const)('a %s flows on as soon as its pixels begin', async (_name, bytes, mediaType) => {
  let taken = 0
  async function* source() {
    for (let at = 0; at < bytes.length; at += 500) {
      taken += 1
      yield bytes.subarray(at, at + 500)
    }
  }

  const first = await markStream(source(), mediaType).next()

  expect(first.done).toBe(false)
  expect(taken).toBe(1)
  expect(bytes.length).toBeGreaterThan(2_000)
})

test('who stops reading stops the source', async () => {
  let isClosed = false
  async function* source() {
    try {
      for (;;) yield png.pngWith({})
    } finally {
      isClosed = true
    }
  }

  const marked = markStream(source(), 'image/png')
  await marked.next()
  await marked.return(undefined)

  expect(isClosed).toBe(true)
})

test('the pieces of the source are not written into', async () => {
  const bytes = png.pngWith({})
  const before = Buffer.from(bytes)

  await buffer(markStream(inPieces(bytes, [10, 50]), 'image/png'))

  expect(bytes).toEqual(before)
})

async function* endless(head: Buffer) {
  yield head
  for (;;) yield Buffer.alloc(100_000, 'xxxx')
}
const longHead = png.pngOf(png.ihdr(), png.chunk('prVt', '', { length: 0x7f_ff_ff_ff }).subarray(0, 8))
const comments = Array.from({ length: 100 }, () => jpeg.segment(0xe9, Buffer.alloc(65_533)))

test.each([
  ['a PNG whose head has no end', endless(longHead), 'image/png', 'malformed'],
  [
    'a JPEG with a head of 6 MB',
    inPieces(
      jpeg.jpegWith({}, { before: comments }),
      Array.from({ length: 200 }, () => 50_000),
    ),
    'image/jpeg',
    'malformed',
  ],
  ['a WebP without end', endless(webp.webpOf([webp.vp8l()], 0x7f_ff_ff_f0)), 'image/webp', 'malformed'],
  ['a PNG that is a JPEG', inPieces(jpeg.jpegWith({}), [9]), 'image/png', 'not-an-image'],
  ['a WebP that is a PNG', inPieces(png.pngWith({}), [9]), 'image/webp', 'not-an-image'],
  [
    'a PNG that is HTML',
    inPieces(Buffer.from('<!doctype html><p>sorry</p>'), [9]),
    'image/png',
    'unsupported-type: html',
  ],
  ['nothing', inPieces(Buffer.alloc(0), []), 'image/png', 'empty'],
  ['nothing for a WebP', inPieces(Buffer.alloc(0), []), 'image/webp', 'empty'],
  ['half a head', inPieces(png.pngWith({}).subarray(0, 40), [20]), 'image/png', 'truncated'],
  ['the first bytes of a JPEG', inPieces(jpeg.jpegWith({}).subarray(0, 8), [3]), 'image/jpeg', 'truncated'],
  ['half a WebP', inPieces(webp.webpOf([webp.vp8l()]).subarray(0, 20), [7]), 'image/webp', 'truncated'],
] as const)('%s is refused while it is read', async (_name, source, mediaType, reason) => {
  await expect(buffer(markStream(source, mediaType))).rejects.toThrow(reason)
})

test('what goes wrong at the source goes wrong here', async () => {
  async function* broken() {
    yield png.pngWith({}).subarray(0, 20)
    throw new Error('the line is cut')
  }

  await expect(buffer(markStream(broken(), 'image/png'))).rejects.toThrow('the line is cut')
})
