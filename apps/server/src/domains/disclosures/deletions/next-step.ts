import type { DeletionOutcome } from '#contract'
import type { DeletionOutcome as PartnerAnswer } from '#partner-spec'
import type { Limits } from '#server/config/index.ts'
import type { DeletionWay } from './deletion.ts'

/** One that is due, as far as its next step depends on it. `attempts` counts the one that begins now. */
export interface DueDeletion {
  attempts: number
  partnerRequestId: string | undefined
  heldUntil: Date
  /** Until when the partner's answer, and with it the name of the request, may still come; undefined once it has been settled. */
  answerBy: Date | undefined
}

/** What is written of one: its end, that the operator is to write, or when it is asked again. */
export type StoredStep =
  | { kind: 'settle'; outcome: DeletionOutcome; partnerStatus?: number | undefined }
  | { kind: 'write'; partnerStatus?: number | undefined }
  | { kind: 'postpone'; nextAt: Date; partnerStatus?: number | undefined }

export type NextStep = { kind: 'ask'; partnerRequestId: string } | { kind: 'wait' } | StoredStep

/** What is to be done about one that is due. Pure; `way` is undefined for a partner that is not used here any more. */
export function beforeAsking(due: DueDeletion, way: DeletionWay | undefined, now: Date): NextStep {
  if (due.heldUntil <= now) return { kind: 'settle', outcome: 'expired' }
  switch (way) {
    case 'api': {
      const { partnerRequestId, answerBy } = due
      if (partnerRequestId === undefined && answerBy !== undefined && now < answerBy) return { kind: 'wait' }
      // Its answer was lost: there is nothing by which the partner could find it.
      if (partnerRequestId === undefined) return { kind: 'settle', outcome: 'not-possible-before' }
      return { kind: 'ask', partnerRequestId }
    }
    case 'never-stored':
      return { kind: 'settle', outcome: 'never-stored' }
    case 'not-possible':
      return { kind: 'settle', outcome: 'not-possible-before' }
    case 'in-writing':
    case undefined:
      return { kind: 'write' }
  }
}

type Pauses = Pick<Limits, 'deletionFirstPauseMs' | 'deletionLongestPauseMs'>

/** What follows from a partner's answer. Only what it says it has not, or has no more, is deleted. */
export function afterAnswer(
  due: DueDeletion,
  answer: PartnerAnswer,
  { now, limits, random }: { now: Date; limits: Pauses; random: () => number },
): StoredStep {
  const { status: partnerStatus } = answer
  switch (answer.kind) {
    case 'deleted':
    case 'not-found':
      return { kind: 'settle', outcome: 'deleted', partnerStatus }
    case 'refused':
      // Without a status it was not even asked: it has no name that a partner would know.
      return partnerStatus === undefined
        ? { kind: 'settle', outcome: 'not-possible-before' }
        : { kind: 'write', partnerStatus }
    case 'try-later': {
      const doubled = limits.deletionFirstPauseMs * 2 ** Math.min(due.attempts - 1, 30)
      const pause = Math.min(doubled, limits.deletionLongestPauseMs) * (0.5 + random())
      const wished = Math.min(answer.retryAfterMs ?? 0, limits.deletionLongestPauseMs)
      const nextAt = now.getTime() + Math.max(pause, wished)
      // At its own end it has expired, which is told then, and not an hour later.
      return { kind: 'postpone', nextAt: new Date(Math.min(nextAt, due.heldUntil.getTime())), partnerStatus }
    }
  }
}
