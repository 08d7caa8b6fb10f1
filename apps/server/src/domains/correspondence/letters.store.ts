import { sql } from 'kysely'
import type { Executor, Transaction } from '#server/platform/postgres/index.ts'

/** The two tables of this domain. They have the same columns, and are two because they are kept for other times and reasons. */
export type LetterTable = 'messages' | 'reports'

/** A row without what was written. */
export interface LetterRow {
  /** Its own, and not the number of whoever wrote: it stands in addresses, mails and the record, and opens nothing. */
  id: string
  kind: string
  receivedAt: Date
  dueAt: Date
  lookedAt: Date | undefined
  answeredAt: Date | undefined
  /** Absent where the words are past their time and the row is not. */
  sealedLetter: Buffer | undefined
}

interface Columns {
  id: string
  kind: string
  received_at: Date
  due_at: Date
  looked_at: Date | null
  answered_at: Date | null
  sealed_letter: Buffer | null
}

const columns = sql`id, kind, received_at, due_at, looked_at, answered_at, sealed_letter`

const present = (row: Columns): LetterRow => ({
  id: row.id,
  kind: row.kind,
  receivedAt: row.received_at,
  dueAt: row.due_at,
  lookedAt: row.looked_at ?? undefined,
  answeredAt: row.answered_at ?? undefined,
  sealedLetter: row.sealed_letter ?? undefined,
})

export interface NewLetter {
  id: string
  kind: string
  /** Keyed, of the number that only whoever wrote has. */
  numberIndex: Buffer
  formIndex: Buffer
  sealedLetter: Buffer
  receivedAt: Date
  dueAt: Date
}

/** False when this form was sent before: then nothing is written. */
export async function insertLetter(
  executor: Executor,
  table: LetterTable,
  letter: NewLetter,
): Promise<boolean> {
  const { id, kind, numberIndex, formIndex, sealedLetter, receivedAt, dueAt } = letter
  const { rows } = await sql`
    insert into ${sql.table(table)} (id, kind, number_index, form_index, sealed_letter, received_at, due_at)
    values (${id}, ${kind}, ${numberIndex}, ${formIndex}, ${sealedLetter}, ${receivedAt}, ${dueAt})
    on conflict do nothing returning id`.execute(executor)
  return rows.length === 1
}

export async function findLetter(
  executor: Executor,
  table: LetterTable,
  id: string,
): Promise<LetterRow | undefined> {
  const found = await sql<Columns>`select ${columns} from ${sql.table(table)} where id = ${id}`.execute(
    executor,
  )
  return found.rows.map(present)[0]
}

/** What whoever has this number wrote. */
export async function findLetterOfNumber(
  executor: Executor,
  table: LetterTable,
  numberIndex: Buffer,
): Promise<LetterRow | undefined> {
  const found = await sql<Columns>`
    select ${columns} from ${sql.table(table)} where number_index = ${numberIndex}`.execute(executor)
  return found.rows.map(present)[0]
}

/** What was sent with this form. */
export async function findLetterOfForm(
  executor: Executor,
  table: LetterTable,
  formIndex: Buffer,
): Promise<LetterRow | undefined> {
  const found = await sql<Columns>`
    select ${columns} from ${sql.table(table)} where form_index = ${formIndex}`.execute(executor)
  return found.rows.map(present)[0]
}

/** What waits for an answer and can still be read; due soonest first. */
export async function listOpenLetters(
  executor: Executor,
  table: LetterTable,
  limit: number,
): Promise<LetterRow[]> {
  const { rows } = await sql<Columns>`
    select ${columns} from ${sql.table(table)}
    where answered_at is null and sealed_letter is not null
    order by due_at, id limit ${limit}`.execute(executor)
  return rows.map(present)
}

export async function storeLooked(
  executor: Executor,
  table: LetterTable,
  { id, at }: { id: string; at: Date },
): Promise<void> {
  await sql`update ${sql.table(table)} set looked_at = ${at} where id = ${id} and looked_at is null`.execute(
    executor,
  )
}

/** False where there is nothing of this id, or it was answered already. */
export async function storeAnswer(
  executor: Executor,
  table: LetterTable,
  { id, outcome, at }: { id: string; outcome: string; at: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update ${sql.table(table)} set answered_at = ${at}, outcome = ${outcome}
    where id = ${id} and answered_at is null`.execute(executor)
  return numAffectedRows === 1n
}

/**
 * Takes out what somebody no longer wants said: all of it, but of a report that was answered the words alone. Undefined
 * where there was nothing to take.
 */
export async function deleteLetter(
  tx: Transaction,
  table: LetterTable,
  id: string,
): Promise<'whole' | 'words' | undefined> {
  const unlessKept = table === 'reports' ? sql`and answered_at is null` : sql``
  const whole = await sql`delete from ${sql.table(table)} where id = ${id} ${unlessKept}`.execute(tx)
  if (whole.numAffectedRows === 1n) return 'whole'
  if (table === 'messages') return undefined
  // One that was answered while the first statement waited for its row is met here.
  const words = await sql`
    update reports set sealed_letter = null where id = ${id} and sealed_letter is not null`.execute(tx)
  return words.numAffectedRows === 1n ? 'words' : undefined
}

/** Takes what has used up half of its time and is open still, each once. */
export async function takeHalfOver(
  executor: Executor,
  table: LetterTable,
  { now, atMost }: { now: Date; atMost: number },
): Promise<{ id: string; kind: string }[]> {
  const { rows } = await sql<{ id: string; kind: string }>`
    update ${sql.table(table)} set reminded_at = ${now}
    where id in (
      select id from ${sql.table(table)}
      where answered_at is null and reminded_at is null and sealed_letter is not null
        and received_at + (due_at - received_at) / 2 <= ${now}
      order by due_at limit ${atMost} for update skip locked
    )
    returning id, kind`.execute(executor)
  return rows
}

interface Ends {
  answeredBefore: Date
  /** For what was never answered. */
  receivedBefore: Date
}

const isOver = ({ answeredBefore, receivedBefore }: Ends) =>
  sql`(answered_at <= ${answeredBefore} or (answered_at is null and received_at <= ${receivedBefore}))`

/** Messages go whole; returns how many. */
export async function deleteMessages(executor: Executor, ends: Ends): Promise<number> {
  const { numAffectedRows } = await sql`delete from messages where ${isOver(ends)}`.execute(executor)
  return Number(numAffectedRows)
}

/** Of reports the words go first; returns of how many. */
export async function deleteReportWords(executor: Executor, ends: Ends): Promise<number> {
  const { numAffectedRows } = await sql`
    update reports set sealed_letter = null
    where sealed_letter is not null and ${isOver(ends)}`.execute(executor)
  return Number(numAffectedRows)
}

/** Forgets that there was a report; returns how many. */
export async function deleteReports(executor: Executor, receivedBefore: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from reports where received_at <= ${receivedBefore}`.execute(executor)
  return Number(numAffectedRows)
}
