import { retentionSeconds } from '#policies/retention.ts'
import type { Database } from '#server/platform/postgres/index.ts'
import { type LetterWord, messageBox, reportBox } from './letter-box.ts'
import {
  deleteMessages,
  deleteReports,
  deleteReportWords,
  type LetterTable,
  takeHalfOver,
} from './letters.store.ts'
import type { CorrespondenceParts } from './parts.ts'
import { tellItWaits } from './tell-operator.ts'

const remindedAtOnce = 100

/** Reminds of what has used up half of its time, and forgets what is past its end. */
export async function sweepLetters(parts: CorrespondenceParts): Promise<void> {
  const { database, clock, logger } = parts
  const now = clock.now()
  for (const box of [messageBox, reportBox]) await remind(parts, box)
  const before = (seconds: number) => new Date(now.getTime() - seconds * 1000)
  const ends = {
    answeredBefore: before(retentionSeconds['answered-letter']),
    receivedBefore: before(retentionSeconds['unanswered-letter']),
  }
  const forgotten: readonly (readonly [string, (database: Database) => Promise<number>])[] = [
    ['messages', (executor) => deleteMessages(executor, ends)],
    ['report-words', (executor) => deleteReportWords(executor, ends)],
    ['reports', (executor) => deleteReports(executor, before(retentionSeconds['report-record']))],
  ]
  for (const [reason, forget] of forgotten) {
    const count = await forget(database)
    if (count > 0) logger.info('swept', { reason, count })
  }
}

async function remind(
  parts: CorrespondenceParts,
  { table, word }: { table: LetterTable; word: LetterWord },
): Promise<void> {
  const { database, clock, logger } = parts
  for (let count = remindedAtOnce; count === remindedAtOnce; ) {
    const taken = await database.transaction().execute(async (tx) => {
      const letters = await takeHalfOver(tx, table, { now: clock.now(), atMost: remindedAtOnce })
      for (const { id, kind } of letters) await tellItWaits(parts, tx, { word, id, kind })
      return letters
    })
    for (const [reason, letters] of Map.groupBy(taken, ({ kind }) => kind))
      logger.warn('letter-half-over', { reason, count: letters.length })
    count = taken.length
  }
}
