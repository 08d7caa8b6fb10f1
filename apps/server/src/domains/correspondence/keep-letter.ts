import { isDeepStrictEqual } from 'node:util'
import type { LetterNumber, MessageId, ReportId } from '#server/kernel/ids.ts'
import { type Letter, openLetter, sealLetter } from './letter.ts'
import type { LetterBox } from './letter-box.ts'
import { indexNumber, numberOfForm } from './letter-number.ts'
import { findLetterOfForm, insertLetter } from './letters.store.ts'
import type { CorrespondenceParts } from './parts.ts'
import { tellItCame } from './tell-operator.ts'

/** What somebody is given who wrote, and nobody else: what the operator knows of it is the id of its row. */
export interface LetterReceipt {
  number: LetterNumber
  receivedAt: Date
  dueAt: Date
}

/**
 * Keeps what was written with one form, sealed, and tells the operator that something came. The same words sent again
 * with the same form, by a second press or a reload, are one letter with one number.
 *
 * @returns undefined when other words were sent with this form before
 */
export async function keepLetter<
  Id extends MessageId | ReportId,
  Kind extends string,
  Outcome extends string,
>(
  parts: CorrespondenceParts,
  box: LetterBox<Id, Kind, Outcome>,
  { kind, letter, formIndex }: { kind: Kind; letter: Letter; formIndex: Buffer },
): Promise<LetterReceipt | undefined> {
  const receivedAt = parts.clock.now()
  const id = box.makeId()
  const number = numberOfForm(parts, formIndex)
  const dueAt = box.dueAt(kind, receivedAt)
  const sealedLetter = sealLetter(parts, id, letter)
  const isFresh = await parts.database.transaction().execute(async (tx) => {
    const isWritten = await insertLetter(tx, box.table, {
      id,
      kind,
      numberIndex: indexNumber(parts, number),
      formIndex,
      sealedLetter,
      receivedAt,
      dueAt,
    })
    if (isWritten) await tellItCame(parts, tx, { word: box.word, id, kind })
    return isWritten
  })
  if (!isFresh) return findSame(parts, box, { kind, letter, formIndex })
  parts.logger.info('letter-came', { reason: kind })
  return { number, receivedAt, dueAt }
}

async function findSame<Id extends MessageId | ReportId, Kind extends string, Outcome extends string>(
  parts: CorrespondenceParts,
  box: LetterBox<Id, Kind, Outcome>,
  { kind, letter, formIndex }: { kind: Kind; letter: Letter; formIndex: Buffer },
): Promise<LetterReceipt | undefined> {
  const before = await findLetterOfForm(parts.database, box.table, formIndex)
  const id = box.parseId(before?.id ?? '')
  if (before?.sealedLetter === undefined || id === undefined || before.kind !== kind) return undefined
  return isDeepStrictEqual(openLetter(parts, id, before.sealedLetter), letter)
    ? { number: numberOfForm(parts, formIndex), receivedAt: before.receivedAt, dueAt: before.dueAt }
    : undefined
}
