import type { DeskParts } from '../parts.ts'
import type { CaseSource, OpenCase } from './case.ts'
import { type CaseClock, readClock } from './case-clock.ts'

export type QueuedCase = OpenCase & { clock: CaseClock }

/** Of each source at most; what is beyond is less urgent than all of these. */
export const listedAtMost = 200

/** Everything that somebody waits for, due soonest first. */
export async function listCases({
  sources,
  clock,
}: Pick<DeskParts, 'sources' | 'clock'>): Promise<QueuedCase[]> {
  const now = clock.now()
  const lists = await Promise.all(sources.map((source) => source.listOpen(listedAtMost)))
  return lists
    .flat()
    .map((one) => ({ ...one, clock: readClock(one, now) }))
    .toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime() || one.id.localeCompare(other.id))
}

export async function countLate(
  parts: Pick<DeskParts, 'sources' | 'clock'>,
): Promise<{ pastHalf: number; overdue: number }> {
  const cases = await listCases(parts)
  const count = (state: string) => cases.filter(({ clock }) => clock.state === state).length
  return { pastHalf: count('past-half'), overdue: count('overdue') }
}

export const findSource = ({ sources }: Pick<DeskParts, 'sources'>, kind: string): CaseSource | undefined =>
  sources.find((source) => source.kind === kind)
