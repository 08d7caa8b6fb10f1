import { expect, test } from 'vitest'
import * as jpeg from '../corpus/jpeg-builder.ts'
import * as metadata from '../corpus/metadata-builder.ts'
import * as png from '../corpus/png-builder.ts'
import { greyTags, profileOf } from '../corpus/profile-builder.ts'
import * as webp from '../corpus/webp-builder.ts'
import { inspectImage } from './index.ts'

const { sourceTypeXmp, aigcXmp, manifestSegmentPayload, xmpPacket, vocabulary } = metadata

test.each([
  [
    'grey',
    png.pngWith({ colourType: 0, bitDepth: 2 }),
    { colourModel: 'grey', bitDepth: 2, hasAlpha: false },
  ],
  [
    'grey with a transparent tone',
    png.pngWith({ colourType: 0 }, { before: [png.chunk('tRNS', Buffer.alloc(2))] }),
    { colourModel: 'grey', hasAlpha: true },
  ],
  ['grey with alpha', png.pngWith({ colourType: 4 }), { colourModel: 'grey-alpha', hasAlpha: true }],
  ['colour', png.pngWith({}), { colourModel: 'rgb', bitDepth: 8, hasAlpha: false }],
  ['colour of 16 bits', png.pngWith({ bitDepth: 16 }), { bitDepth: 16 }],
  ['colour with alpha', png.pngWith({ colourType: 6 }), { colourModel: 'rgba', hasAlpha: true }],
  ['palette', png.pngWith({ colourType: 3 }), { colourModel: 'palette', hasAlpha: false }],
  ['a profile', png.pngWithColour({}, png.iccp(profileOf())), { hasColourProfile: true }],
  [
    'a grey profile for colours',
    png.pngWithColour({}, png.iccp(profileOf({ space: 'GRAY', tags: greyTags() }))),
    { hasColourProfile: false },
  ],
  [
    'movement',
    png.pngWith({}, { before: [png.chunk('acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0]))] }),
    { isAnimated: true },
  ],
  ['JPEG, grey', jpeg.jpegWith({ components: 1 }), { colourModel: 'grey', mediaType: 'image/jpeg' }],
  ['JPEG', jpeg.jpegWith({ width: 100, height: 50 }), { colourModel: 'rgb', widthPx: 100, heightPx: 50 }],
  ['JPEG of four inks', jpeg.jpegWith({ components: 4 }), { colourModel: 'cmyk' }],
  ['JPEG of 12 bits', jpeg.jpegWith({ code: 0xc1, precision: 12 }), { bitDepth: 12 }],
  [
    'WebP',
    webp.webpOf([webp.vp8l({ width: 7, height: 9 })]),
    { colourModel: 'rgb', widthPx: 7, heightPx: 9 },
  ],
  ['WebP with alpha', webp.webpOf([webp.vp8l({ hasAlpha: true })]), { colourModel: 'rgba', hasAlpha: true }],
  [
    'WebP that moves',
    webp.webpOf([
      webp.vp8x({ flags: 2, width: 8 }),
      webp.chunk('ANIM', Buffer.alloc(6)),
      webp.chunk('ANMF', Buffer.alloc(16)),
    ]),
    { isAnimated: true, widthPx: 8 },
  ],
])('%s', (_name, bytes, facts) => {
  expect(inspectImage(bytes)).toMatchObject(facts)
})

const inEach = (packet: string): readonly (readonly [string, Buffer])[] => [
  ['JPEG', jpeg.jpegWith({}, { before: [jpeg.xmp(packet)] })],
  ['PNG', png.pngWith({}, { before: [png.itxt('XML:com.adobe.xmp', packet)] })],
  ['PNG, packed', png.pngWith({}, { before: [png.itxt('XML:com.adobe.xmp', packet, true)] })],
  ['PNG, packed without a language', png.pngWith({}, { before: [png.ztxt('XML:com.adobe.xmp', packet)] })],
  ['PNG, behind the pixels', png.pngWith({}, { after: [png.itxt('XML:com.adobe.xmp', packet)] })],
  ['WebP', webp.webpOf([webp.vp8x({ flags: 4 }), webp.vp8l(), webp.chunk('XMP ', packet)])],
]
const trained = { kind: 'iptc-digital-source-type', term: 'trainedAlgorithmicMedia' }

test.each(inEach(sourceTypeXmp('trainedAlgorithmicMedia')))('an IPTC term is found in %s', (_name, bytes) => {
  expect(inspectImage(bytes).provenance).toEqual([trained])
})

test.each(inEach(aigcXmp()))('a TC260 label is found in %s', (_name, bytes) => {
  expect(inspectImage(bytes).provenance).toEqual([{ kind: 'tc260-aigc' }])
})

test.each([
  [
    'an element',
    xmpPacket(`<Iptc4xmpExt:DigitalSourceType> ${vocabulary}composite </Iptc4xmpExt:DigitalSourceType>`),
    'composite',
  ],
  [
    'an attribute',
    `<rdf:Description Iptc4xmpExt:DigitalSourceType = "${vocabulary}digitalCapture"/>`,
    'digitalCapture',
  ],
  [
    'an attribute in single quotes',
    `<rdf:Description Iptc4xmpExt:DigitalSourceType='${vocabulary}print'/>`,
    'print',
  ],
  [
    'a resource',
    xmpPacket(`<Iptc4xmpExt:DigitalSourceType rdf:resource="${vocabulary}screenCapture"/>`),
    'screenCapture',
  ],
  [
    'https',
    xmpPacket(`<Iptc4xmpExt:DigitalSourceType>https${vocabulary.slice(4)}algorithmicMedia<`),
    'algorithmicMedia',
  ],
])('an IPTC term is read as %s', (_name, packet, term) => {
  const bytes = jpeg.jpegWith({}, { before: [jpeg.xmp(packet)] })

  expect(inspectImage(bytes).provenance).toEqual([{ kind: 'iptc-digital-source-type', term }])
})

test.each([
  [
    'a term nobody knows',
    xmpPacket(`<Iptc4xmpExt:DigitalSourceType>${vocabulary}compositedWithTrainedAlgorithmicMedia<`),
  ],
  [
    'another vocabulary',
    xmpPacket('<Iptc4xmpExt:DigitalSourceType>http://example.org/trainedAlgorithmicMedia<'),
  ],
  ['the address in a title', xmpPacket(`<dc:title>${vocabulary}trainedAlgorithmicMedia</dc:title>`)],
])('%s is no mark', (_name, packet) => {
  expect(inspectImage(jpeg.jpegWith({}, { before: [jpeg.xmp(packet)] })).provenance).toEqual([])
})

test.each([
  ['JPEG', jpeg.jpegWith({}, { before: [jpeg.segment(0xeb, manifestSegmentPayload())] })],
  ['PNG', png.pngWith({}, { before: [png.chunk('caBX', metadata.manifestBox())] })],
  ['WebP', webp.webpOf([webp.vp8x(), webp.vp8l(), webp.chunk('C2PA', metadata.manifestBox())])],
])('a C2PA manifest is found in %s', (_name, bytes) => {
  expect(inspectImage(bytes).provenance).toEqual([{ kind: 'c2pa' }])
})

test('another box in APP11 is no manifest', () => {
  const other = Buffer.from(manifestSegmentPayload().toString('latin1').replaceAll('c2pa', 'jpxt'), 'latin1')

  expect(inspectImage(jpeg.jpegWith({}, { before: [jpeg.segment(0xeb, other)] })).provenance).toEqual([])
})

test('every mark is told, each once', () => {
  const packet = sourceTypeXmp('trainedAlgorithmicMedia')
  const bytes = jpeg.jpegWith(
    {},
    {
      before: [
        jpeg.xmp(packet),
        jpeg.xmp(packet),
        jpeg.xmp(aigcXmp()),
        jpeg.segment(0xeb, manifestSegmentPayload()),
        jpeg.segment(0xeb, manifestSegmentPayload()),
      ],
    },
  )

  expect(inspectImage(bytes).provenance).toEqual([trained, { kind: 'tc260-aigc' }, { kind: 'c2pa' }])
})

test('four packets of XMP are looked at in a PNG, which may have one', () => {
  const empty = png.itxt('XML:com.adobe.xmp', xmpPacket(''))
  const marked = png.itxt('XML:com.adobe.xmp', sourceTypeXmp('trainedAlgorithmicMedia'))
  const behind = (count: number) =>
    png.pngWith({}, { before: [...Array.from({ length: count }, () => empty), marked] })

  expect(inspectImage(behind(3)).provenance).toEqual([trained])
  expect(inspectImage(behind(4)).provenance).toEqual([])
})
