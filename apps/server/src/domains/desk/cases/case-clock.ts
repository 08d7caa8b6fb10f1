import type { OpenCase } from './case.ts'

export type CaseState = 'in-time' | 'past-half' | 'overdue'

/** How far the clock of a case has run. */
export interface CaseClock {
  state: CaseState
  /** Of its whole time, from 0; more than 1 when it is overdue. */
  share: number
  /** To its end; negative when it is past. */
  leftMs: number
}

/** Half is the alarm: what is left is then still enough to ask somebody else. */
const alarmAt = 0.5

export function readClock(
  { receivedAt, dueAt }: Pick<OpenCase, 'receivedAt' | 'dueAt'>,
  now: Date,
): CaseClock {
  const leftMs = dueAt.getTime() - now.getTime()
  const wholeMs = dueAt.getTime() - receivedAt.getTime()
  const share = wholeMs <= 0 ? 1 : Math.max(0, 1 - leftMs / wholeMs)
  if (leftMs <= 0) return { state: 'overdue', share, leftMs }
  return { state: share >= alarmAt ? 'past-half' : 'in-time', share, leftMs }
}
