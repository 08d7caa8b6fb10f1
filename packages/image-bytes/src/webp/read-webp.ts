import { neutraliseProfile } from '../icc/neutralise-profile.ts'
import type { Orientation } from '../image-facts.ts'
import { ImageFault } from '../image-fault.ts'
import { checkSize, type ImageLimits } from '../image-limits.ts'
import { makeOrientationTiff, readOrientation, withoutExifPrefix } from '../orientation.ts'
import { addMark, type ProvenanceMark } from '../provenance.ts'
import type { ReadImage } from '../read-image.ts'
import { readBitstream, type WebpBitstream } from './webp-bitstream.ts'
import { flag, makeCanvas, readCanvas, type WebpCanvas } from './webp-canvas.ts'
import { makeChunk, makeContainer, walkChunks, type WebpChunk } from './webp-chunks.ts'
import { findMarksInChunk } from './webp-marks.ts'

interface Contents {
  canvas: WebpCanvas | undefined
  profile: Buffer | undefined
  alpha: Buffer | undefined
  picture: (WebpBitstream & { payload: Buffer }) | undefined
  exif: Buffer | undefined
  frames: number
  marks: ProvenanceMark[]
}

/** What is kept of a still picture, ready to be written. */
interface Kept {
  picture: WebpBitstream & { payload: Buffer }
  alpha: Buffer | undefined
  /** The picture has alpha, its own or beside it. */
  isTransparent: boolean
  /** Readers of the extended layout believe its flag; where it denies alpha, it goes on doing so. */
  isAlphaDenied: boolean
  profile: Buffer | undefined
  orientation: Orientation
}

/**
 * Reads a WebP from its chunks, simple or extended.
 *
 * @throws ImageFault
 * @see RFC 9649 2.5 to 2.7
 */
export function readWebp(bytes: Buffer, limits: ImageLimits): ReadImage {
  const contents = readContents(bytes, limits)
  const { canvas, exif, frames, marks } = contents
  const isAnimated = frames > 0
  const profile = contents.profile === undefined ? undefined : neutraliseProfile(contents.profile, 'RGB ')
  const orientation = exif === undefined ? 1 : readOrientation(withoutExifPrefix(exif))
  const kept = isAnimated ? undefined : keepStill(contents, { profile, orientation })
  const size = canvas ?? kept?.picture
  if (size === undefined) throw new ImageFault('malformed')
  const hasAlpha =
    kept === undefined ? hasFlag(canvas, flag.alpha) : kept.isTransparent && !kept.isAlphaDenied
  return {
    facts: {
      mediaType: 'image/webp',
      widthPx: size.widthPx,
      heightPx: size.heightPx,
      orientation,
      bitDepth: 8,
      colourModel: hasAlpha ? 'rgba' : 'rgb',
      hasAlpha,
      hasColourProfile: profile !== undefined,
      isAnimated,
      provenance: marks,
    },
    needsDecoding: undefined,
    cleanPieces: () => (kept === undefined ? [] : makeClean(kept)),
  }
}

const hasFlag = (canvas: WebpCanvas | undefined, wanted: number) => ((canvas?.flags ?? 0) & wanted) !== 0

/** A still picture fills its canvas (2.7.1); decoders refuse another. */
function keepStill(
  { canvas, picture, alpha }: Contents,
  beside: Pick<Kept, 'profile' | 'orientation'>,
): Kept {
  if (picture === undefined) throw new ImageFault('malformed')
  const size = canvas ?? picture
  if (size.widthPx !== picture.widthPx || size.heightPx !== picture.heightPx)
    throw new ImageFault('malformed')
  const ownAlpha = picture.type === 'VP8 ' ? alpha : undefined
  const isTransparent = picture.hasAlpha || ownAlpha !== undefined
  const isAlphaDenied = canvas !== undefined && isTransparent && !hasFlag(canvas, flag.alpha)
  return { picture, alpha: ownAlpha, isTransparent, isAlphaDenied, ...beside }
}

function readContents(bytes: Buffer, limits: ImageLimits): Contents {
  const contents: Contents = {
    canvas: undefined,
    profile: undefined,
    alpha: undefined,
    picture: undefined,
    exif: undefined,
    frames: 0,
    marks: [],
  }
  let isFirst = true
  for (const chunk of walkChunks(bytes)) {
    if (isFirst) readFirst(chunk, contents)
    else readNext(chunk, contents)
    const size = contents.canvas ?? contents.picture
    if (isFirst && size !== undefined) checkSize(size, limits)
    isFirst = false
    // The simple layout is one chunk; readers look no further (2.5 and 2.6).
    if (contents.canvas === undefined) break
  }
  return contents
}

function readFirst(chunk: WebpChunk, contents: Contents): void {
  if (chunk.type === 'VP8X') contents.canvas = readCanvas(chunk.payload)
  else if (chunk.type === 'VP8 ' || chunk.type === 'VP8L')
    contents.picture = { ...readBitstream(chunk), payload: chunk.payload }
  else throw new ImageFault('malformed')
}

function readNext(chunk: WebpChunk, contents: Contents): void {
  const { type, payload } = chunk
  if (type === 'VP8X') throw new ImageFault('malformed')
  if (type === 'VP8 ' || type === 'VP8L') {
    if (contents.picture !== undefined) throw new ImageFault('malformed')
    contents.picture = { ...readBitstream(chunk), payload }
  } else if (type === 'ICCP') contents.profile ??= payload
  else if (type === 'EXIF') contents.exif ??= payload
  // Alpha stands before the picture it belongs to; elsewhere readers pass it by.
  else if (type === 'ALPH' && contents.picture === undefined) contents.alpha ??= payload
  else if (type === 'ANIM' || type === 'ANMF') contents.frames += 1
  for (const mark of findMarksInChunk(chunk)) addMark(contents.marks, mark)
}

/** In the simple layout if nothing asks for the extended one. */
function makeClean({ picture, alpha, isTransparent, isAlphaDenied, profile, orientation }: Kept): Buffer[] {
  const coded = makeChunk(picture.type, picture.payload)
  if (profile === undefined && alpha === undefined && orientation === 1 && !isAlphaDenied)
    return makeContainer(coded)
  const flags =
    (profile === undefined ? 0 : flag.profile) |
    (isTransparent && !isAlphaDenied ? flag.alpha : 0) |
    (orientation === 1 ? 0 : flag.exif)
  return makeContainer([
    ...makeChunk('VP8X', makeCanvas({ flags, widthPx: picture.widthPx, heightPx: picture.heightPx })),
    ...(profile === undefined ? [] : makeChunk('ICCP', profile)),
    ...(alpha === undefined ? [] : makeChunk('ALPH', alpha)),
    ...coded,
    ...(orientation === 1 ? [] : makeChunk('EXIF', makeOrientationTiff(orientation))),
  ])
}
