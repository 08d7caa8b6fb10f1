import type { RightsRequestList } from '#contract'
import * as z from 'zod/mini'

/** Which right is used. */
export type RequestKind = RightsRequestList['requests'][number]['kind']

/** How it came: from the person's own page, by mail to the operator, or by the form without sign-in. */
export type Channel = 'self' | 'mail' | 'form'

export type Outcome = 'done' | 'refused' | 'not-found'

/** Whose law sets the clock of a request; where nobody says, the shorter. */
export const laws = ['gdpr', 'ccpa'] as const
export type Law = (typeof laws)[number]

/** How and when a request came, and whose law sets its clock. */
export interface Arrival {
  channel: Channel
  receivedAt: Date
  law: Law
}

/** Of what somebody asks on their own page. */
export const arrivingNow = (at: Date): Arrival => ({ channel: 'self', receivedAt: at, law: 'gdpr' })

/** No place on earth is further ahead of UTC. */
const furthestAheadMs = 14 * 60 * 60 * 1000
const longestMs = 366 * 24 * 60 * 60 * 1000

/** The day on which a letter came, as YYYY-MM-DD; undefined for what is no day of the last year. */
export function readReceivedOn(text: string, now: Date): Date | undefined {
  if (!z.iso.date().safeParse(text).success) return undefined
  const day = Date.parse(`${text}T00:00:00Z`)
  const isPast = day <= now.getTime() + furthestAheadMs && day > now.getTime() - longestMs
  return isPast ? new Date(Math.min(day, now.getTime())) : undefined
}

/**
 * By when it must be answered: one month, or 45 days.
 *
 * @see GDPR article 12(3); California Civil Code 1798.130(a)(2) (read 2026-11-24)
 */
export function dueFrom({ receivedAt, law }: Pick<Arrival, 'receivedAt' | 'law'>): Date {
  const due = new Date(receivedAt)
  if (law === 'ccpa') {
    due.setUTCDate(due.getUTCDate() + 45)
    return due
  }
  const day = due.getUTCDate()
  due.setUTCMonth(due.getUTCMonth() + 1)
  // A month after 31 January ends with February: Regulation 1182/71, article 3(2)(c).
  if (due.getUTCDate() !== day) due.setUTCDate(0)
  return due
}
