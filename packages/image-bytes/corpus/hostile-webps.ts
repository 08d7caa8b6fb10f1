import type { HostileImage } from './hostile-image.ts'
import { tiff } from './metadata-builder.ts'
import { profileOf } from './profile-builder.ts'
import { chunk, vp8, vp8l, vp8x, webpOf } from './webp-builder.ts'

const extended = (...chunks: readonly Buffer[]) => webpOf([vp8x({ flags: 0x3c }), ...chunks])
const whole = webpOf([vp8l()])
const behind = (words: string | Buffer) => Buffer.concat([whole, Buffer.from(words)])
const frameTag = (parts: { isInter?: boolean; version?: number; isHidden?: boolean; partition?: number }) =>
  (parts.isInter === true ? 1 : 0) |
  ((parts.version ?? 0) << 1) |
  (parts.isHidden === true ? 0 : 0x10) |
  ((parts.partition ?? 20) << 5)

const files: readonly HostileImage[] = [
  ['a size past the end', webpOf([vp8l()], 100_000), 'truncated'],
  ['a size of 2³² − 2', webpOf([vp8l()], 0xff_ff_ff_fe), 'truncated'],
  ['an odd size', webpOf([vp8l()], 21), 'malformed'],
  ['a size of nought', webpOf([vp8l()], 0), 'malformed'],
  ['a size of four', webpOf([vp8l()], 4), 'malformed'],
  ['a size that cuts a chunk', webpOf([vp8l()], 16), 'malformed'],
  ['no chunks of pixels', webpOf([vp8x(), chunk('XMP ', 'words')]), 'malformed'],
  [
    'a chunk that is longer than the file',
    webpOf([chunk('VP8L', Buffer.alloc(20), 0x7f_ff_ff_ff)]),
    'malformed',
  ],
  ['a chunk of 2³² − 1', webpOf([chunk('VP8L', Buffer.alloc(20), 0xff_ff_ff_ff)]), 'malformed'],
  ['an unknown first chunk', webpOf([chunk('ABCD', 'xxxx'), vp8l()]), 'malformed'],
  ['a profile first', webpOf([chunk('ICCP', profileOf()), vp8l()]), 'malformed'],
  ['two canvases', webpOf([vp8x(), vp8x(), vp8l()]), 'malformed'],
  ['a canvas too short', webpOf([chunk('VP8X', Buffer.alloc(8)), vp8l()]), 'malformed'],
  ['a canvas of another size', webpOf([vp8x({ width: 5 }), vp8l()]), 'malformed'],
  ['a canvas of 16 777 216', webpOf([vp8x({ width: 2 ** 24, height: 2 ** 24 }), vp8l()]), 'too-large-side'],
  ['two pictures', extended(vp8l(), vp8l()), 'malformed'],
  ['two pictures of two kinds', extended(vp8l(), vp8()), 'malformed'],
  ['a moving picture', extended(chunk('ANIM', Buffer.alloc(6)), chunk('ANMF', Buffer.alloc(16))), 'animated'],
  ['a moving picture of one frame', extended(chunk('ANMF', Buffer.alloc(16))), 'animated'],
  ['a moving picture beside a still one', extended(chunk('ANIM', Buffer.alloc(6)), vp8l()), 'animated'],
  ['a flag of movement and none', webpOf([vp8x({ flags: 0x02 }), vp8l()]), 'clean'],
  [
    '5 000 chunks',
    extended(...Array.from({ length: 5_000 }, () => chunk('PRIV', 'xx')), vp8l()),
    'malformed',
  ],
  ['a second picture behind a simple one', webpOf([vp8l(), vp8l()]), 'clean'],
  ['lossless of nothing', webpOf([chunk('VP8L')]), 'malformed'],
  ['lossless of four bytes', webpOf([chunk('VP8L', Buffer.from('2f000000', 'hex'))]), 'malformed'],
  ['lossless without its signature', webpOf([chunk('VP8L', Buffer.alloc(20))]), 'malformed'],
  ['lossless of version 1', webpOf([vp8l({ version: 1 })]), 'malformed'],
  ['lossless of 16 384 by 16 384', webpOf([vp8l({ width: 16_384, height: 16_384 })]), 'too-many-pixels'],
  ['lossy of nothing', webpOf([chunk('VP8 ')]), 'malformed'],
  ['lossy of nine bytes', webpOf([chunk('VP8 ', Buffer.alloc(9))]), 'malformed'],
  ['lossy without its start code', webpOf([vp8({ startCode: 0 })]), 'malformed'],
  ['lossy that is no key frame', webpOf([vp8({ tag: frameTag({ isInter: true }) })]), 'malformed'],
  ['lossy of version 5', webpOf([vp8({ tag: frameTag({ version: 5 }) })]), 'malformed'],
  ['lossy that is not shown', webpOf([vp8({ tag: frameTag({ isHidden: true }) })]), 'malformed'],
  [
    'lossy with a partition past its end',
    webpOf([vp8({ tag: frameTag({ partition: 5_000 }) })]),
    'malformed',
  ],
  ['lossy with a width of nought', webpOf([vp8({ width: 0 })]), 'malformed'],
  ['lossy with a height of nought', webpOf([vp8({ height: 0 })]), 'malformed'],
  ['alpha behind the picture', extended(vp8(), chunk('ALPH', 'xxxx')), 'clean'],
  ['alpha twice', extended(chunk('ALPH', 'xxxx'), chunk('ALPH', 'yyyy'), vp8()), 'clean'],
  ['a profile that is none', extended(chunk('ICCP', 'words'), vp8l()), 'clean'],
  ['a profile twice', extended(chunk('ICCP', profileOf()), chunk('ICCP', profileOf()), vp8l()), 'clean'],
  ['Exif that points to itself', extended(vp8l(), chunk('EXIF', tiff([], { next: 8 }))), 'clean'],
  ['Exif of nothing', extended(vp8l(), chunk('EXIF')), 'clean'],
  ['XMP of 8 MB', extended(vp8l(), chunk('XMP ', Buffer.alloc(8_000_000, 'DigitalSourceType '))), 'clean'],
  [
    'a padding byte that says something',
    webpOf([vp8l().with(-1, 7)].map((bytes) => Buffer.from(bytes))),
    'clean',
  ],
  ['a ZIP behind the end', behind('PK\u0003\u0004 and the rest PK\u0005\u0006'), 'clean'],
  ['HTML behind the end', behind('<script>alert(1)</script>'), 'clean'],
  ['a second picture behind the end', behind(whole), 'clean'],
]

export const hostileWebps: readonly HostileImage[] = files.map(
  ([name, bytes, expected]): HostileImage => [`WebP: ${name}`, bytes, expected],
)
