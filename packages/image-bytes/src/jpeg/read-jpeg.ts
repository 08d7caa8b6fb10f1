import { cutProfile, joinProfileParts } from '../icc/join-profile-parts.ts'
import { neutraliseProfile } from '../icc/neutralise-profile.ts'
import type { ColourModel, Orientation } from '../image-facts.ts'
import { ImageFault } from '../image-fault.ts'
import { checkSize, type ImageLimits } from '../image-limits.ts'
import { exifPrefix, makeOrientationTiff, readOrientation } from '../orientation.ts'
import type { NeedsDecoding, ReadImage } from '../read-image.ts'
import { JpegApplication } from './jpeg-application.ts'
import { type JpegFrame, readFrame } from './jpeg-frame.ts'
import { type JpegSegment, makeSegment, walkSegments } from './jpeg-segments.ts'
import {
  checkArithmetic,
  checkHuffman,
  checkQuantisation,
  checkRestartInterval,
  checkScan,
} from './jpeg-tables.ts'
import { isApplication, isFrame, marker } from './markers.ts'

const models: Readonly<Record<number, ColourModel>> = { 1: 'grey', 3: 'rgb', 4: 'cmyk' }
/** A progressive picture has about ten; thousands make a decoder redo the whole picture thousands of times. */
const maximumScans = 100
const startOfImage = Buffer.from([0xff, marker.startOfImage])
const endOfImage = Buffer.from([0xff, marker.endOfImage])
/** Version 1.02, no unit, square pixels, no thumbnail. */
const plainJfif = makeSegment(
  marker.app0,
  Buffer.from('4a46494600' + '0102' + '00' + '00010001' + '0000', 'hex'),
)

interface Contents {
  frame: JpegFrame
  application: JpegApplication
  /** Tables, frame and scans: what the picture is made of, in order. */
  kept: readonly JpegSegment[]
}

/**
 * Reads a JPEG from its segments. Coded data are copied as they are and not decoded.
 *
 * @throws ImageFault
 * @see ITU-T T.81 annex B
 */
export function readJpeg(bytes: Buffer, limits: ImageLimits): ReadImage {
  const { frame, application, kept } = readContents(bytes, limits)
  const colourModel = models[frame.components.length] ?? 'cmyk'
  const profile = readProfile(application, colourModel)
  const orientation = application.exif === undefined ? 1 : readOrientation(application.exif)
  return {
    facts: {
      mediaType: 'image/jpeg',
      widthPx: frame.widthPx,
      heightPx: frame.heightPx,
      orientation,
      bitDepth: frame.bitDepth,
      colourModel,
      hasAlpha: false,
      hasColourProfile: profile !== undefined,
      isAnimated: false,
      provenance: application.marks,
    },
    needsDecoding: whyDecode(frame, colourModel),
    cleanPieces: () => [
      startOfImage,
      ...(application.hasJfif ? [plainJfif] : []),
      ...makeExif(orientation),
      ...makeProfile(profile),
      ...makeAdobe(application.adobeTransform),
      ...kept.map(({ at, end }) => bytes.subarray(at, end)),
      endOfImage,
    ],
  }
}

function whyDecode({ bitDepth, isArithmetic }: JpegFrame, model: ColourModel): NeedsDecoding | undefined {
  if (bitDepth !== 8) return 'bit-depth'
  if (model === 'cmyk') return 'colour-model'
  // No browser and no partner reads arithmetic coding.
  return isArithmetic ? 'format' : undefined
}

function readProfile({ profileParts }: JpegApplication, model: ColourModel): Buffer | undefined {
  const joined = joinProfileParts(profileParts)
  if (joined === undefined || model === 'cmyk') return undefined
  return neutraliseProfile(joined, model === 'grey' ? 'GRAY' : 'RGB ')
}

function makeExif(orientation: Orientation): Buffer[] {
  if (orientation === 1) return []
  return [makeSegment(marker.app1, Buffer.concat([exifPrefix, makeOrientationTiff(orientation)]))]
}

function makeProfile(profile: Buffer | undefined): Buffer[] {
  return profile === undefined ? [] : cutProfile(profile).map((part) => makeSegment(marker.app2, part))
}

/** Version 100, no flags, and the transform, without which red, green and blue would be taken for YCbCr. */
function makeAdobe(transform: number | undefined): Buffer[] {
  if (transform === undefined) return []
  const payload = Buffer.from(`${Buffer.from('Adobe').toString('hex')}006400000000ff`, 'hex')
  payload.writeUInt8(transform, 11)
  return [makeSegment(marker.app14, payload)]
}

function readContents(bytes: Buffer, limits: ImageLimits): Contents {
  const application = new JpegApplication()
  const kept: JpegSegment[] = []
  let frame: JpegFrame | undefined
  let scans = 0
  for (const segment of walkSegments(bytes)) {
    const { code, payload } = segment
    if (isFrame(code)) {
      if (frame !== undefined) throw new ImageFault('malformed')
      frame = readFrame(code, payload)
      checkSize(frame, limits)
      kept.push(segment)
    } else if (code === marker.startOfScan) {
      checkScan(payload, frame)
      scans += 1
      kept.push(segment)
    } else if (isTable(segment)) kept.push(segment)
    else if (scans === 0) application.add(segment)
  }
  if (frame === undefined || scans === 0 || scans > maximumScans) throw new ImageFault('malformed')
  return { frame, application, kept }
}

const tables: Readonly<Record<number, (payload: Buffer) => void>> = {
  [marker.quantisation]: checkQuantisation,
  [marker.huffman]: checkHuffman,
  [marker.arithmetic]: checkArithmetic,
  [marker.restartInterval]: checkRestartInterval,
}

/** @throws ImageFault malformed for a table that is none, and for markers that mean nothing in these processes */
function isTable({ code, payload }: JpegSegment): boolean {
  const check = tables[code]
  check?.(payload)
  if (check !== undefined) return true
  const isDropped = isApplication(code) || code === marker.comment || code === marker.endOfImage
  if (isDropped || code === marker.lines || (code >= 0xf0 && code <= 0xfd)) return false
  // JPG, DHP and EXP belong to lossless and hierarchical pictures.
  throw new ImageFault('unsupported-type', 'jpeg-unusual')
}
