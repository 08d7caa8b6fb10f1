import { deflateSync } from 'node:zlib'
import type { HostileImage } from './hostile-image.ts'
import { tiff } from './metadata-builder.ts'
import {
  chunk,
  iccp,
  idat,
  iend,
  ihdr,
  itxt,
  packedRows,
  plte,
  pngOf,
  pngWith,
  pngWithColour,
  ztxt,
} from './png-builder.ts'
import { profileOf } from './profile-builder.ts'

const bigEndian = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
const withHeader = (header: Buffer) => pngOf(header, idat(), iend())
const sized = (width: number, height: number) => withHeader(ihdr({ width, height }))
const behind = (words: string | Buffer) => Buffer.concat([pngWith({}), Buffer.from(words)])
const pixels = (stream: Buffer) => pngOf(ihdr(), chunk('IDAT', stream), iend())
const zeros = Buffer.alloc(8_000_000)
const acTL = (frames: number) => chunk('acTL', Buffer.concat([bigEndian(frames), bigEndian(0)]))

const headers: readonly HostileImage[] = [
  ['no header', pngOf(idat(), iend()), 'malformed'],
  ['the header not first', pngOf(chunk('tEXt', 'a\0b'), ihdr(), idat(), iend()), 'malformed'],
  ['two headers', pngOf(ihdr(), ihdr(), idat(), iend()), 'malformed'],
  ['two headers, of other sizes', pngOf(ihdr(), ihdr({ width: 9_999 }), idat(), iend()), 'malformed'],
  ['a header behind the pixels', pngOf(ihdr(), idat(), ihdr(), iend()), 'malformed'],
  ['a header too short', withHeader(chunk('IHDR', Buffer.alloc(12))), 'malformed'],
  ['a header too long', withHeader(chunk('IHDR', Buffer.alloc(14))), 'malformed'],
  ['a header of noughts', withHeader(chunk('IHDR', Buffer.alloc(13))), 'malformed'],
  ['a width of nought', sized(0, 4), 'malformed'],
  ['a height of nought', sized(4, 0), 'malformed'],
  ['nothing by nothing', sized(0, 0), 'malformed'],
  ['a width of 16 385', sized(16_385, 1), 'too-large-side'],
  ['a height of 65 535', sized(1, 65_535), 'too-large-side'],
  ['a width of 2³¹', sized(2 ** 31, 1), 'too-large-side'],
  ['a width of 2³² − 1', sized(2 ** 32 - 1, 2 ** 32 - 1), 'too-large-side'],
  ['16 384 by 16 384', sized(16_384, 16_384), 'too-many-pixels'],
  ['40 000 001 pixels', sized(8_001, 5_000), 'too-many-pixels'],
  ['a compression that is none', withHeader(ihdr({ compression: 1 })), 'malformed'],
  ['a filter that is none', withHeader(ihdr({ filter: 1 })), 'malformed'],
  ['an interlace that is none', withHeader(ihdr({ interlace: 2 })), 'malformed'],
  ...[1, 5, 7, 255].map(
    (colourType): HostileImage => [
      `colour type ${colourType}`,
      withHeader(ihdr({ colourType })),
      'malformed',
    ],
  ),
  ...(
    [
      [2, 4],
      [3, 16],
      [4, 1],
      [6, 2],
      [0, 3],
      [2, 0],
      [2, 32],
    ] as const
  ).map(
    ([colourType, bitDepth]): HostileImage => [
      `${bitDepth} bits in colour type ${colourType}`,
      withHeader(ihdr({ colourType, bitDepth })),
      'malformed',
    ],
  ),
  ...[0, 2, 4, 6].map(
    (colourType): HostileImage => [
      `16 bits in colour type ${colourType}`,
      pngWith({ colourType, bitDepth: 16 }),
      'bit-depth',
    ],
  ),
]

const checksums: readonly HostileImage[] = [
  [
    'a wrong checksum of the header',
    withHeader(Buffer.concat([ihdr().subarray(0, -1), Buffer.from([0])])),
    'malformed',
  ],
  [
    'a wrong checksum of pixels',
    pngOf(ihdr(), chunk('IDAT', packedRows(), { checksum: 1 }), iend()),
    'malformed',
  ],
  ['a wrong checksum of the end', pngOf(ihdr(), idat(), chunk('IEND', '', { checksum: 1 })), 'malformed'],
  [
    'a wrong checksum of a palette',
    pngOf(ihdr({ colourType: 3 }), chunk('PLTE', Buffer.alloc(12), { checksum: 1 }), idat(), iend()),
    'malformed',
  ],
  [
    'a wrong checksum of transparency',
    pngWith({ colourType: 0 }, { before: [chunk('tRNS', Buffer.alloc(2), { checksum: 1 })] }),
    'clean',
  ],
  [
    'a wrong checksum of a gamma',
    pngWithColour({}, chunk('gAMA', bigEndian(45_455), { checksum: 1 })),
    'clean',
  ],
  [
    'a wrong checksum of an orientation',
    pngWith({}, { after: [chunk('eXIf', tiff([]), { checksum: 1 })] }),
    'clean',
  ],
]

const lengths: readonly HostileImage[] = [
  [
    'a length past the end',
    pngOf(ihdr(), chunk('IDAT', packedRows(), { length: 1_000 }), iend()),
    'truncated',
  ],
  [
    'a length of 2³¹ − 1',
    pngOf(ihdr(), chunk('tEXt', 'a\0b', { length: 0x7f_ff_ff_ff }), idat(), iend()),
    'truncated',
  ],
  [
    'a length of 2³²− 1',
    pngOf(ihdr(), chunk('tEXt', 'a\0b', { length: 0xff_ff_ff_ff }), idat(), iend()),
    'malformed',
  ],
  ['a length too short', pngOf(ihdr(), chunk('IDAT', packedRows(), { length: 3 }), iend()), 'malformed'],
  ['an end of some length', pngOf(ihdr(), idat(), chunk('IEND', 'x')), 'malformed'],
  ['a type that is no letters', pngOf(ihdr(), chunk('ID\0T', packedRows()), idat(), iend()), 'malformed'],
  [
    '20 000 chunks',
    pngOf(ihdr(), ...Array.from({ length: 20_000 }, () => chunk('prVt')), idat(), iend()),
    'malformed',
  ],
  [
    'a text of 8 MB',
    pngWith({}, { before: [chunk('tEXt', Buffer.concat([Buffer.from('a\0'), zeros]))] }),
    'clean',
  ],
  ['an unknown chunk of 8 MB', pngWith({}, { after: [chunk('prVt', zeros)] }), 'clean'],
]

const pixelFaults: readonly HostileImage[] = [
  ['no pixels', pngOf(ihdr(), iend()), 'malformed'],
  ['pixels of no bytes', pixels(Buffer.alloc(0)), 'malformed'],
  ['pixels of one byte', pixels(Buffer.from([0x78])), 'malformed'],
  ['pixels that are not packed', pixels(Buffer.alloc(100)), 'malformed'],
  ['pixels that are gzip', pixels(Buffer.from('1f8b0800000000000003', 'hex')), 'malformed'],
  ['pixels with a dictionary', pixels(Buffer.from('78200000000100', 'hex')), 'malformed'],
  ['pixels with a window that is none', pixels(Buffer.from('881c0000', 'hex')), 'malformed'],
  ['pixels in two runs', pngOf(ihdr(), idat(), chunk('tEXt', 'a\0b'), idat(), iend()), 'malformed'],
  ['no end', pngOf(ihdr(), idat()), 'truncated'],
  ['an end before the pixels', pngOf(ihdr(), iend(), idat()), 'malformed'],
  [
    'a bomb of 40 MP in a few KB',
    pngOf(ihdr({ width: 8_000, height: 5_000 }), chunk('IDAT', deflateSync(zeros)), iend()),
    'clean',
  ],
  [
    'a bomb of 400 MP',
    pngOf(
      ihdr({ width: 16_000, height: 16_000, bitDepth: 1, colourType: 0 }),
      chunk('IDAT', deflateSync(zeros)),
      iend(),
    ),
    'too-many-pixels',
  ],
]

const palettes: readonly HostileImage[] = [
  ['no palette', pngOf(ihdr({ colourType: 3 }), idat(), iend()), 'malformed'],
  ['two palettes', pngOf(ihdr({ colourType: 3 }), plte(), plte(), idat(), iend()), 'malformed'],
  ['a palette behind the pixels', pngOf(ihdr({ colourType: 3 }), idat(), plte(), iend()), 'malformed'],
  ['a palette of no entries', pngOf(ihdr({ colourType: 3 }), plte(0), idat(), iend()), 'malformed'],
  ['a palette of 257 entries', pngOf(ihdr({ colourType: 3 }), plte(257), idat(), iend()), 'malformed'],
  [
    'a palette of 4⅓ entries',
    pngOf(ihdr({ colourType: 3 }), chunk('PLTE', Buffer.alloc(13)), idat(), iend()),
    'malformed',
  ],
  [
    'a palette larger than its indexes',
    pngOf(ihdr({ colourType: 3, bitDepth: 1 }), plte(4), idat(), iend()),
    'malformed',
  ],
  ['a palette in grey', pngOf(ihdr({ colourType: 0 }), plte(), idat(), iend()), 'malformed'],
  ['a palette in grey with alpha', pngOf(ihdr({ colourType: 4 }), plte(), idat(), iend()), 'malformed'],
  [
    'transparency for more entries than there are',
    pngWith({ colourType: 3 }, { before: [chunk('tRNS', Buffer.alloc(200))] }),
    'clean',
  ],
  [
    'transparency beside alpha',
    pngWith({ colourType: 6 }, { before: [chunk('tRNS', Buffer.alloc(6))] }),
    'clean',
  ],
  ['transparency behind the pixels', pngWith({}, { after: [chunk('tRNS', Buffer.alloc(6))] }), 'clean'],
  [
    'transparency twice',
    pngWith({}, { before: [chunk('tRNS', Buffer.alloc(6)), chunk('tRNS', Buffer.alloc(6, 1))] }),
    'clean',
  ],
]

const others: readonly HostileImage[] = [
  ['an unknown critical chunk', pngOf(ihdr(), chunk('ABCD', 'x'), idat(), iend()), 'malformed'],
  ['the chunk of another phone', pngOf(chunk('CgBI', Buffer.alloc(4)), ihdr(), idat(), iend()), 'malformed'],
  ['a moving picture', pngWith({}, { before: [acTL(20)] }), 'animated'],
  ['a moving picture of one frame', pngWith({}, { before: [acTL(1)] }), 'clean'],
  ['a moving picture that begins behind its pixels', pngWith({}, { after: [acTL(20)] }), 'clean'],
  ['a moving picture of a wrong length', pngWith({}, { before: [chunk('acTL', Buffer.alloc(3))] }), 'clean'],
  [
    'a profile that unpacks to 64 MB',
    pngWithColour(
      {},
      chunk('iCCP', Buffer.concat([Buffer.from('p\0\0', 'latin1'), deflateSync(Buffer.alloc(64_000_000))])),
    ),
    'clean',
  ],
  ['a profile that does not unpack', pngWithColour({}, chunk('iCCP', 'p\0\0not packed at all')), 'clean'],
  ['a profile without a name', pngWithColour({}, iccp(profileOf(), '')), 'clean'],
  ['a profile with a name without end', pngWithColour({}, chunk('iCCP', Buffer.alloc(500, 'a'))), 'clean'],
  ['a profile packed in no known way', pngWithColour({}, iccp(profileOf(), 'p', 1)), 'clean'],
  ['a profile for another colour space', pngWithColour({}, iccp(profileOf({ space: 'CMYK' }))), 'clean'],
  ['a profile behind the pixels', pngWith({}, { after: [iccp(profileOf())] }), 'clean'],
  ['a profile and sRGB', pngWithColour({}, iccp(profileOf()), chunk('sRGB', Buffer.from([0]))), 'clean'],
  [
    'XMP that unpacks to 64 MB',
    pngWith({}, { before: [itxt('XML:com.adobe.xmp', Buffer.alloc(64_000_000), true)] }),
    'clean',
  ],
  [
    'a hundred bombs of text',
    pngWith(
      {},
      { before: Array.from({ length: 100 }, () => ztxt('XML:com.adobe.xmp', 'x'.repeat(900_000))) },
    ),
    'clean',
  ],
  [
    'XMP without its inner names',
    pngWith({}, { before: [chunk('iTXt', 'XML:com.adobe.xmp\0\u0001')] }),
    'clean',
  ],
  ['Exif that points to itself', pngWith({}, { before: [chunk('eXIf', tiff([], { next: 8 }))] }), 'clean'],
  ['Exif of nothing', pngWith({}, { before: [chunk('eXIf')] }), 'clean'],
  [
    'Exif that points outside',
    pngWith({}, { before: [chunk('eXIf', Buffer.from('49492a00ffffffff0000', 'hex'))] }),
    'clean',
  ],
  [
    'Exif with 65 535 entries',
    pngWith({}, { before: [chunk('eXIf', Buffer.from('49492a0008000000ffff', 'hex'))] }),
    'clean',
  ],
  ['a gamma of nought', pngWithColour({}, chunk('gAMA', bigEndian(0))), 'clean'],
  [
    'colour chunks of wrong lengths',
    pngWithColour({}, ...['gAMA', 'cHRM', 'sRGB', 'cICP'].map((type) => chunk(type, 'xxxxx'))),
    'clean',
  ],
  ['a ZIP behind the end', behind('PK\u0003\u0004 and the rest PK\u0005\u0006'), 'clean'],
  ['HTML behind the end', behind('<script>alert(1)</script>'), 'clean'],
  ['a second picture behind the end', behind(pngWith({})), 'clean'],
  ['8 MB behind the end', behind(zeros), 'clean'],
]

export const hostilePngs: readonly HostileImage[] = [
  headers,
  checksums,
  lengths,
  pixelFaults,
  palettes,
  others,
]
  .flat()
  .map(([name, bytes, expected]): HostileImage => [`PNG: ${name}`, bytes, expected])
