import { type RawBuilder, sql } from 'kysely'
import { contentKinds } from '#contract'
import type { AccountReference, DisclosureId, GenerationId } from '#server/kernel/ids.ts'
import {
  type Database,
  type Executor,
  makeStatement,
  type Statement,
} from '#server/platform/postgres/index.ts'
import type { Disclosure, SettledDisclosure } from './disclosure.ts'

/** A change of what is to be sent, where it is still to be sent and the condition holds; returns its row then. */
export type MarkingSent = (mayLeave: RawBuilder<boolean>) => RawBuilder<unknown>

/**
 * Writes the row together with the caller's own mark, unless the person does not agree to this partner (any more) or there
 * is nothing to mark: then neither, and false. One statement, so that who takes it back and what is about to leave cannot
 * pass each other; what it marks must be locked by an earlier one, or it would wait with an agreement of before.
 */
export function disclosureInsertion(
  executor: Executor,
  row: Disclosure & { id: DisclosureId; heldUntil: Date; termsVersion: string },
  markingSent: MarkingSent,
): Statement<boolean> {
  const { partner, accountId } = row
  const { terms } = partner
  const mayLeave = sql<boolean>`(
    exists (
      select 1 from partner_consents
      where account_id = ${accountId} and partner_id = ${partner.id} and terms_version = ${row.termsVersion}
    ) and not exists (
      select 1 from region_choices where account_id = ${accountId} and ${terms.region} <> all(regions)
    ))`
  const query = sql`
    with sent as (${markingSent(mayLeave)})
    insert into disclosures (
      id, account_reference, generation_id, attempt, partner_id, onward_recipients, model_id, content_kinds, size_bytes,
      region, terms, state, recorded_at, held_until
    )
    select ${row.id}, ${row.accountReference}, ${row.generationId}, ${row.attempt}::smallint, ${partner.id},
      ${terms.onwardRecipients.map(({ name }) => name)}::text[], ${row.modelId}, ${[...row.contentKinds]}::text[], ${row.sizeBytes}::integer,
      ${terms.region}, ${JSON.stringify(terms)}::jsonb, 'recorded', ${row.at}::timestamptz, ${row.heldUntil}::timestamptz
    from sent`
  return makeStatement(query.compile(executor), ({ rowCount }) => rowCount === 1)
}

export async function updateDisclosure(database: Database, settled: SettledDisclosure): Promise<void> {
  await database
    .updateTable('disclosures')
    .set({
      state: settled.state,
      answered_at: settled.at,
      ...(settled.partnerRequestId === undefined ? {} : { partner_request_id: settled.partnerRequestId }),
      ...(settled.evidence === undefined ? {} : { evidence: JSON.stringify(settled.evidence) }),
    })
    .where('id', '=', settled.disclosureId)
    .execute()
}

export interface LedgerPlace {
  at: Date
  id: string
}

export interface LedgerQuery {
  accountReference: AccountReference
  partnerId?: string | undefined
  generationId?: GenerationId | undefined
  /** Only what comes after this one, which is older. */
  after?: LedgerPlace | undefined
  atMost: number
}

/** Rows of one account, newest first, each with its early deletion. */
export async function listRows(executor: Executor, query: LedgerQuery) {
  const { partnerId, generationId, after } = query
  return executor
    .selectFrom('disclosures')
    .leftJoin('deletions', 'deletions.disclosure_id', 'disclosures.id')
    .select([
      'disclosures.id',
      'generation_id',
      'attempt',
      'partner_id',
      'model_id',
      'content_kinds',
      'size_bytes',
      'terms',
      'disclosures.state',
      'partner_request_id',
      'evidence',
      'recorded_at',
      'answered_at',
      'held_until',
      'deletions.state as deletion_state',
      'deletions.outcome',
      'deletions.attempts',
      'deletions.partner_status',
      'deletions.asked_at',
      'deletions.next_at',
      'deletions.written_at',
      'deletions.settled_at',
    ])
    .where('disclosures.account_reference', '=', query.accountReference)
    .$if(partnerId !== undefined, (rows) => rows.where('partner_id', '=', partnerId ?? ''))
    .$if(generationId !== undefined, (rows) => rows.where('generation_id', '=', generationId ?? ''))
    .$if(after !== undefined, (rows) =>
      rows.where(
        sql<boolean>`(recorded_at, disclosures.id) < (${after?.at}::timestamptz, ${after?.id ?? ''})`,
      ),
    )
    .orderBy('recorded_at', 'desc')
    .orderBy('disclosures.id', 'desc')
    .limit(query.atMost)
    .execute()
}

export type LedgerRow = Awaited<ReturnType<typeof listRows>>[number]

/** The kind itself where any of the rows has it. */
const isAmong = (kind: string) => sql`case when bool_or(${kind} = any(content_kinds)) then ${kind}::text end`

/** By partner, everything of one account. What was never stored is held by nobody. */
export async function summarise(
  executor: Executor,
  { accountReference, now }: { accountReference: AccountReference; now: Date },
) {
  const isHeld = sql`disclosures.state <> 'failed' and held_until > ${now} and outcome is distinct from 'deleted' and outcome is distinct from 'never-stored'`
  const { rows } = await sql<{
    partner_id: string
    sends: number
    size_bytes: string
    kinds: string[]
    last_at: Date
    held: number
    held_until: Date | null
  }>`
    select partner_id, count(*)::integer as sends, sum(size_bytes)::text as size_bytes, max(recorded_at) as last_at,
      array_remove(array[${sql.join(contentKinds.map(isAmong))}], null) as kinds,
      count(*) filter (where ${isHeld})::integer as held, max(held_until) filter (where ${isHeld}) as held_until
    from disclosures left join deletions on disclosure_id = id
    where disclosures.account_reference = ${accountReference} group by partner_id`.execute(executor)
  return rows
}

/** Forgets rows past their term, with their deletions. Returns how many. */
export async function deleteRecordedBefore(
  database: Database,
  { moment, atMost }: { moment: Date; atMost: number },
): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from disclosures where id in (
      select id from disclosures where recorded_at <= ${moment} limit ${atMost} for update skip locked
    )`.execute(database)
  return Number(numAffectedRows)
}
