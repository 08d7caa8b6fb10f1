import type { HostileImage } from './hostile-image.ts'
import * as jpeg from './jpeg-builder.ts'
import { cameraTiff, orientationTiff, tiff } from './metadata-builder.ts'
import { profileOf, rgbTags, text } from './profile-builder.ts'

const { dht, dqt, exif, iccPart, iccParts, jpegOf, jpegWith, scan, segment, sof, sos } = jpeg
const withFrame = (frame: Buffer) => jpegOf(dqt(), frame, dht(), scan())
const framed = (parts: Partial<jpeg.Frame>) => withFrame(sof(parts))
const before = (...segments: readonly Buffer[]) => jpegWith({}, { before: segments })
const after = (words: string | Buffer) => jpegWith({}, { after: Buffer.from(words) })
const withProfile = (profile: Buffer) => before(...iccParts(profile, 1))
const zeros = Buffer.alloc(8_000_000)
/** Sixteen counts of codes and as many values. */
const table = (head: number, counts: readonly number[], values: number) =>
  segment(0xc4, Buffer.concat([Buffer.from([head, ...counts]), Buffer.alloc(values)]))
const fifteen = Array.from({ length: 15 }, () => 0)

const frames: readonly HostileImage[] = [
  ['no frame', jpegOf(dqt(), dht(), scan()), 'malformed'],
  ['two frames', jpegOf(dqt(), sof(), sof(), dht(), scan()), 'malformed'],
  ['a frame behind the scan', jpegOf(dqt(), dht(), scan(), sof()), 'malformed'],
  ['a width of nought', framed({ width: 0 }), 'malformed'],
  [
    'a height to be told later',
    jpegOf(dqt(), sof({ height: 0 }), dht(), scan(), segment(0xdc, Buffer.from([0, 8]))),
    'unsupported-type',
  ],
  ['65 535 by 65 535', framed({ width: 65_535, height: 65_535 }), 'too-large-side'],
  ['65 535 by 1', framed({ width: 65_535, height: 1 }), 'too-large-side'],
  ['16 000 by 16 000', framed({ width: 16_000, height: 16_000 }), 'too-many-pixels'],
  ['no components', framed({ components: 0 }), 'malformed'],
  ['two components', framed({ components: 2 }), 'unsupported-type'],
  ['five components', framed({ components: 5 }), 'malformed'],
  ['255 components', framed({ components: 255 }), 'malformed'],
  ['a sampling of nought', framed({ sampling: 0 }), 'malformed'],
  ['a sampling of 15', framed({ sampling: 0xff }), 'malformed'],
  ['a precision of nought', framed({ precision: 0 }), 'malformed'],
  ['a precision of 16', framed({ precision: 16 }), 'malformed'],
  ['12 bits in a baseline frame', framed({ precision: 12 }), 'malformed'],
  ['12 bits', framed({ code: 0xc1, precision: 12 }), 'bit-depth'],
  ['12 bits, progressive', framed({ code: 0xc2, precision: 12 }), 'bit-depth'],
  ['CMYK', jpegWith({ components: 4 }), 'colour-model'],
  ['CMYK by Adobe', jpegWith({ components: 4 }, { before: [jpeg.adobe(0)] }), 'colour-model'],
  ['YCCK by Adobe', jpegWith({ components: 4 }, { before: [jpeg.adobe(2)] }), 'colour-model'],
  ['arithmetic coding', framed({ code: 0xc9 }), 'format'],
  ['arithmetic coding, progressive', framed({ code: 0xca }), 'format'],
  ...[0xc3, 0xc5, 0xc6, 0xc7, 0xcb, 0xcd, 0xce, 0xcf].map(
    (code): HostileImage => [`frame ${code.toString(16)}`, framed({ code }), 'unsupported-type'],
  ),
  ['JPEG-LS', jpegOf(segment(0xf7, Buffer.alloc(9)), scan()), 'malformed'],
  [
    'a hierarchical frame',
    jpegOf(segment(0xde, sof().subarray(4)), dqt(), sof(), dht(), scan()),
    'unsupported-type',
  ],
  ['a JPG marker', before(segment(0xc8, 'x')), 'unsupported-type'],
  ['a frame too short', withFrame(segment(0xc0, Buffer.from([8, 0, 8]))), 'malformed'],
  [
    'a frame too long',
    withFrame(segment(0xc0, Buffer.concat([sof().subarray(4), Buffer.alloc(3)]))),
    'malformed',
  ],
]

const scans: readonly HostileImage[] = [
  ['no scan', jpegOf(dqt(), sof(), dht()), 'malformed'],
  ['nothing but an end', jpegOf(), 'malformed'],
  ['no end', jpegWith({}).subarray(0, -2), 'truncated'],
  ['half an end', jpegWith({}).subarray(0, -1), 'truncated'],
  [
    'a scan of unknown components',
    jpegOf(dqt(), sof(), dht(), sos([7, 8, 9]), jpeg.blackBlocks(3)),
    'malformed',
  ],
  [
    'a scan of no components',
    jpegOf(dqt(), sof(), dht(), segment(0xda, Buffer.from([0, 0, 63, 0]))),
    'malformed',
  ],
  ['a scan of five components', jpegOf(dqt(), sof(), dht(), sos([1, 1, 1, 1, 1])), 'malformed'],
  [
    'a scan header that is too short',
    jpegOf(dqt(), sof(), dht(), segment(0xda, Buffer.from([3]))),
    'malformed',
  ],
  [
    '101 scans',
    jpegOf(dqt(), sof({ code: 0xc2 }), dht(), ...Array.from({ length: 101 }, () => scan())),
    'malformed',
  ],
  ['another picture inside', jpegOf(dqt(), sof(), dht(), scan(), jpeg.soi, scan()), 'malformed'],
  [
    'a comment inside the coded data',
    jpegOf(dqt(), sof(), dht(), scan(), segment(0xfe, 'words'), Buffer.from('more data')),
    'malformed',
  ],
  [
    'coded data of 0xFF alone',
    Buffer.concat([jpeg.soi, dqt(), sof(), dht(), sos([1, 2, 3]), Buffer.alloc(100_000, 0xff)]),
    'truncated',
  ],
  [
    'coded data of stuffed bytes alone',
    jpegOf(dqt(), sof(), dht(), sos([1, 2, 3]), Buffer.alloc(2_000_000, Buffer.from('ff00', 'hex'))),
    'clean',
  ],
  [
    'coded data of restarts alone',
    jpegOf(dqt(), sof(), dht(), sos([1, 2, 3]), Buffer.alloc(100_000, Buffer.from('ffd0', 'hex'))),
    'clean',
  ],
]

const tables: readonly HostileImage[] = [
  ['a quantisation table cut short', before(segment(0xdb, Buffer.alloc(60))), 'malformed'],
  [
    'words behind a quantisation table',
    before(segment(0xdb, Buffer.concat([Buffer.alloc(65), Buffer.from('words')]))),
    'malformed',
  ],
  ['a quantisation table of no known place', before(segment(0xdb, Buffer.alloc(65, 4))), 'malformed'],
  ['a quantisation table of no known precision', before(segment(0xdb, Buffer.alloc(65, 0x20))), 'malformed'],
  ['a Huffman table cut short', before(segment(0xc4, Buffer.alloc(10))), 'malformed'],
  ['a Huffman table with more codes than values', before(table(0, [200, ...fifteen], 10)), 'malformed'],
  ['a Huffman table of 300 codes', before(table(0, [200, 100, ...fifteen.slice(1)], 300)), 'malformed'],
  ['a Huffman table of no known class', before(table(0x20, [1, ...fifteen], 1)), 'malformed'],
  ['words behind a Huffman table', before(table(0, [1, ...fifteen], 9)), 'malformed'],
  ['a restart interval of three bytes', before(segment(0xdd, 'abc')), 'malformed'],
  ['an arithmetic table of one byte', before(segment(0xcc, 'a')), 'malformed'],
]

const markers: readonly HostileImage[] = [
  ['bytes between segments', before(segment(0xfe), Buffer.from('words')), 'malformed'],
  ['words behind the start', before(Buffer.from('words')), 'not-an-image'],
  ['a restart outside a scan', before(Buffer.from('ffd0', 'hex')), 'malformed'],
  ['a marker of its own outside a scan', before(Buffer.from('ff01', 'hex')), 'malformed'],
  ['a reserved marker', before(segment(0x20, 'x')), 'malformed'],
  ['a stuffed byte outside a scan', before(Buffer.from('ff00', 'hex')), 'malformed'],
  ['a second start', before(jpeg.soi), 'malformed'],
  ['a segment of length nought', before(segment(0xe1, '', 0)), 'malformed'],
  ['a segment of length one', before(segment(0xe1, '', 1)), 'malformed'],
  [
    'a segment past the end',
    Buffer.concat([jpeg.soi, segment(0xe1, 'x', 65_535), jpegWith({}).subarray(2)]),
    'truncated',
  ],
  [
    'a segment that swallows the frame',
    Buffer.concat([
      jpeg.soi,
      segment(0xe1, '', 2 + dqt().length + sof().length),
      dqt(),
      sof(),
      dht(),
      scan(),
      jpeg.eoi,
    ]),
    'malformed',
  ],
  ['5 000 comments', before(...Array.from({ length: 5_000 }, () => segment(0xfe))), 'malformed'],
  ['an Adobe segment cut short', before(segment(0xee, 'Adobe')), 'clean'],
  ['a JFIF segment cut short', before(segment(0xe0, 'JFIF\0')), 'clean'],
  ['100 000 fill bytes', before(Buffer.alloc(100_000, 0xff)), 'clean'],
  [
    'a marker for lines behind the scan',
    jpegOf(dqt(), sof(), dht(), scan(), segment(0xdc, Buffer.from([0, 8]))),
    'clean',
  ],
  [
    '40 segments of 64 KB',
    before(...Array.from({ length: 40 }, () => segment(0xe9, Buffer.alloc(65_533)))),
    'clean',
  ],
]

const exifStructures: readonly (readonly [string, Buffer])[] = [
  ['a directory that points to itself', tiff([], { next: 8 })],
  ['a directory that points into itself', tiff([{ tag: 0x8769, type: 4, count: 1, value: 8 }])],
  ['a directory outside', Buffer.from('49492a00ffffff7f000000000000', 'hex')],
  ['a directory of 65 535 entries', Buffer.from('49492a0008000000ffff', 'hex')],
  ['no directory', Buffer.from('49492a00', 'hex')],
  ['nothing', Buffer.alloc(0)],
  ['no byte order', Buffer.from('XX*\0\u0008\0\0\0\0\0\0\0', 'latin1')],
  ['an orientation of nought', orientationTiff(0)],
  ['an orientation of 9', orientationTiff(9)],
  ['an orientation of 65 535', orientationTiff(65_535)],
  ['an orientation that is a long', tiff([{ tag: 0x0112, type: 4, count: 1, value: 6 }])],
  ['a camera of 60 KB', cameraTiff('x'.repeat(60_000), 3)],
]
const exifFaults = exifStructures.map(
  ([name, bytes]): HostileImage => [`Exif with ${name}`, before(exif(bytes)), 'clean'],
)

const tagOf = (name: string, element: Buffer) => profileOf({ tags: [...rgbTags(), [name, element]] })
const lyingLength = (length: number) => {
  const profile = profileOf()
  profile.writeUInt32BE(length, 128 + 4 + 6 * 12 + 8)
  return profile
}
const profilePictures: readonly (readonly [string, Buffer])[] = [
  ['a gap in its parts', before(...iccParts(profileOf(), 4).filter((_, index) => index !== 1))],
  ['a part twice', before(...iccParts(profileOf(), 2), ...iccParts(profileOf(), 2))],
  ['a part numbered nought', before(iccPart(0, 1, profileOf()))],
  ['parts that count otherwise', before(iccPart(1, 2, profileOf()), iccPart(2, 3, Buffer.alloc(4)))],
  [
    '255 parts of nothing',
    before(...Array.from({ length: 255 }, (_, at) => iccPart(at + 1, 255, Buffer.alloc(0)))),
  ],
  ['nothing in it', withProfile(Buffer.alloc(0))],
  ['a head alone', withProfile(profileOf().subarray(0, 128))],
  ['no signature', withProfile(profileOf({ magic: 'xxxx' }))],
  ['a version of 9', withProfile(profileOf({ version: 9 }))],
  ['an unknown class', withProfile(profileOf({ profileClass: 'link' }))],
  ['another colour space', withProfile(profileOf({ space: 'CMYK' }))],
  ['another connection space', withProfile(profileOf({ connectionSpace: 'RGB ' }))],
  ['no tags', withProfile(profileOf({ tags: [] }))],
  [
    '200 tags',
    withProfile(profileOf({ tags: Array.from({ length: 200 }, () => ['abcd', text('x')] as const) })),
  ],
  ['a tag twice', withProfile(profileOf({ tags: [...rgbTags(), ...rgbTags().slice(-1)] }))],
  ['a tag past the end', withProfile(lyingLength(0x7f_ff_ff_ff))],
  ['a tag of no length', withProfile(lyingLength(0))],
  [
    'a table that says more than it has',
    withProfile(
      tagOf('A2B0', Buffer.concat([Buffer.from('mft1\0\0\0\0', 'latin1'), Buffer.from([15, 15, 255, 0])])),
    ),
  ],
  [
    'a curve that says more than it has',
    withProfile(tagOf('A2B1', Buffer.from('curv\0\0\0\0\u007f\u007f\u007f\u007f', 'latin1'))),
  ],
  ['a length larger than it is', withProfile(Buffer.concat([Buffer.from([0x7f]), profileOf().subarray(1)]))],
]
const profiles = profilePictures.map(
  ([name, bytes]): HostileImage => [`a profile with ${name}`, bytes, 'clean'],
)

const endings: readonly HostileImage[] = [
  ['a ZIP behind the end', after('PK\u0003\u0004 and the rest PK\u0005\u0006'), 'clean'],
  ['JavaScript behind the end', after('*/=alert(1)/*'), 'clean'],
  ['HTML in a comment', before(segment(0xfe, '<html><script>alert(1)</script></html>')), 'clean'],
  ['PHP in a comment', before(segment(0xfe, '<?php system($_GET[0]); ?>')), 'clean'],
  ['a second picture behind the end', after(jpegWith({})), 'clean'],
  ['8 MB behind the end', after(zeros), 'clean'],
]

export const hostileJpegs: readonly HostileImage[] = [
  frames,
  scans,
  tables,
  markers,
  exifFaults,
  profiles,
  endings,
]
  .flat()
  .map(([name, bytes, expected]): HostileImage => [`JPEG: ${name}`, bytes, expected])
