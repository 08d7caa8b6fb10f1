import type { Orientation } from '../image-facts.ts'
import { ImageFault } from '../image-fault.ts'
import { checkSize, type ImageLimits } from '../image-limits.ts'
import { makeOrientationTiff, readOrientation, withoutExifPrefix } from '../orientation.ts'
import type { ReadImage } from '../read-image.ts'
import { hasRightChecksum, makeChunk, type PngChunk, walkChunks } from './png-chunks.ts'
import { colourTypes, keepPngColour } from './png-colour.ts'
import { type PngHeader, readPngHeader } from './png-header.ts'
import { PngMarks } from './png-marks.ts'
import { checkPalette, isTransparency } from './png-palette.ts'
import { PngPixels } from './png-pixels.ts'

const endMark = makeChunk('IEND', Buffer.alloc(0))

/** What is taken out of the chunks on the way; a second one of the same kind is not looked at, as in every decoder. */
interface Contents {
  palette: PngChunk | undefined
  transparency: PngChunk | undefined
  colour: Map<string, PngChunk>
  exif: PngChunk | undefined
  frames: number
  pixels: PngPixels
  marks: PngMarks
}

/**
 * Reads a PNG from its chunks: those that make the picture must be right, of the others a few are looked at.
 *
 * @throws ImageFault
 * @see PNG 3rd edition 5, 11; 4.9 and 11.3.4 for moving pictures
 */
export function readPng(bytes: Buffer, limits: ImageLimits): ReadImage {
  const header = readPngHeader(bytes)
  checkSize(header, limits)
  const contents = readContents(bytes, header)
  const { transparency, exif, frames, marks } = contents
  const { colourModel } = header
  const space = colourModel === 'grey' || colourModel === 'grey-alpha' ? 'GRAY' : 'RGB '
  const colour = keepPngColour(contents.colour, space)
  const orientation = exif === undefined ? 1 : readOrientation(withoutExifPrefix(exif.payload))
  return {
    facts: {
      mediaType: 'image/png',
      widthPx: header.widthPx,
      heightPx: header.heightPx,
      orientation,
      bitDepth: header.bitDepth,
      colourModel,
      hasAlpha: colourModel === 'rgba' || colourModel === 'grey-alpha' || transparency !== undefined,
      hasColourProfile: colour.hasProfile,
      isAnimated: frames > 1,
      provenance: marks.found,
    },
    needsDecoding: header.bitDepth === 16 ? 'bit-depth' : undefined,
    cleanPieces: () => [
      bytes.subarray(0, header.end),
      ...colour.chunks,
      // A palette beside true colour is a suggestion and not part of the picture.
      ...(colourModel === 'palette' ? sliceOf(bytes, contents.palette) : []),
      ...sliceOf(bytes, transparency),
      ...makeOrientation(orientation),
      contents.pixels.of(bytes),
      endMark,
    ],
  }
}

function readContents(bytes: Buffer, header: PngHeader): Contents {
  const contents: Contents = {
    palette: undefined,
    transparency: undefined,
    colour: new Map(),
    exif: undefined,
    frames: 1,
    pixels: new PngPixels(),
    marks: new PngMarks(),
  }
  const place = { header, contents }
  for (const chunk of walkChunks(bytes)) {
    if (chunk.end === header.end) continue
    contents.pixels.pass(chunk)
    if (isCritical(chunk)) placeCritical(bytes, chunk, place)
    else placeAncillary(bytes, chunk, place)
  }
  if (header.colourModel === 'palette' && contents.palette === undefined) throw new ImageFault('malformed')
  contents.pixels.check()
  return contents
}

/** Bit 5 of the first letter (PNG 3rd edition 5.4). */
function isCritical({ type }: PngChunk): boolean {
  return (type.charCodeAt(0) & 0x20) === 0
}

interface Place {
  header: PngHeader
  contents: Contents
}

function placeCritical(bytes: Buffer, chunk: PngChunk, { header, contents }: Place): void {
  const { type, payload } = chunk
  if (!hasRightChecksum(bytes, chunk)) throw new ImageFault('malformed')
  if (type === 'IDAT' || (type === 'IEND' && payload.length === 0)) return
  // A second IHDR, and every critical chunk that no standard knows.
  if (type !== 'PLTE' || contents.palette !== undefined || contents.pixels.hasBegun)
    throw new ImageFault('malformed')
  checkPalette(payload, header)
  contents.palette = chunk
}

/** One in the wrong place or with a wrong checksum counts as absent, as decoders take it. */
function placeAncillary(bytes: Buffer, chunk: PngChunk, { header, contents }: Place): void {
  const { type } = chunk
  contents.marks.add(chunk)
  if (contents.pixels.hasBegun && type !== 'eXIf') return
  if (colourTypes.has(type)) {
    const isFirst = contents.palette === undefined && !contents.colour.has(type)
    if (isFirst && hasRightChecksum(bytes, chunk)) contents.colour.set(type, chunk)
  } else if (type === 'tRNS') {
    if (isTransparency(chunk.payload, { header, palette: contents.palette?.payload })) {
      if (hasRightChecksum(bytes, chunk)) contents.transparency ??= chunk
    }
  } else if (type === 'eXIf') {
    if (hasRightChecksum(bytes, chunk)) contents.exif ??= chunk
  } else if (type === 'acTL' && chunk.payload.length === 8) {
    contents.frames = Math.max(contents.frames, chunk.payload.readUInt32BE(0))
  }
}

function sliceOf(bytes: Buffer, chunk: PngChunk | undefined): Buffer[] {
  return chunk === undefined ? [] : [bytes.subarray(chunk.at, chunk.end)]
}

function makeOrientation(orientation: Orientation): Buffer[] {
  return orientation === 1 ? [] : [makeChunk('eXIf', makeOrientationTiff(orientation))]
}
