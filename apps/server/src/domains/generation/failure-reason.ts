import type { GenerationReason } from '#contract'
import { ImageFault } from '#image-bytes'
import { ImageRejected, PartnerFault } from '#partner-kit'
import type { Disclosed, PartnerFailure } from '#partner-spec'
import { AppError } from '#server/kernel/app-error.ts'
import type { Running } from './attempt.ts'
import type { GenerationParts } from './parts.ts'

const reasons: Readonly<Record<PartnerFailure, GenerationReason>> = {
  'invalid-request': 'partner-rejected',
  'rate-limited': 'partner-busy',
  'out-of-credit': 'partner-unavailable',
  unauthorized: 'partner-unavailable',
  'timed-out': 'partner-timed-out',
  unavailable: 'partner-unavailable',
  'malformed-answer': 'partner-malformed',
}

/** What a person is told of a partner's failure. */
export const reasonOf = (failure: PartnerFailure, isUnknown: boolean): GenerationReason =>
  isUnknown ? 'outcome-unknown' : reasons[failure]

/** What a person is told of an attempt that broke, and what its partner knows by then. */
export function describeBreak(
  parts: GenerationParts,
  { partner, generation }: Running,
  error: unknown,
): { reason: GenerationReason; disclosed: Disclosed } {
  const { leavesInstallation } = partner.description
  // What broke while a picture was read had been answered.
  if (error instanceof PartnerFault)
    return {
      reason: reasonOf(error.failure, error.disclosed === 'unknown'),
      disclosed: error.disclosed,
    }
  if (error instanceof ImageRejected || error instanceof ImageFault)
    return { reason: 'partner-malformed', disclosed: leavesInstallation ? 'sent' : 'nothing' }
  if (error instanceof AppError && error.code === 'http/storage-full')
    return { reason: 'storage-full', disclosed: leavesInstallation ? 'sent' : 'nothing' }
  parts.logger.error('generation-failed', { generationId: generation.id }, error)
  return leavesInstallation
    ? { reason: 'outcome-unknown', disclosed: 'unknown' }
    : { reason: 'partner-malformed', disclosed: 'nothing' }
}
