import type { AdapterEvent, Disclosed, PartnerFailure } from '#partner-spec'

/** A send that got no whole answer. It holds nothing of what was sent or answered. */
export class PartnerFault extends Error {
  override readonly name = 'PartnerFault'
  readonly failure: PartnerFailure
  /** Whether content may have left. */
  readonly disclosed: Disclosed

  constructor(failure: PartnerFailure, disclosed: Disclosed) {
    super(`the partner gave no whole answer: ${failure}`)
    this.failure = failure
    this.disclosed = disclosed
  }
}

/** The last word of an adapter whose send got no whole answer. @throws whatever is no fault of a partner */
export function failedBy(error: unknown): AdapterEvent {
  if (!(error instanceof PartnerFault)) throw error
  return { kind: 'failed', failure: error.failure, disclosed: error.disclosed }
}
