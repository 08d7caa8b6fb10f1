import { encode } from 'fast-png'
import sharp, { type Sharp } from 'sharp'
import type { NamedImage } from './canaries.ts'
import * as jpeg from './jpeg-builder.ts'
import { cameraTiff, orientationTiff, xmpPacket } from './metadata-builder.ts'
import * as png from './png-builder.ts'
import { greyTags, profileOf, rgbTags, tableProfile } from './profile-builder.ts'
import * as webp from './webp-builder.ts'

const [width, height] = [61, 43]

/** A picture with edges, slopes and some noise, the same every time. */
function paint(channels: 1 | 2 | 3 | 4): Sharp {
  let state = 7
  const samples = Buffer.alloc(width * height * channels)
  for (const at of samples.keys()) {
    state = (state * 1_103_515_245 + 12_345) & 0x7f_ff_ff_ff
    samples[at] = (at * 3 + (Math.floor(at / channels / width) % 7) * 20 + (state >> 26)) % 256
  }
  return sharp(samples, { raw: { width, height, channels } })
}

const orientations = [1, 2, 3, 4, 5, 6, 7, 8] as const
const displayProfile = profileOf({ tags: rgbTags() })
const greyProfile = profileOf({ space: 'GRAY', tags: greyTags() })
const wordy = xmpPacket('<dc:title>a title</dc:title>')

const bySharp: readonly (readonly [string, () => Sharp])[] = [
  ['JPEG', () => paint(3).jpeg()],
  ['JPEG of best quality, 4:4:4', () => paint(3).jpeg({ quality: 100, chromaSubsampling: '4:4:4' })],
  ['JPEG of worst quality', () => paint(3).jpeg({ quality: 1 })],
  ['JPEG, progressive', () => paint(3).jpeg({ progressive: true })],
  ['JPEG by the other encoder', () => paint(3).jpeg({ mozjpeg: true })],
  ['JPEG, progressive and grey', () => paint(1).toColourspace('b-w').jpeg({ progressive: true })],
  ['JPEG, grey', () => paint(1).toColourspace('b-w').jpeg()],
  ['JPEG with Display P3', () => paint(3).withIccProfile('p3').jpeg()],
  [
    'JPEG with XMP and Exif',
    () =>
      paint(3)
        .withXmp(wordy)
        .withExif({ IFD0: { Make: 'ACME' } })
        .jpeg(),
  ],
  ['JPEG of one pixel', () => paint(3).resize(1, 1).jpeg()],
  ['JPEG of one row', () => paint(3).resize(300, 1, { fit: 'fill' }).jpeg()],
  ['JPEG of one column', () => paint(3).resize(1, 300, { fit: 'fill' }).jpeg()],
  ['JPEG of 1 000 px', () => paint(3).resize(1000, 1000, { fit: 'fill' }).jpeg({ quality: 95 })],
  ['PNG', () => paint(3).png()],
  ['PNG with alpha', () => paint(4).png()],
  ['PNG, grey', () => paint(1).toColourspace('b-w').png()],
  ['PNG, grey with alpha', () => paint(2).toColourspace('b-w').png()],
  ['PNG, interlaced', () => paint(3).png({ progressive: true })],
  ['PNG, interlaced with alpha', () => paint(4).png({ progressive: true })],
  ['PNG with a palette of 256', () => paint(3).png({ palette: true })],
  ['PNG with a palette of 16', () => paint(3).png({ palette: true, colours: 16 })],
  ['PNG with a palette of 4', () => paint(3).png({ palette: true, colours: 4 })],
  ['PNG with a palette of 2', () => paint(3).png({ palette: true, colours: 2 })],
  ['PNG with a palette and alpha', () => paint(4).png({ palette: true })],
  ['PNG, not packed', () => paint(3).png({ compressionLevel: 0 })],
  ['PNG with Display P3', () => paint(3).withIccProfile('p3').png()],
  [
    'PNG with XMP and Exif',
    () =>
      paint(3)
        .withXmp(wordy)
        .withExif({ IFD0: { Make: 'ACME' } })
        .png(),
  ],
  ['PNG of 1 000 px', () => paint(3).resize(1000, 1000, { fit: 'fill' }).png()],
  ['WebP', () => paint(3).webp()],
  ['WebP with alpha', () => paint(4).webp()],
  ['WebP, lossless', () => paint(3).webp({ lossless: true })],
  ['WebP, lossless with alpha', () => paint(4).webp({ lossless: true })],
  ['WebP, nearly lossless', () => paint(3).webp({ nearLossless: true })],
  ['WebP with Display P3', () => paint(3).withIccProfile('p3').webp()],
  ['WebP with alpha and Display P3', () => paint(4).withIccProfile('p3').webp()],
  [
    'WebP with XMP and Exif',
    () =>
      paint(3)
        .withXmp(wordy)
        .withExif({ IFD0: { Make: 'ACME' } })
        .webp(),
  ],
  ['WebP of one pixel', () => paint(3).resize(1, 1).webp()],
  ...orientations.map((orientation): readonly [string, () => Sharp] => [
    `WebP, orientation ${orientation}`,
    () => paint(3).withMetadata({ orientation }).webp(),
  ]),
  ...orientations.map((orientation): readonly [string, () => Sharp] => [
    `JPEG, orientation ${orientation}`,
    () => paint(3).withMetadata({ orientation }).jpeg(),
  ]),
]

const scanOf = (id: number) => [jpeg.sos([id]), jpeg.blackBlocks(1)]
const frame = [jpeg.dqt(), jpeg.sof(), jpeg.dht()]
/** Two blocks a restart, four blocks: one marker between. */
const restarts = jpeg.jpegOf(
  jpeg.dqt(),
  jpeg.sof({ components: 1, width: 32 }),
  jpeg.dht(),
  jpeg.segment(0xdd, Buffer.from([0, 2])),
  jpeg.sos([1]),
  Buffer.from('0fffd00f', 'hex'),
)

const byHand: readonly NamedImage[] = [
  ['JPEG, scans apart', jpeg.jpegOf(...frame, ...[1, 2, 3].flatMap(scanOf))],
  ['JPEG with restart markers', restarts],
  [
    'JPEG with fill bytes before markers',
    jpeg.jpegOf(
      jpeg.dqt(),
      Buffer.from('ffffff', 'hex'),
      jpeg.sof(),
      jpeg.dht(),
      Buffer.from('ff', 'hex'),
      jpeg.scan(),
    ),
  ],
  ['JPEG of red, green and blue', jpeg.brightFirst({}, [jpeg.adobe(0)])],
  ['JPEG of red, green and blue by its ids', jpeg.brightFirst({ ids: [82, 71, 66] }, [])],
  ['JPEG with JFIF and Adobe', jpeg.brightFirst({}, [jpeg.jfif(), jpeg.adobe(0)])],
  ['JPEG, extended', jpeg.jpegWith({ code: 0xc1 })],
  ['JPEG with a profile of its own', jpeg.jpegWith({}, { before: jpeg.iccParts(displayProfile, 1) })],
  [
    'JPEG with a table of colours in five parts',
    jpeg.jpegWith({}, { before: jpeg.iccParts(tableProfile(), 5) }),
  ],
  [
    'JPEG with parts out of order',
    jpeg.jpegWith({}, { before: jpeg.iccParts(displayProfile, 4).toReversed() }),
  ],
  ['JPEG, grey with a profile', jpeg.jpegWith({ components: 1 }, { before: jpeg.iccParts(greyProfile, 1) })],
  [
    'JPEG from a camera, sideways',
    jpeg.jpegWith({ width: 24 }, { before: [jpeg.exif(cameraTiff('a place', 8))] }),
  ],
  [
    'JPEG, sideways, big end first',
    jpeg.jpegWith({ width: 24 }, { before: [jpeg.exif(orientationTiff(6, true))] }),
  ],
  ...[1, 2, 4, 8].map(
    (bitDepth): NamedImage => [
      `PNG, grey of ${bitDepth} bits`,
      png.pngWith({ bitDepth, colourType: 0, width: 13 }),
    ],
  ),
  ...[1, 2, 4, 8].map(
    (bitDepth): NamedImage => [
      `PNG, palette of ${bitDepth} bits`,
      png.pngWith({ bitDepth, colourType: 3, width: 13 }),
    ],
  ),
  [
    'PNG, palette with transparent entries',
    png.pngWith({ colourType: 3 }, { before: [png.chunk('tRNS', Buffer.from([0, 128]))] }),
  ],
  [
    'PNG, grey with a transparent tone',
    png.pngWith({ colourType: 0 }, { before: [png.chunk('tRNS', Buffer.from([0, 1]))] }),
  ],
  [
    'PNG with a transparent colour',
    png.pngWith({}, { before: [png.chunk('tRNS', Buffer.from([0, 0, 0, 1, 0, 2]))] }),
  ],
  ['PNG with a suggested palette', png.pngOf(png.ihdr(), png.plte(), png.idat(), png.iend())],
  [
    'PNG, every byte of its pixels in a chunk',
    png.pngOf(
      png.ihdr(),
      ...[...png.packedRows()].map((byte) => png.chunk('IDAT', Buffer.from([byte]))),
      png.iend(),
    ),
  ],
  [
    'PNG with empty chunks of pixels',
    png.pngOf(png.ihdr(), png.chunk('IDAT'), png.idat(), png.chunk('IDAT'), png.iend()),
  ],
  ['PNG with sRGB', png.pngWithColour({}, png.chunk('sRGB', Buffer.from([0])))],
  [
    'PNG with gamma and primaries',
    png.pngWithColour(
      {},
      png.chunk('gAMA', Buffer.from([0, 0, 0xd6, 0xd8])),
      png.chunk(
        'cHRM',
        Buffer.from('00007a25000080840000fa00000080e8000075300000ea600000' + '3a9800001770', 'hex'),
      ),
    ),
  ],
  [
    'PNG with code points of its colours',
    png.pngWithColour({}, png.chunk('cICP', Buffer.from([12, 13, 0, 1]))),
  ],
  ['PNG with a profile of its own', png.pngWithColour({}, png.iccp(displayProfile))],
  ['PNG with a palette and a profile', png.pngWithColour({ colourType: 3 }, png.iccp(displayProfile))],
  ['PNG, grey with a profile', png.pngWithColour({ colourType: 0 }, png.iccp(greyProfile))],
  ['PNG with a table of colours', png.pngWithColour({}, png.iccp(tableProfile()))],
  ...orientations.map(
    (orientation): NamedImage => [
      `PNG, orientation ${orientation}`,
      png.pngWith({ width: 9 }, { before: [png.chunk('eXIf', orientationTiff(orientation))] }),
    ],
  ),
  [
    'PNG by another encoder',
    Buffer.from(
      encode({
        width: 5,
        height: 4,
        channels: 3,
        depth: 8,
        data: Uint8Array.from({ length: 60 }, (_, at) => at * 4),
      }),
    ),
  ],
  ['WebP by hand', webp.webpOf([webp.vp8l()])],
  ['WebP by hand with alpha', webp.webpOf([webp.vp8l({ hasAlpha: true })])],
  ['WebP, extended for nothing', webp.webpOf([webp.vp8x(), webp.vp8l()])],
  ['WebP whose flags deny its alpha', webp.webpOf([webp.vp8x(), webp.vp8l({ hasAlpha: true })])],
  ['WebP with flags that say nothing true', webp.webpOf([webp.vp8x({ flags: 0x3c }), webp.vp8l()])],
  [
    'WebP with a table of colours',
    webp.webpOf([webp.vp8x({ flags: 0x20 }), webp.chunk('ICCP', tableProfile()), webp.vp8l()]),
  ],
  [
    'WebP with the Exif prefix of JPEG',
    webp.webpOf([
      webp.vp8x({ flags: 8, width: 9 }),
      webp.vp8l({ width: 9 }),
      webp.chunk('EXIF', Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), orientationTiff(6)])),
    ]),
  ],
]

/** Pictures as programs write them, and as the standards allow them. */
export async function makeHonestImages(): Promise<NamedImage[]> {
  const made = await Promise.all(
    bySharp.map(async ([name, make]): Promise<NamedImage> => [name, await make().toBuffer()]),
  )
  return [...made, ...byHand]
}
