import { deflateSync } from 'node:zlib'
import * as jpeg from './jpeg-builder.ts'
import { cameraTiff, manifestSegmentPayload, xmpPacket } from './metadata-builder.ts'
import * as png from './png-builder.ts'
import { greyTags, profileOf, rgbTags } from './profile-builder.ts'
import * as webp from './webp-builder.ts'

/** Words that lie in every place where a picture can carry words, and must be in none afterwards. */
export const canary = 'canary-51.5091N-0.1293W-Kq7Zt'

export type NamedImage = readonly [name: string, bytes: Buffer]

const camera = cameraTiff(canary, 6)
const packet = xmpPacket(`<dc:title>${canary}</dc:title>`)
const rgbProfile = profileOf({ tags: rgbTags(canary) })
const greyProfile = profileOf({ space: 'GRAY', tags: greyTags(canary) })
const photoshop = Buffer.concat([
  Buffer.from('Photoshop 3.0\0' + '8BIM\u0004\u0004\0\0\0\0', 'latin1'),
  Buffer.from(canary),
])
const thumbnail = Buffer.from(canary.padEnd(60, 'x'))
const secondPicture = jpeg.jpegWith({}, { before: [jpeg.segment(0xfe, canary)] })

const inJpeg: readonly (readonly [string, readonly Buffer[]])[] = [
  ['Exif with maker and place', [jpeg.exif(camera)]],
  ['two Exif segments', [jpeg.exif(camera), jpeg.exif(camera)]],
  ['Exif with a thumbnail behind its directory', [jpeg.exif(Buffer.concat([camera, secondPicture]))]],
  ['XMP', [jpeg.xmp(packet)]],
  [
    'extended XMP',
    [
      jpeg.segment(
        0xe1,
        `http://ns.adobe.com/xmp/extension/\0${'0'.repeat(32)}\0\0\0\u0001\0\0\0\0${packet}`,
      ),
    ],
  ],
  ['an APP1 of nobody', [jpeg.segment(0xe1, canary)]],
  ['IPTC in Photoshop resources', [jpeg.segment(0xed, photoshop)]],
  ['a comment', [jpeg.segment(0xfe, canary)]],
  ['many comments', Array.from({ length: 40 }, () => jpeg.segment(0xfe, canary))],
  ['a thumbnail in JFIF', [jpeg.jfif(thumbnail)]],
  ['a JFIF extension', [jpeg.jfif(), jpeg.segment(0xe0, `JFXX\0\u0010${canary}`)]],
  ['the texts of a profile', jpeg.iccParts(rgbProfile, 1)],
  ['the texts of a profile in three parts', jpeg.iccParts(rgbProfile, 3)],
  ['bytes behind a profile', jpeg.iccParts(Buffer.concat([rgbProfile, Buffer.from(canary)]), 1)],
  ['a profile of which a part is missing', jpeg.iccParts(rgbProfile, 3).slice(1)],
  ['an index of several pictures', [jpeg.segment(0xe2, `MPF\0${canary}`)]],
  ['a manifest', [jpeg.segment(0xeb, Buffer.concat([manifestSegmentPayload(), Buffer.from(canary)]))]],
  ['bytes behind the Adobe segment', [jpeg.segment(0xee, `Adobe\0d\0\0\0\0\u0001${canary}`)]],
  ...Array.from({ length: 16 }, (_, at): readonly [string, readonly Buffer[]] => [
    `APP${at}`,
    [jpeg.segment(0xe0 + at, canary)],
  ]),
  ['a JPG extension segment', [jpeg.segment(0xf3, canary)]],
]

const inPng: readonly (readonly [string, readonly Buffer[]])[] = [
  ['eXIf', [png.chunk('eXIf', camera)]],
  ['tEXt', [png.chunk('tEXt', `Comment\0${canary}`)]],
  ['tEXt with a prompt', [png.chunk('tEXt', `parameters\0${canary}`)]],
  ['zTXt', [png.ztxt('Comment', canary)]],
  ['zTXt with Exif in hex', [png.ztxt('Raw profile type exif', Buffer.from(canary).toString('hex'))]],
  ['iTXt', [png.itxt('Title', canary)]],
  ['iTXt packed', [png.itxt('Title', canary, true)]],
  ['XMP', [png.itxt('XML:com.adobe.xmp', packet)]],
  ['XMP packed', [png.itxt('XML:com.adobe.xmp', packet, true)]],
  ['a name with NUL bytes in it', [png.chunk('tEXt', `\0\0${canary}\0`)]],
  ['the name of a profile', [png.iccp(rgbProfile, canary)]],
  [
    'bytes behind a packed profile',
    [
      png.chunk(
        'iCCP',
        Buffer.concat([Buffer.from('p\0\0', 'latin1'), deflateSync(rgbProfile), Buffer.from(canary)]),
      ),
    ],
  ],
  ['a palette that is suggested', [png.chunk('sPLT', `${canary}\0\u0008`)]],
  ['a manifest', [png.chunk('caBX', canary)]],
  ['a chunk of nobody', [png.chunk('prVt', canary)]],
  ['a frame of a moving picture', [png.chunk('fdAT', canary)]],
  ['a chunk with a wrong checksum', [png.chunk('tEXt', `Comment\0${canary}`, { checksum: 1 })]],
]

const inWebp: readonly (readonly [string, Buffer])[] = [
  ['EXIF', webp.chunk('EXIF', camera)],
  ['XMP', webp.chunk('XMP ', packet)],
  ['the texts of a profile', webp.chunk('ICCP', rgbProfile)],
  ['a chunk of nobody', webp.chunk('PRIV', canary)],
  ['a manifest', webp.chunk('C2PA', canary)],
  ['alpha of a picture that has its own', webp.chunk('ALPH', canary)],
]

/** The canary in every place, one at a time. */
export const imagesWithCanary: readonly NamedImage[] = [
  ...inJpeg.map(([name, before]): NamedImage => [`JPEG: ${name}`, jpeg.jpegWith({}, { before })]),
  [
    'JPEG: the texts of a grey profile',
    jpeg.jpegWith({ components: 1 }, { before: jpeg.iccParts(greyProfile, 1) }),
  ],
  ['JPEG: a second picture behind the end', jpeg.jpegWith({}, { after: secondPicture })],
  ['JPEG: words behind the end', jpeg.jpegWith({}, { after: Buffer.from(canary) })],
  [
    'JPEG: a comment between scans',
    jpeg.jpegOf(
      jpeg.dqt(),
      jpeg.sof(),
      jpeg.dht(),
      ...[1, 2, 3].flatMap((id) => [jpeg.sos([id]), jpeg.blackBlocks(1), jpeg.segment(0xfe, canary)]),
    ),
  ],
  ...inPng.flatMap(([name, chunks]): NamedImage[] => [
    [`PNG: ${name}`, png.pngOf(png.ihdr(), ...chunks, png.idat(), png.iend())],
    [`PNG: ${name}, behind the pixels`, png.pngWith({}, { after: chunks })],
  ]),
  ['PNG: words behind the end', Buffer.concat([png.pngWith({}), Buffer.from(canary)])],
  ...inWebp.map(
    ([name, chunk]): NamedImage => [
      `WebP: ${name}`,
      webp.webpOf([webp.vp8x({ flags: 0x2c }), chunk, webp.vp8l()]),
    ],
  ),
  ['WebP: words behind the end', Buffer.concat([webp.webpOf([webp.vp8l()]), Buffer.from(canary)])],
  ['WebP: a chunk behind a simple picture', webp.webpOf([webp.vp8l(), webp.chunk('XMP ', packet)])],
  [
    'WebP: words in the canvas',
    webp.webpOf([
      webp.chunk('VP8X', Buffer.concat([webp.vp8x().subarray(8), Buffer.from(canary)])),
      webp.vp8l(),
    ]),
  ],
]
