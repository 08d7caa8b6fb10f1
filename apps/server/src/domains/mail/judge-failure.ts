import * as z from 'zod/mini'
import type { Limits } from '#server/config/index.ts'

/** How a mail fared. `line-down`: the mail server could not be spoken to at all, which says nothing of the mail. */
export type SendOutcome = { kind: 'sent' } | ({ kind: 'refused' | 'try-later' | 'line-down' } & FailureFacts)

/** What may be said of a failure: a code of the mailer's own list, and the status of the mail server. Never its words. */
export interface FailureFacts {
  reason: string
  status?: number
}

const failure = z.object({
  code: z.optional(z.string()),
  command: z.optional(z.string()),
  responseCode: z.optional(z.number()),
})

/**
 * What a failure means for the mail. Only what the server says for good of this recipient or this text ends it: a refused
 * sign-in or sender is a matter of the settings, and every mail would be lost to it.
 *
 * @see RFC 5321, 4.2.1: 4yz is for now, 5yz for good
 */
export function judgeFailure(error: unknown): Exclude<SendOutcome, { kind: 'sent' }> {
  const { data } = failure.safeParse(error)
  const { code = '', command = '', responseCode } = data ?? {}
  const reason = /^E[A-Z\d]{2,20}$/.test(code) ? code : 'unknown'
  const facts = { reason, ...(responseCode === undefined ? {} : { status: responseCode }) }
  if (command !== 'RCPT TO' && command !== 'DATA') return { kind: 'line-down', ...facts }
  const isForGood = responseCode !== undefined && responseCode >= 500 && responseCode !== 503
  return { kind: isForGood ? 'refused' : 'try-later', ...facts }
}

/** When it is tried again: pauses double, with spread, up to the longest. */
export function nextTry(
  attempts: number,
  {
    now,
    limits,
    random,
  }: { now: Date; limits: Pick<Limits, 'mailFirstPauseMs' | 'mailLongestPauseMs'>; random: () => number },
): Date {
  const doubled = limits.mailFirstPauseMs * 2 ** Math.min(attempts - 1, 30)
  return new Date(now.getTime() + Math.min(doubled, limits.mailLongestPauseMs) * (0.5 + random()))
}
