import type { PartnerAnswer } from '#partner-spec'

/** What an answer says of how the partner handles what it was sent: nothing but these, and never content. */
export interface HandlingEvidence {
  /** Whether it keeps nothing for this account. */
  zeroRetention?: boolean
  /** Where it was processed, in the partner's own word. */
  region?: string
}

/**
 * Reads the few headers that prove a handling; whatever else an answer says is not kept. What does not look like what it
 * should be is not evidence.
 *
 * @see docs.x.ai/docs/faq/security, read 2026-11-23: x-zero-data-retention on every answer. x-ms-region is what Azure
 * OpenAI answers with; its documentation does not name it.
 */
export function readEvidence(answer: Pick<PartnerAnswer, 'header'>): HandlingEvidence | undefined {
  const zero = answer.header('x-zero-data-retention')
  const region = answer.header('x-ms-region')
  const evidence: HandlingEvidence = {
    ...(zero === 'true' || zero === 'false' ? { zeroRetention: zero === 'true' } : {}),
    ...(region !== undefined && /^[A-Za-z][\w -]{1,39}$/.test(region) ? { region } : {}),
  }
  return Object.keys(evidence).length === 0 ? undefined : evidence
}
