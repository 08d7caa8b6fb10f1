import { sql } from 'kysely'
import type { DeletionOutcome } from '#contract'
import { type AccountReference, parseId } from '#server/kernel/ids.ts'
import { type Executor, notify } from '#server/platform/postgres/index.ts'
import type { DeletionScope, DeletionWay, WrittenDeletion } from './deletion.ts'

/**
 * Writes a row for each send in the scope that may still be held, or for the one that is named, and wakes the runners at
 * the commit. What has a row already keeps it as it is. Returns what is new.
 */
export async function insertDeletions(
  executor: Executor,
  {
    accountReference,
    scope,
    ways,
    at,
  }: {
    accountReference: AccountReference
    scope: DeletionScope
    ways: ReadonlyMap<string, DeletionWay>
    at: Date
  },
): Promise<WrittenDeletion[]> {
  const { rows } = await sql<{
    disclosure_id: string
    partner_id: string
    state: WrittenDeletion['state']
    outcome: DeletionOutcome | null
    held_until: Date
  }>`
    with step as (
      select id, partner_id, way, held_until, case
          when state = 'failed' or held_until = recorded_at or way = 'never-stored' then 'never-stored'
          when held_until <= ${at} then 'expired'
          when way = 'not-possible' then 'not-possible-before'
        end as outcome
      from disclosures
      left join unnest(${[...ways.keys()]}::text[], ${[...ways.values()]}::text[]) as partner (id_of, way) on id_of = partner_id
      where account_reference = ${accountReference} and ${within(scope, at)}
    ), written as (
      insert into deletions (disclosure_id, account_reference, state, outcome, asked_at, next_at, settled_at)
      select id, ${accountReference}, case when outcome is not null then 'settled' when way = 'api' then 'waiting' else 'to-write' end,
        outcome, ${at}::timestamptz, case when outcome is null and way = 'api' then ${at}::timestamptz end,
        case when outcome is not null then ${at}::timestamptz end
      from step
      on conflict (disclosure_id) do nothing returning disclosure_id, state, outcome
    )
    select disclosure_id, partner_id, state, written.outcome, held_until from written join step on id = disclosure_id`.execute(
    executor,
  )
  if (rows.some(({ state }) => state === 'waiting')) await notify(executor, 'deletions', '')
  return rows.flatMap((row) => {
    const disclosureId = parseId('dsc', row.disclosure_id)
    return disclosureId === undefined
      ? []
      : {
          disclosureId,
          partnerId: row.partner_id,
          state: row.state,
          outcome: row.outcome ?? undefined,
          heldUntil: row.held_until,
        }
  })
}

function within(scope: DeletionScope, at: Date) {
  if (scope === 'all') return sql`held_until > ${at}`
  if ('partnerId' in scope) return sql`held_until > ${at} and partner_id = ${scope.partnerId}`
  return sql`id = ${scope.disclosureId}`
}

/** How what was asked stands, by state. */
export async function countStates(
  executor: Executor,
  { accountReference, scope }: { accountReference: AccountReference; scope: DeletionScope },
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ state: string; count: number }>`
    select deletions.state, count(*)::integer as count
    from deletions join disclosures on disclosures.id = disclosure_id
    where deletions.account_reference = ${accountReference} and ${named(scope)} group by deletions.state`.execute(
    executor,
  )
  return new Map(rows.map(({ state, count }) => [state, count]))
}

function named(scope: DeletionScope) {
  if (scope === 'all') return sql`true`
  if ('partnerId' in scope) return sql`partner_id = ${scope.partnerId}`
  return sql`disclosures.id = ${scope.disclosureId}`
}

/** Early deletions by what came of them; `open`: nothing yet. */
export type DeletionCounts = Record<DeletionOutcome | 'open', number>

/** Everybody's together, naming nobody, for as long as the rows they are about are kept. */
export async function countByOutcome(executor: Executor): Promise<DeletionCounts> {
  const counts = { ...noDeletions }
  const rows = await executor
    .selectFrom('deletions')
    .select(({ fn }) => ['outcome', fn.countAll<string>().as('count')])
    .groupBy('outcome')
    .execute()
  for (const { outcome, count } of rows) counts[outcome ?? 'open'] = Number(count)
  return counts
}

const noDeletions: Readonly<DeletionCounts> = {
  deleted: 0,
  'never-stored': 0,
  expired: 0,
  'requested-in-writing': 0,
  'not-possible-before': 0,
  open: 0,
}
