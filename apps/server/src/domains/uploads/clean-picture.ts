import { uploadLimitPixels, uploadLimitSidePx, type UploadRole } from '#contract'
import { type ImageFacts, ImageFault, type ImageFaultReason, rewriteImage } from '#image-bytes'
import type { PictureFacts } from '#server/domains/vault/index.ts'
import { AppError } from '#server/kernel/app-error.ts'
import type { ErrorCode } from '#contract'

/** A picture without anything that is not needed to show it. */
export interface CleanPicture {
  bytes: Buffer
  mediaType: string
  picture: PictureFacts
}

const limits = { maximumSidePx: uploadLimitSidePx, maximumPixels: uploadLimitPixels }

/**
 * Rewrites a picture without metadata: losslessly.
 *
 * @throws AppError uploads/*
 */
export function cleanPicture({ bytes, role }: { bytes: Buffer; role: UploadRole }): CleanPicture {
  try {
    const clean = rewriteImage(bytes, limits)
    const { facts } = clean
    if (clean.bytes === undefined) throw new AppError('uploads/not-an-image', { reason: clean.needsDecoding })
    if (role === 'mask' && !(facts.mediaType === 'image/png' && facts.hasAlpha)) {
      clean.bytes.fill(0)
      throw new AppError('uploads/mask-not-usable')
    }
    return { bytes: clean.bytes, mediaType: facts.mediaType, picture: pictureOf(facts) }
  } catch (error) {
    throw error instanceof ImageFault ? toAppError(error) : error
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

const toAppError = (fault: ImageFault) =>
  new AppError(codes[fault.reason], {
    reason: fault.found ?? fault.reason,
    maximumSidePx: limits.maximumSidePx,
    maximumPixels: limits.maximumPixels,
  })
