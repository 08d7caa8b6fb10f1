import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { makeHonestImages } from '../corpus/honest-images.ts'
import * as jpeg from '../corpus/jpeg-builder.ts'
import {
  aigcXmp,
  manifestBox,
  manifestSegmentPayload,
  orientationTiff,
  sourceTypeXmp,
  xmpPacket,
} from '../corpus/metadata-builder.ts'
import * as png from '../corpus/png-builder.ts'
import { rewritten } from '../corpus/rewritten.ts'
import * as webp from '../corpus/webp-builder.ts'
import { insertProvenanceMark, inspectImage } from './index.ts'

const images = await makeHonestImages()
const vocabulary = 'http://cv.iptc.org/newscodes/digitalsourcetype/'
const iptc = (term: string) => ({ kind: 'iptc-digital-source-type', term })

describe.each(images)('%s', (_name, bytes) => {
  const marked = insertProvenanceMark(bytes)

  test('carries the mark, which nothing else changed for', async () => {
    const shown = (file: Buffer) => sharp(file, { failOn: 'warning' }).raw().toBuffer()

    expect(inspectImage(marked)).toEqual({
      ...inspectImage(bytes),
      provenance: [iptc('trainedAlgorithmicMedia')],
    })
    expect((await shown(marked)).equals(await shown(bytes))).toBe(true)
  })

  test('is read by another reader, and found by a search through the bytes', async () => {
    const { xmp } = await sharp(marked).metadata()
    const needle = `<Iptc4xmpExt:DigitalSourceType>${vocabulary}trainedAlgorithmicMedia</`

    expect(xmp?.toString()).toContain(needle)
    expect(marked.indexOf(needle)).toBe(marked.lastIndexOf(needle))
    expect(marked.includes(needle)).toBe(true)
  })

  test('is marked once only', () => {
    expect(insertProvenanceMark(marked)).toBe(marked)
  })

  test('is the same picture when both are rewritten', () => {
    const clean = rewritten(bytes) ?? Buffer.alloc(0)

    expect(rewritten(marked)?.equals(clean)).toBe(true)
  })
})

test.each(['trainedAlgorithmicMedia', 'algorithmicMedia', 'compositeWithTrainedAlgorithmicMedia'] as const)(
  'the term is the caller’s: %s',
  (term) => {
    expect(inspectImage(insertProvenanceMark(png.pngWith({}), term)).provenance).toEqual([iptc(term)])
  },
)

const jpegWith = (...before: readonly Buffer[]) => jpeg.jpegWith({}, { before })
const pngBefore = (...before: readonly Buffer[]) => png.pngWith({}, { before })
const pngAfter = (...after: readonly Buffer[]) => png.pngWith({}, { after })
const webpWith = (...chunks: readonly Buffer[]) =>
  webp.webpOf([webp.vp8x({ flags: 4 }), webp.vp8l(), ...chunks])
const trained = sourceTypeXmp('trainedAlgorithmicMedia')

test.each([
  ['JPEG with a manifest', jpegWith(jpeg.segment(0xeb, manifestSegmentPayload()))],
  [
    'JPEG with a manifest behind its tables',
    jpeg.jpegOf(
      jpeg.dqt(),
      jpeg.segment(0xeb, manifestSegmentPayload()),
      jpeg.sof(),
      jpeg.dht(),
      jpeg.scan(),
    ),
  ],
  ['JPEG with an IPTC term', jpegWith(jpeg.xmp(trained))],
  ['JPEG with an IPTC term for a composite', jpegWith(jpeg.xmp(sourceTypeXmp('compositeSynthetic')))],
  ['JPEG with a TC260 label', jpegWith(jpeg.xmp(aigcXmp()))],
  ['PNG with a manifest', pngBefore(png.chunk('caBX', manifestBox()))],
  ['PNG with a manifest behind its pixels', pngAfter(png.chunk('caBX', manifestBox()))],
  ['PNG with an IPTC term', pngBefore(png.itxt('XML:com.adobe.xmp', trained))],
  ['PNG with an IPTC term, packed', pngBefore(png.itxt('XML:com.adobe.xmp', trained, true))],
  ['PNG with an IPTC term behind its pixels', pngAfter(png.itxt('XML:com.adobe.xmp', trained))],
  ['PNG with a TC260 label', pngBefore(png.itxt('XML:com.adobe.xmp', aigcXmp()))],
  ['PNG with a TC260 label as text', pngBefore(png.chunk('tEXt', 'AIGC\0{"Label":"1"}'))],
  [
    'PNG with a TC260 label in Exif',
    pngBefore(png.chunk('eXIf', Buffer.concat([orientationTiff(1), Buffer.from('{"AIGC":{"Label":"1"}}')]))),
  ],
  ['WebP with a manifest', webpWith(webp.chunk('C2PA', manifestBox()))],
  ['WebP with an IPTC term', webpWith(webp.chunk('XMP ', trained))],
  ['WebP with a TC260 label', webpWith(webp.chunk('XMP ', aigcXmp()))],
])('%s is given back as it is', (_name, bytes) => {
  const before = Buffer.from(bytes)

  expect(insertProvenanceMark(bytes, 'compositeWithTrainedAlgorithmicMedia')).toBe(bytes)
  expect(bytes.equals(before)).toBe(true)
})

const words = xmpPacket('<dc:title>words of somebody</dc:title>')
const camera = sourceTypeXmp('digitalCapture')
test.each([
  [
    'JPEG',
    jpegWith(
      jpeg.jfif(),
      jpeg.xmp(words),
      jpeg.segment(0xe1, `http://ns.adobe.com/xmp/extension/\0${'0'.repeat(40)}words of somebody`),
    ),
  ],
  ['PNG', pngBefore(png.itxt('XML:com.adobe.xmp', words))],
  ['WebP', webpWith(webp.chunk('XMP ', words))],
  ['JPEG of a camera', jpegWith(jpeg.xmp(camera))],
  ['PNG of a camera', pngBefore(png.itxt('XML:com.adobe.xmp', camera))],
  ['WebP of a camera', webpWith(webp.chunk('XMP ', camera))],
])('XMP that says nothing of a machine is replaced in %s', async (_name, bytes) => {
  const marked = insertProvenanceMark(bytes)

  expect(inspectImage(marked).provenance).toEqual([iptc('trainedAlgorithmicMedia')])
  expect(marked.includes('words of somebody')).toBe(false)
  expect((await sharp(marked).metadata()).xmp?.includes('trainedAlgorithmicMedia')).toBe(true)
})

test('JFIF and Exif stay first, and what is no XMP stays at all', () => {
  const kept = [jpeg.jfif(), jpeg.exif(orientationTiff(6))]
  const comment = jpeg.segment(0xfe, 'a comment')
  const bytes = jpegWith(...kept, comment)

  const marked = insertProvenanceMark(bytes)

  const head = Buffer.concat([jpeg.soi, ...kept])
  expect(marked.subarray(0, head.length)).toEqual(head)
  expect(marked.indexOf('http://ns.adobe.com/xap/1.0/')).toBe(head.length + 4)
  expect(marked.subarray(marked.indexOf(comment))).toEqual(bytes.subarray(bytes.indexOf(comment)))
})

test('a moving WebP and a moving PNG are marked too', () => {
  const moving = webp.webpOf([
    webp.vp8x({ flags: 2 }),
    webp.chunk('ANIM', Buffer.alloc(6)),
    webp.chunk('ANMF', Buffer.alloc(16)),
  ])
  const png20 = pngBefore(png.chunk('acTL', Buffer.from([0, 0, 0, 20, 0, 0, 0, 0])))

  for (const bytes of [moving, png20])
    expect(inspectImage(insertProvenanceMark(bytes))).toMatchObject({
      isAnimated: true,
      provenance: [iptc('trainedAlgorithmicMedia')],
    })
})

test.each([
  ['nothing', Buffer.alloc(0), 'empty'],
  ['a GIF', Buffer.from('GIF89a and more'), 'unsupported-type: gif'],
  ['half a PNG', png.pngWith({}).subarray(0, 60), 'truncated'],
  ['half the head of a PNG', png.pngWith({}).subarray(0, 30), 'truncated'],
  ['half the head of a JPEG', jpegWith().subarray(0, 30), 'truncated'],
  ['half a WebP', webpWith().subarray(0, 30), 'truncated'],
  ['a PNG without pixels', png.pngOf(png.ihdr(), png.iend()), 'malformed'],
  ['a PNG with two headers', png.pngOf(png.ihdr(), png.ihdr(), png.idat(), png.iend()), 'malformed'],
  ['a JPEG without a scan', jpeg.jpegOf(jpeg.dqt()), 'malformed'],
  ['a WebP of a profile', webp.webpOf([webp.chunk('ICCP', 'xxxxxxxx')]), 'malformed'],
])('%s is not marked but refused', (_name, bytes, reason) => {
  expect(() => insertProvenanceMark(bytes)).toThrow(reason)
})
