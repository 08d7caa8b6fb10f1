import type { DeskParts } from '../parts.ts'
import { deleteAlarmsBut, insertAlarm } from './alarms.store.ts'
import { listCases } from './list-cases.ts'

type Parts = Pick<DeskParts, 'database' | 'clock' | 'logger' | 'sources' | 'tellLate'>

/**
 * Tells the operator once of each case that has used up half of its time, by a line of the log and by mail where mail is
 * on. Sources that do it by themselves are left to it. What is no longer late is told anew when it is again.
 */
export async function raiseAlarms(parts: Parts): Promise<void> {
  const { database, clock, logger, sources, tellLate } = parts
  const cases = await listCases({ clock, sources: sources.filter((one) => one.remindsItself !== true) })
  const late = cases.filter((one) => one.clock.state !== 'in-time')
  await deleteAlarmsBut(
    database,
    late.map(({ kind, id }) => `${kind}/${id}`),
  )
  for (const one of late) {
    const isFresh = await database.transaction().execute(async (tx) => {
      const isFirst = await insertAlarm(tx, { caseId: `${one.kind}/${one.id}`, at: clock.now() })
      if (isFirst) await tellLate(tx, { kind: one.kind, id: one.id })
      return isFirst
    })
    if (isFresh) logger.warn('case-half-over', { reason: one.kind, state: one.clock.state })
  }
}
