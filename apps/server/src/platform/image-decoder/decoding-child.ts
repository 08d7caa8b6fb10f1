import { createWriteStream } from 'node:fs'
import sharp, { type Sharp } from 'sharp'
import { withColourProfile } from '#image-bytes'
import { answerPipe, type DecodingAnswer, decodingWork } from './decoding-work.ts'
import { type Frame, frameHead, readFrame } from './frame.ts'

/*
 * A process that decodes one picture and ends: what a faulty decoder does, it does here, and what it keeps goes with it.
 * It is started without environment and, where the system allows, without a network and the right to write files; it
 * reads its input and writes its answer, nothing else.
 */

const jpegQuality = 95

sharp.cache(false)
sharp.concurrency(1)
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadHeif'],
})

interface Result {
  widthPx: number
  heightPx: number
  bytes: Uint8Array
}

class Unfit extends Error {
  readonly fault: 'animated' | 'too-large'

  constructor(fault: 'animated' | 'too-large') {
    super(fault)
    this.fault = fault
  }
}

async function work({ words, bytes }: Frame): Promise<Result> {
  const asked = decodingWork.parse(words)
  if (asked.kind === 'write') {
    const { widthPx, heightPx } = asked
    const raw = { width: widthPx, height: heightPx, channels: 4 } as const
    return { widthPx, heightPx, bytes: await sharp(bytes, { raw }).png({ compressionLevel: 6 }).toBuffer() }
  }
  const upright = await open(bytes, asked.maximumPixels)
  return asked.kind === 'read' ? readPixels(upright, asked.longestSidePx) : writePlain(upright)
}

interface Opened {
  picture: Sharp
  hasAlpha: boolean
  isLossless: boolean
}

async function open(file: Buffer, maximumPixels: number): Promise<Opened> {
  if (isHevc(file)) return openHeic(file, maximumPixels)
  const options = { limitInputPixels: maximumPixels, failOn: 'error', sequentialRead: true } as const
  const { width, height, pages = 1, format, hasAlpha } = await sharp(file, { failOn: 'none' }).metadata()
  if (width * height > maximumPixels) throw new Unfit('too-large')
  if (pages > 1 && format !== 'heif') throw new Unfit('animated')
  return {
    picture: sharp(file, options).autoOrient().toColourspace('srgb'),
    hasAlpha,
    isLossless: format === 'png',
  }
}

/** A HEIF file whose pictures are HEVC, which libvips as it is shipped does not read. @see ISO/IEC 23008-12, annex B */
const isHevc = (file: Buffer) =>
  file.toString('latin1', 4, 8) === 'ftyp' &&
  /^(?:hei[cxms]|hev[cxms]|mif1)/.test(file.toString('latin1', 8, 12)) &&
  !file.toString('latin1', 8, 64).includes('avif')

async function openHeic(file: Buffer, maximumPixels: number): Promise<Opened> {
  // Loaded when one comes: most children never need it, and it is a fifth of what they are at the start.
  const { default: decodeHeic } = await import('heic-decode')
  const pictures = await decodeHeic.all({ buffer: file })
  try {
    const [first] = pictures
    if (first === undefined) throw new Error('there is no picture in it')
    if (first.width * first.height > maximumPixels) throw new Unfit('too-large')
    // Turned upright by libheif already.
    const { width, height, data } = await first.decode()
    const raw = { width, height, channels: 4 } as const
    const plain = sharp(Buffer.from(data.buffer), { raw }).removeAlpha()
    return { picture: await tellColours(plain, file), hasAlpha: false, isLossless: false }
  } finally {
    pictures.dispose()
  }
}

/** libheif gives the numbers, libvips the profile beside them: most phones write Display P3. */
async function tellColours(plain: Sharp, file: Buffer): Promise<Sharp> {
  const { icc } = await sharp(file, { failOn: 'none' }).metadata()
  if (icc === undefined) return plain
  const png = await plain.png({ compressionLevel: 0 }).toBuffer()
  return sharp(withColourProfile(png, icc)).toColourspace('srgb')
}

async function writePlain({ picture, hasAlpha, isLossless }: Opened): Promise<Result> {
  const plain =
    hasAlpha || isLossless
      ? picture.png({ compressionLevel: 6 })
      : picture.removeAlpha().jpeg({ quality: jpegQuality, chromaSubsampling: '4:4:4' })
  return toResult(plain)
}

async function readPixels({ picture }: Opened, longestSidePx: number): Promise<Result> {
  const sized = picture.resize({
    width: longestSidePx,
    height: longestSidePx,
    fit: 'inside',
    withoutEnlargement: true,
  })
  return toResult(sized.ensureAlpha().raw({ depth: 'uchar' }))
}

async function toResult(picture: Sharp): Promise<Result> {
  const { data, info } = await picture.toBuffer({ resolveWithObject: true })
  return { widthPx: info.width, heightPx: info.height, bytes: data }
}

function answer(words: DecodingAnswer, bytes: Uint8Array = new Uint8Array()): void {
  const pipe = createWriteStream('', { fd: answerPipe })
  pipe.write(frameHead(words, bytes.byteLength))
  pipe.end(bytes)
}

try {
  const { bytes, ...size } = await work(await readFrame(process.stdin, Number.POSITIVE_INFINITY))
  answer(size, bytes)
} catch (error) {
  // What a decoder says of a file may quote it; only the kind of fault is told.
  const isTooLarge = error instanceof Error && error.message.includes('pixel limit')
  answer({ fault: error instanceof Unfit ? error.fault : isTooLarge ? 'too-large' : 'damaged' })
}
