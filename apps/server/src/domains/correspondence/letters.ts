import { AppError } from '#server/kernel/app-error.ts'
import type { MessageId, ReportId } from '#server/kernel/ids.ts'
import { type Letter, openLetter } from './letter.ts'
import type { LetterBox } from './letter-box.ts'
import { findLetter, type LetterRow, listOpenLetters, storeAnswer, storeLooked } from './letters.store.ts'
import type { CorrespondenceParts, LetterWitness } from './parts.ts'

/** A letter as a list shows it: not a word of what was written. */
export interface OpenLetter<Id, Kind> {
  id: Id
  kind: Kind
  receivedAt: Date
  dueAt: Date
  /** Whether somebody has opened it. */
  isLookedAt: boolean
}

/** A letter by its id: not a word of what was written. */
export interface FoundLetter<Id, Kind> extends OpenLetter<Id, Kind> {
  /** Whether an answer in words could be mailed: there is an address, and mail goes out here. */
  canBeMailed: boolean
}

/** A letter opened, for the operator's screen and for nothing else. */
export interface ShownLetter<Id, Kind> extends FoundLetter<Id, Kind> {
  letter: Letter
  answeredAt: Date | undefined
}

/** Letters of one kind, as whoever answers them sees them. */
export interface Letters<Id, Kind, Outcome> {
  /** What waits, due soonest first. */
  listOpen(limit: number): Promise<OpenLetter<Id, Kind>[]>
  /** One that waits, without a word, and whether its answer could be mailed; undefined for what is not open. */
  find(id: string): Promise<FoundLetter<Id, Kind> | undefined>
  /** Opens one and remembers that it was looked at; undefined for an id of nothing, or where the words are gone. */
  show(id: string, witness: LetterWitness): Promise<ShownLetter<Id, Kind> | undefined>
  /**
   * Says what came of one, once: false where it was answered already, or is not there. `reply`, plain text, is mailed to
   * the address that was left, in the same transaction.
   *
   * @throws AppError correspondence/no-way-to-reply when there is a reply and `canBeMailed` is false; nothing was changed
   */
  answer(id: string, answer: { outcome: Outcome; reply?: string }, witness: LetterWitness): Promise<boolean>
}

export function createLetters<Id extends MessageId | ReportId, Kind extends string, Outcome extends string>(
  parts: CorrespondenceParts,
  box: LetterBox<Id, Kind, Outcome>,
): Letters<Id, Kind, Outcome> {
  return {
    async listOpen(limit) {
      const rows = await listOpenLetters(parts.database, box.table, limit)
      return rows.flatMap((row) => present(box, row) ?? [])
    },
    async find(id) {
      const shown = await openOne(parts, box, id)
      if (shown === undefined || shown.answeredAt !== undefined) return undefined
      const { letter: _, answeredAt: __, ...found } = shown
      return found
    },
    show: (id, witness) => show(parts, box, { id, witness }),
    answer: (id, answer, witness) => answerLetter(parts, box, { id, ...answer, witness }),
  }
}

function present<Id extends MessageId | ReportId, Kind extends string, Outcome extends string>(
  box: LetterBox<Id, Kind, Outcome>,
  { id: written, kind: named, receivedAt, dueAt, lookedAt }: LetterRow,
): OpenLetter<Id, Kind> | undefined {
  const id = box.parseId(written)
  const kind = box.kinds.find((known) => known === named)
  if (id === undefined || kind === undefined) return undefined
  return { id, kind, receivedAt, dueAt, isLookedAt: lookedAt !== undefined }
}

async function openOne<Id extends MessageId | ReportId, Kind extends string, Outcome extends string>(
  parts: CorrespondenceParts,
  box: LetterBox<Id, Kind, Outcome>,
  id: string,
): Promise<ShownLetter<Id, Kind> | undefined> {
  const row = await findLetter(parts.database, box.table, id)
  const presented = row === undefined ? undefined : present(box, row)
  if (row?.sealedLetter === undefined || presented === undefined) return undefined
  const letter = openLetter(parts, presented.id, row.sealedLetter)
  const canBeMailed = letter.replyTo !== undefined && parts.outbox !== undefined
  return { ...presented, letter, answeredAt: row.answeredAt, canBeMailed }
}

async function show<Id extends MessageId | ReportId, Kind extends string, Outcome extends string>(
  parts: CorrespondenceParts,
  box: LetterBox<Id, Kind, Outcome>,
  { id, witness }: { id: string; witness: LetterWitness },
): Promise<ShownLetter<Id, Kind> | undefined> {
  const shown = await openOne(parts, box, id)
  if (shown === undefined) return undefined
  await parts.database.transaction().execute(async (tx) => {
    await storeLooked(tx, box.table, { id: shown.id, at: parts.clock.now() })
    await witness(tx)
  })
  return { ...shown, isLookedAt: true }
}

async function answerLetter<Id extends MessageId | ReportId, Kind extends string, Outcome extends string>(
  parts: CorrespondenceParts,
  box: LetterBox<Id, Kind, Outcome>,
  {
    id: text,
    outcome,
    reply,
    witness,
  }: { id: string; outcome: Outcome; reply?: string; witness: LetterWitness },
): Promise<boolean> {
  const { database, clock, logger, operator, outbox } = parts
  const id = box.parseId(text)
  if (id === undefined) return false
  const isAnswered = await database.transaction().execute(async (tx) => {
    if (!(await storeAnswer(tx, box.table, { id, outcome, at: clock.now() }))) return false
    await witness(tx)
    if (reply === undefined) return true
    const row = await findLetter(tx, box.table, id)
    const to = row?.sealedLetter === undefined ? undefined : openLetter(parts, id, row.sealedLetter).replyTo
    if (to === undefined || outbox === undefined) throw new AppError('correspondence/no-way-to-reply')
    const subject = `Your ${box.word} to ${operator.brand}`
    await outbox.put(tx, { kind: 'letter-answer', to, subject, text: `${reply.trimEnd()}\n` })
    return true
  })
  if (isAnswered) logger.info('letter-answered', { reason: box.word, state: outcome })
  return isAnswered
}
