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
  /** The file, in order; views of what is zeroed when whoever was lent them is done. */
  pieces: readonly Buffer[]
  mediaType: string
  picture: PictureFacts
}

const limits = { maximumSidePx: uploadLimitSidePx, maximumPixels: uploadLimitPixels }

interface Received {
  bytes: Buffer
  role: UploadRole
  signal: AbortSignal
}

/**
 * Rewrites a picture without metadata and lends it: losslessly where it can be, else decoded in a child that can be killed.
 *
 * What was decoded is zeroed when `use` is done; `bytes` are the caller's to zero.
 *
 * @throws AppError uploads/*
 */
export async function lendCleanPicture<Result>(
  decoder: ImageDecoder,
  { bytes, role, signal }: Received,
  use: (clean: CleanPicture) => Promise<Result>,
): Promise<Result> {
  let decoded: Buffer | undefined
  try {
    const rewritten = tryRewrite(bytes)
    if (rewritten?.pieces !== undefined) return await use(present(rewritten, role))
    decoded = await decoder.decode(bytes, { maximumPixels: limits.maximumPixels, signal })
    const { pieces, facts } = rewriteImage(decoded, limits)
    if (pieces === undefined) throw new DecodingFault('lost')
    const provenance = rewritten?.facts.provenance ?? []
    return await use(present({ pieces, facts: { ...facts, provenance } }, role))
  } catch (error) {
    throw toAppError(error) ?? error
  } finally {
    decoded?.fill(0)
  }
}

function present(
  { pieces, facts }: { pieces: readonly Buffer[]; facts: ImageFacts },
  role: UploadRole,
): CleanPicture {
  if (role === 'mask' && !(facts.mediaType === 'image/png' && facts.hasAlpha))
    throw new AppError('uploads/mask-not-usable')
  return { pieces, mediaType: facts.mediaType, picture: pictureOf(facts) }
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
