/** `lost`: the child ended without an answer, as one that was too large for its memory does. */
export type DecodingFaultReason = 'damaged' | 'animated' | 'too-large' | 'too-slow' | 'busy' | 'lost'

/** Why a picture was not decoded; safe to log, as nothing of the file is in it. */
export class DecodingFault extends Error {
  override readonly name = 'DecodingFault'
  readonly reason: DecodingFaultReason

  constructor(reason: DecodingFaultReason) {
    super(reason)
    this.reason = reason
  }
}
