import { sql } from 'kysely'
import type { Executor } from '#server/platform/postgres/index.ts'

/* NOTE: this domain reads tables of others, by counts, and writes none of them. */

interface Count {
  all: number
  faults: number
}

async function count(executor: Executor, statement: ReturnType<typeof sql<Count>>): Promise<Count> {
  const { rows } = await statement.execute(executor)
  return { all: Number(rows[0]?.all ?? 0), faults: Number(rows[0]?.faults ?? 0) }
}

/** Sittings, and those whose key is alive past its time. */
export const countVaults = (
  executor: Executor,
  { expiredBy, idleSince }: { expiredBy: Date; idleSince: Date },
) =>
  count(
    executor,
    sql`select count(*) as all, count(*) filter (where expires_at <= ${expiredBy} or last_used_at <= ${idleSince}) as faults from vaults`,
  )

/** Closed sittings whose bytes are to be removed, and those of which that is late. */
export const countRemains = (executor: Executor, seconds: number) =>
  count(
    executor,
    sql`select count(*) as all, count(*) filter (where closed_at <= now() - make_interval(secs => ${seconds})) as faults from vault_remains`,
  )

/** Accounts, and those that passed a lower age than the lowest there is. */
export const countAges = (executor: Executor, lowest: number) =>
  count(
    executor,
    sql`select count(*) as all, count(*) filter (where age_threshold < ${lowest}) as faults from accounts`,
  )

/** Early deletions that wait, and those that were due by then and were not asked. */
export const countDeletions = (executor: Executor, dueBy: Date) =>
  count(
    executor,
    sql`select count(*) as all, count(*) filter (where next_at <= ${dueBy}) as faults from deletions where state = 'waiting'`,
  )

/**
 * Generations whose record is still there, and those of which record and ledger tell different things: sent without a row,
 * or a row without a send.
 */
export const countUnrecorded = (executor: Executor) =>
  count(
    executor,
    sql`select count(*) as all, count(*) filter (where (disclosed <> 'nothing') <> exists (
        select 1 from disclosures where disclosures.generation_id = generations.id
      )) as faults from generations`,
  )

/** Rows of the ledger since then. */
export async function countSends(executor: Executor, since: Date): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select count(*) as count from disclosures where recorded_at >= ${since}`.execute(executor)
  return Number(rows[0]?.count ?? 0)
}

/** Books, and those whose entries do not add up to their balance. */
export const countBooks = (executor: Executor) =>
  count(
    executor,
    sql`select count(*) as all, count(*) filter (where
        coalesce(available, 0) <> coalesce(credited, 0) or coalesce(reserved, 0) <> coalesce(held, 0)) as faults
      from credit_balances full join (
        select account_reference,
          sum(case when kind in ('grant', 'release', 'refund') then amount when kind = 'reserve' then -amount else 0 end) as credited,
          sum(case kind when 'reserve' then amount when 'capture' then -amount when 'release' then -amount else 0 end) as held
        from credit_entries group by account_reference
      ) as sums using (account_reference)`,
  )
