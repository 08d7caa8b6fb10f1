import type { PartnerAnswer } from '#partner-spec'

/**
 * How long the partner asks to wait; milliseconds from `now`, undefined when it does not say.
 *
 * @see RFC 9110 section 10.2.3: whole seconds, or a date
 */
export function readRetryAfterMs(answer: PartnerAnswer, now = Date.now()): number | undefined {
  const text = answer.header('retry-after')?.trim()
  if (text === undefined) return undefined
  if (/^\d{1,15}$/.test(text)) return Number(text) * 1000
  const at = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/.test(text) ? Date.parse(text) : NaN
  return Number.isNaN(at) ? undefined : Math.max(0, at - now)
}
