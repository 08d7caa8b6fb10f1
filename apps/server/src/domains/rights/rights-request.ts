import type { RightsRequestList } from '#contract'

/** Which right is used. */
export type RequestKind = RightsRequestList['requests'][number]['kind']

/** How it came: from the person's own page, by mail to the operator, or by the form without sign-in. */
export type Channel = 'self' | 'mail' | 'form'

export type Outcome = 'done' | 'refused' | 'not-found'

/**
 * By when it must be answered: one month, the shortest of the clocks that bind every request of a person.
 *
 * @see GDPR article 12(3); California Civil Code 1798.130(a)(2) gives 45 days (read 2026-11-24)
 */
export function dueFrom(receivedAt: Date): Date {
  const due = new Date(receivedAt)
  const day = due.getUTCDate()
  due.setUTCMonth(due.getUTCMonth() + 1)
  // A month after 31 January ends with February: Regulation 1182/71, article 3(2)(c).
  if (due.getUTCDate() !== day) due.setUTCDate(0)
  return due
}
