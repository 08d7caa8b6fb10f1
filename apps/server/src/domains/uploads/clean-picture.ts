import { uploadLimitPixels, uploadLimitSidePx, type UploadRole } from '#contract'
import { type ImageFacts, ImageFault, type ImageFaultReason, rewriteImage } from '#image-bytes'
import type { PictureFacts } from '#server/domains/vault/index.ts'
import { AppError } from '#server/kernel/app-error.ts'
import type { ErrorCode } from '#contract'
import {
  DecodingFault,
  type DecodingFaultReason,
  type ImageDecoder,
} from '#server/platform/image-decoder/index.ts'

/** A picture without anything that is not needed to show it. */
export interface CleanPicture {
  bytes: Buffer
  mediaType: string
  picture: PictureFacts
}

const limits = { maximumSidePx: uploadLimitSidePx, maximumPixels: uploadLimitPixels }

/**
 * Rewrites a picture without metadata: losslessly where it can be, else decoded in a child that can be killed.
 *
 * @throws AppError uploads/*
 */
export async function cleanPicture(
  decoder: ImageDecoder,
  { bytes, role, signal }: { bytes: Buffer; role: UploadRole; signal: AbortSignal },
): Promise<CleanPicture> {
  try {
    const clean = await rewrite(decoder, bytes, signal)
    const { facts } = clean
    if (role === 'mask' && !(facts.mediaType === 'image/png' && facts.hasAlpha)) {
      clean.bytes.fill(0)
      throw new AppError('uploads/mask-not-usable')
    }
    return { bytes: clean.bytes, mediaType: facts.mediaType, picture: pictureOf(facts) }
  } catch (error) {
    throw toAppError(error) ?? error
  }
}

async function rewrite(decoder: ImageDecoder, bytes: Buffer, signal: AbortSignal) {
  const rewritten = tryRewrite(bytes)
  if (rewritten?.bytes !== undefined) return rewritten
  const decoded = await decoder.decode(bytes, { maximumPixels: limits.maximumPixels, signal })
  try {
    const again = rewriteImage(decoded, limits)
    if (again.bytes === undefined) throw new DecodingFault('lost')
    return { bytes: again.bytes, facts: { ...again.facts, provenance: rewritten?.facts.provenance ?? [] } }
  } finally {
    decoded.fill(0)
  }
}

/** Undefined for a type that only the decoder reads. @throws ImageFault */
function tryRewrite(bytes: Buffer) {
  try {
    return rewriteImage(bytes, limits)
  } catch (error) {
    if (error instanceof ImageFault && (error.found === 'heic' || error.found === 'avif')) return undefined
    throw error
  }
}

function pictureOf({ widthPx, heightPx, orientation, provenance }: ImageFacts): PictureFacts {
  const isOnItsSide = orientation >= 5
  return {
    widthPx: isOnItsSide ? heightPx : widthPx,
    heightPx: isOnItsSide ? widthPx : heightPx,
    orientation,
    marks: provenance.map(({ kind }) => kind),
  }
}

const codes: Readonly<Record<ImageFaultReason, ErrorCode>> = {
  empty: 'uploads/not-an-image',
  'not-an-image': 'uploads/not-an-image',
  'unsupported-type': 'uploads/not-an-image',
  truncated: 'uploads/damaged',
  malformed: 'uploads/damaged',
  'too-large-side': 'uploads/too-large',
  'too-many-pixels': 'uploads/too-large',
  animated: 'uploads/animated',
}

const decodingCodes: Readonly<Record<DecodingFaultReason, ErrorCode>> = {
  damaged: 'uploads/damaged',
  lost: 'uploads/damaged',
  animated: 'uploads/animated',
  'too-large': 'uploads/too-large',
  'too-slow': 'uploads/too-large',
  busy: 'uploads/busy',
}

function toAppError(error: unknown): AppError | undefined {
  const { maximumSidePx, maximumPixels } = limits
  if (error instanceof ImageFault) {
    const reason = error.found ?? error.reason
    return new AppError(codes[error.reason], { reason, maximumSidePx, maximumPixels })
  }
  if (!(error instanceof DecodingFault)) return undefined
  return new AppError(decodingCodes[error.reason], { reason: error.reason, maximumSidePx, maximumPixels })
}
