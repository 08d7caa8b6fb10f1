import { gzipSync } from 'node:zlib'
import type { HostileImage } from './hostile-image.ts'
import { pngWith, signature } from './png-builder.ts'

const isoMedia = (brand: string, ...compatible: readonly string[]) => {
  const brands = Buffer.from(compatible.join(''))
  const head = Buffer.from('\0\0\0\0ftyp' + `${brand}\0\0\0\0`, 'latin1')
  head.writeUInt32BE(head.length + brands.length)
  return Buffer.concat([head, brands, Buffer.alloc(64)])
}
const padded = (head: string | Buffer) => Buffer.concat([Buffer.from(head), Buffer.alloc(100)])
const hex = (digits: string) => padded(Buffer.from(digits, 'hex'))

export const otherFiles: readonly HostileImage[] = [
  ['nothing', Buffer.alloc(0), 'empty'],
  ['one byte of nought', Buffer.alloc(1), 'not-an-image'],
  ['noughts', Buffer.alloc(10_000), 'not-an-image'],
  ['words', Buffer.from('this is no picture at all, only words'), 'not-an-image'],
  ['words that begin as a picture is called', Buffer.from('PNG picture'), 'not-an-image'],
  ['a picture behind a byte', Buffer.concat([Buffer.from('x'), pngWith({})]), 'not-an-image'],
  ['a picture behind a blank line', Buffer.concat([Buffer.from('\r\n'), pngWith({})]), 'not-an-image'],
  [
    'a PNG whose line ends were changed',
    Buffer.from(pngWith({}).toString('latin1').replace('\r\n', '\n'), 'latin1'),
    'not-an-image',
  ],
  ['a PNG without its high bits', Buffer.from(pngWith({}).map((byte) => byte & 0x7f)), 'not-an-image'],
  ['a PNG in base64', Buffer.from(pngWith({}).toString('base64')), 'not-an-image'],
  [
    'a PNG as a data address',
    Buffer.from(`data:image/png;base64,${pngWith({}).toString('base64')}`),
    'not-an-image',
  ],
  ['a JNG', hex('8b4a4e470d0a1a0a'), 'not-an-image'],
  ['a MNG', hex('8a4d4e470d0a1a0a'), 'not-an-image'],
  ['an ELF program', hex('7f454c46020101'), 'not-an-image'],
  ['a Windows program', padded('MZ\u0090'), 'not-an-image'],
  ['a WAVE sound', padded('RIFF\x24\0\0\0WAVEfmt '), 'not-an-image'],
  ['an AVI film', padded('RIFF\x24\0\0\0AVI LIST'), 'not-an-image'],
  ['a PNG signature alone', signature, 'truncated'],
  ['a JPEG marker alone', Buffer.from('ffd8ff', 'hex'), 'truncated'],
  ['a WebP head alone', Buffer.from('RIFF\x24\0\0\0WEBP', 'latin1'), 'truncated'],
  ['GIF 87a', padded('GIF87a'), 'unsupported-type'],
  ['GIF 89a', padded('GIF89a'), 'unsupported-type'],
  ['GIF that is JavaScript too', Buffer.from('GIF89a/*\0\0\0*/=1;alert(1)'), 'unsupported-type'],
  [
    'SVG',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    'unsupported-type',
  ],
  [
    'SVG with a head',
    Buffer.from('<?xml version="1.0"?>\n<!DOCTYPE svg [<!ENTITY a "aaaa">]>\n<svg/>'),
    'unsupported-type',
  ],
  ['SVG behind a comment', Buffer.from('\ufeff <!-- a picture --><svg/>'), 'unsupported-type'],
  [
    'XML',
    Buffer.from('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'),
    'unsupported-type',
  ],
  ['HTML', Buffer.from('<!DOCTYPE html><script>alert(1)</script>'), 'unsupported-type'],
  ['HTML without a head', Buffer.from('  <SCRIPT>alert(1)</SCRIPT>'), 'unsupported-type'],
  ['PDF', padded('%PDF-1.7\n'), 'unsupported-type'],
  ['HEIC', isoMedia('heic', 'mif1', 'heic'), 'unsupported-type'],
  ['HEIC by its general brand', isoMedia('mif1', 'heic'), 'unsupported-type'],
  ['AVIF', isoMedia('avif', 'mif1'), 'unsupported-type'],
  ['AVIF by its general brand', isoMedia('mif1', 'avif'), 'unsupported-type'],
  ['AVIF that moves', isoMedia('avis'), 'unsupported-type'],
  ['an MP4 film', isoMedia('isom', 'mp42'), 'unsupported-type'],
  [
    'a file type box that is longer than the file',
    Buffer.from('\u007f\u007f\u007f\u007fftypheic', 'latin1'),
    'unsupported-type',
  ],
  ['a file type box of nothing', Buffer.from('\0\0\0\0ftyp', 'latin1'), 'unsupported-type'],
  ['TIFF', hex('49492a0008000000'), 'unsupported-type'],
  ['TIFF, big end first', hex('4d4d002a00000008'), 'unsupported-type'],
  ['BigTIFF', hex('49492b0008000000'), 'unsupported-type'],
  ['BMP', padded('BM\x36\0\0\0'), 'unsupported-type'],
  ['ICO', hex('00000100010010'), 'unsupported-type'],
  ['PSD', padded('8BPS\0\u0001'), 'unsupported-type'],
  ['JPEG XL', hex('ff0a1b2c'), 'unsupported-type'],
  ['JPEG XL in boxes', hex('0000000c4a584c200d0a870a'), 'unsupported-type'],
  ['JPEG 2000', hex('0000000c6a5020200d0a870a'), 'unsupported-type'],
  ['JPEG 2000, bare', hex('ff4fff51002f'), 'unsupported-type'],
  ['JPEG XR', hex('4949bc0108000000'), 'unsupported-type'],
  ['ZIP', padded('PK\u0003\u0004'), 'unsupported-type'],
  ['gzip of a picture', gzipSync(pngWith({})), 'unsupported-type'],
]
