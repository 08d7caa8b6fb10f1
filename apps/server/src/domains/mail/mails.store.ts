import { sql } from 'kysely'
import { parseId } from '#server/kernel/ids.ts'
import type { Database, Executor } from '#server/platform/postgres/index.ts'
import type { MailKind } from './mail.ts'
import type { MailRow } from './seal-mail.ts'

export interface ClaimedMail extends MailRow {
  sealedMail: Buffer
  /** Counts the one that begins now; also tells whether this runner still has it. */
  attempts: number
}

export async function insertMail(executor: Executor, row: MailRow, sealedMail: Buffer): Promise<void> {
  await executor
    .insertInto('mails')
    .values({
      id: row.id,
      account_id: row.accountId ?? null,
      kind: row.kind,
      sealed_mail: sealedMail,
      put_at: row.putAt,
      next_at: row.putAt,
    })
    .execute()
}

/**
 * Takes the mail that is due longest for `leaseMs`, so that no other runner sends it meanwhile; the lease of one that died
 * lapses. The number of the attempt is written before anything is sent.
 */
export async function claimMail(
  database: Database,
  { now, leaseMs, putAfter }: { now: Date; leaseMs: number; putAfter: Date },
): Promise<ClaimedMail | undefined> {
  const { rows } = await sql<{
    id: string
    account_id: string | null
    kind: string
    sealed_mail: Buffer
    put_at: Date
    attempts: number
  }>`
    update mails set attempts = attempts + 1, lease_until = ${new Date(now.getTime() + leaseMs)}
    where id = (
      select id from mails
      where next_at <= ${now} and put_at > ${putAfter} and (lease_until is null or lease_until <= ${now})
      order by next_at limit 1 for update skip locked
    )
    returning id, account_id, kind, sealed_mail, put_at, attempts`.execute(database)
  const [row] = rows
  const id = parseId('eml', row?.id ?? '')
  if (row === undefined || id === undefined) return undefined
  return {
    id,
    accountId: parseId('acc', row.account_id ?? ''),
    // What is no kind was not written by us, and does not open.
    kind: row.kind as MailKind, // oxlint-disable-line typescript/no-unsafe-type-assertion -- bound into the seal
    sealedMail: row.sealed_mail,
    putAt: row.put_at,
    attempts: row.attempts,
  }
}

/** What was sent, refused for good or is not wanted any more is gone. */
export async function deleteMail(database: Database, { id }: ClaimedMail): Promise<void> {
  await database.deleteFrom('mails').where('id', '=', id).execute()
}

/** Nothing where another runner has taken it since. */
export async function postponeMail(
  database: Database,
  { id, attempts }: ClaimedMail,
  nextAt: Date,
): Promise<void> {
  await database
    .updateTable('mails')
    .set({ lease_until: null, next_at: nextAt })
    .where('id', '=', id)
    .where('attempts', '=', attempts)
    .execute()
}

/** Removes what could not be sent in its time. Returns how many, by kind. */
export async function deletePutBefore(database: Database, moment: Date): Promise<Map<string, number>> {
  const rows = await database.deleteFrom('mails').where('put_at', '<=', moment).returning('kind').execute()
  return new Map([...Map.groupBy(rows, ({ kind }) => kind)].map(([kind, gone]) => [kind, gone.length]))
}
