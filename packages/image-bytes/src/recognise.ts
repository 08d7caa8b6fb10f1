import { ImageFault, type OtherType } from './image-fault.ts'

export type ImageMediaType = 'image/png' | 'image/jpeg' | 'image/webp'

const pngMagic = Buffer.from('89504e470d0a1a0a', 'hex')
const jpegMagic = Buffer.from('ffd8ff', 'hex')
const riffMagic = Buffer.from('RIFF')
const webpMagic = Buffer.from('WEBP')

/** First bytes of what is often taken for a picture or hidden behind the name of one. */
const others: readonly (readonly [OtherType, string])[] = [
  ['gif', '474946383761'],
  ['gif', '474946383961'],
  ['tiff', '49492a00'],
  ['tiff', '4d4d002a'],
  ['tiff', '49492b00'],
  ['tiff', '4d4d002b'],
  ['jpeg-xr', '4949bc01'],
  ['bmp', '424d'],
  ['ico', '00000100'],
  ['psd', '38425053'],
  ['jpeg-xl', 'ff0a'],
  ['jpeg-xl', '0000000c4a584c20'],
  ['jpeg-2000', '0000000c6a502020'],
  ['jpeg-2000', 'ff4fff51'],
  ['pdf', '255044462d'],
  ['archive', '504b0304'],
  ['archive', '504b0506'],
  ['archive', '1f8b'],
  ['archive', '377abcaf271c'],
  ['archive', '526172211a07'],
]

const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs', 'mif1', 'msf1'])
const textHeadBytes = 4_096

/**
 * Tells what a file is by its first bytes alone; a name or a declared type is never asked.
 *
 * @throws ImageFault empty, truncated, unsupported-type, not-an-image
 * @see PNG 3rd edition 5.2; ITU-T T.81 B.1.1.3; RFC 9649 2.4
 */
export function recognise(bytes: Buffer): ImageMediaType {
  if (bytes.length === 0) throw new ImageFault('empty')
  if (startsLike(bytes, pngMagic)) return wholeStart(bytes, pngMagic.length, 'image/png')
  if (startsLike(bytes, jpegMagic)) return wholeStart(bytes, jpegMagic.length, 'image/jpeg')
  if (startsLike(bytes, riffMagic) && startsLike(bytes.subarray(8), webpMagic))
    return wholeStart(bytes, 12, 'image/webp')
  const found = recogniseOther(bytes)
  if (found !== undefined) throw new ImageFault('unsupported-type', found)
  throw new ImageFault('not-an-image')
}

/** As far as both go: a file cut off inside its first bytes is still of its type. */
function startsLike(bytes: Buffer, magic: Buffer): boolean {
  const length = Math.min(bytes.length, magic.length)
  return bytes.subarray(0, length).equals(magic.subarray(0, length))
}

function wholeStart(bytes: Buffer, length: number, type: ImageMediaType): ImageMediaType {
  if (bytes.length < length) throw new ImageFault('truncated')
  return type
}

function recogniseOther(bytes: Buffer): OtherType | undefined {
  if (bytes.toString('latin1', 4, 8) === 'ftyp') return recogniseIsoMedia(bytes)
  const head = bytes.subarray(0, 12).toString('hex')
  return others.find(([, magic]) => head.startsWith(magic))?.[0] ?? recogniseText(bytes)
}

/** The brands of the file type box: AVIF pictures may name `mif1` first (ISO/IEC 23008-12, 10.2; AVIF 1.1, 6). */
function recogniseIsoMedia(bytes: Buffer): OtherType {
  const end = Math.min(bytes.length, bytes.readUInt32BE(0), 256)
  const brands: string[] = [bytes.toString('latin1', 8, 12)]
  for (let at = 16; at + 4 <= end; at += 4) brands.push(bytes.toString('latin1', at, at + 4))
  if (brands.includes('avif') || brands.includes('avis')) return 'avif'
  return brands.some((brand) => heicBrands.has(brand)) ? 'heic' : 'iso-media'
}

function recogniseText(bytes: Buffer): OtherType | undefined {
  const head = bytes
    .toString('latin1', 0, textHeadBytes)
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .toLowerCase()
  if (!head.startsWith('<')) return undefined
  if (/<!doctype html|<html|<head|<body|<script/.test(head)) return 'html'
  if (head.includes('<svg')) return 'svg'
  return head.startsWith('<?xml') ? 'xml' : undefined
}
