import type { PartnerFailure } from '#partner-spec'

/** What an HTTP status of a partner means where its dialect says nothing more (RFC 9110). */
export function failureOfStatus(status: number): PartnerFailure {
  if (status === 401 || status === 403) return 'unauthorized'
  if (status === 402) return 'out-of-credit'
  if (status === 408 || status === 504) return 'timed-out'
  if (status === 429) return 'rate-limited'
  if (status >= 400 && status < 500) return 'invalid-request'
  if (status >= 500) return 'unavailable'
  return 'malformed-answer'
}
