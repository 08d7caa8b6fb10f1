import { type RawBuilder, sql } from 'kysely'
import type { TableName, tables } from '#policies/inventory.ts'
import { type RetentionClass, retentionSeconds } from '#policies/retention.ts'
import type { Executor } from '#server/platform/postgres/index.ts'

/** Tables whose rows last for a time. */
export type TimedTable = {
  [Name in TableName]: (typeof tables)[Name]['retention'] extends RetentionClass ? Name : never
}[TableName]

/** `moment` is now, less what the sweeper may take; a row is past its time when its end was before. */
type Overdue = (moment: Date) => RawBuilder<boolean>

const after =
  (column: string, figure: RetentionClass): Overdue =>
  (moment) =>
    sql`${sql.ref(column)} <= ${new Date(moment.getTime() - retentionSeconds[figure] * 1000)}`

/** A book outlasts its account by its figure, which runs from its last entry. */
const isLeftBook =
  (table: 'credit_balances' | 'credit_entries'): Overdue =>
  (moment) =>
    sql`
    not exists (select 1 from account_references r where r.reference = ${sql.ref(`${table}.account_reference`)})
    and not exists (
      select 1 from credit_entries e where e.account_reference = ${sql.ref(`${table}.account_reference`)}
      and e.recorded_at > ${new Date(moment.getTime() - retentionSeconds.ledger * 1000)}
    )`

/** What was written through a form, after its answer, or where there never was one. */
const isPastAnswer: Overdue = (moment) =>
  sql`(${after('answered_at', 'answered-letter')(moment)}
    or (answered_at is null and ${after('received_at', 'unanswered-letter')(moment)}))`

/** Which rows of each table are past their time; the compiler asks for each new table that has one. */
const overdue = {
  sessions: (moment) =>
    sql`expires_at <= ${moment} or last_seen_at <= ${new Date(moment.getTime() - retentionSeconds['session-idle'] * 1000)}
      or (device_family is not null and signed_in_at <= ${new Date(moment.getTime() - retentionSeconds['device-family'] * 1000)})`,
  sign_ins: (moment) => sql`expires_at <= ${moment}`,
  session_events: after('occurred_at', 'session-events'),
  generations: after('ended_at', 'generation-record'),
  vault_remains: after('closed_at', 'vault-bytes'),
  worker_keys: after('created_at', 'worker-key'),
  disclosures: after('recorded_at', 'disclosure'),
  deletions: after('asked_at', 'disclosure'),
  rights_requests: (moment) =>
    sql`answered_at is not null and received_at <= ${new Date(moment.getTime() - retentionSeconds['rights-request'] * 1000)}`,
  credit_balances: isLeftBook('credit_balances'),
  credit_entries: isLeftBook('credit_entries'),
  audit_entries: after('at', 'audit-chain'),
  audit_runs: after('started_at', 'audit-run'),
  daily_counts: after('counted_on', 'daily-counts'),
  news: after('started_at', 'sent-news'),
  mails: after('put_at', 'unsent-mail'),
  messages: isPastAnswer,
  // The words of a report have the time of a message, and the row its own.
  reports: (moment) =>
    sql`${after('received_at', 'report-record')(moment)} or (sealed_letter is not null and ${isPastAnswer(moment)})`,
  held_receipts: after('issued_at', 'held-receipt'),
} as const satisfies Record<TimedTable, Overdue>

/** How many tables have a time, and how many of their rows are past it. */
export async function countOverdue(
  executor: Executor,
  moment: Date,
): Promise<{ tables: number; rows: number }> {
  const counts = Object.entries(overdue).map(
    ([table, isOverdue]) => sql`select count(*) as count from ${sql.table(table)} where ${isOverdue(moment)}`,
  )
  const { rows } = await sql<{ rows: string }>`
    select sum(count) as rows from (${sql.join(counts, sql` union all `)}) as counts`.execute(executor)
  return { tables: counts.length, rows: Number(rows[0]?.rows ?? 0) }
}
