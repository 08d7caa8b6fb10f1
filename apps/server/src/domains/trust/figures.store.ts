import { sql } from 'kysely'
import type { Executor } from '#server/platform/postgres/index.ts'

/* NOTE: counts over everybody, of tables of others; nothing of anyone. */

export interface Figures {
  objects: { count: number; oldestAt: Date | null }
  sittings: { count: number; oldestAt: Date | null }
  /** Closed sittings whose bytes are not removed yet. */
  remains: { count: number; oldestAt: Date | null }
  erasures: {
    count: number
    /** Seconds from when it was begun, half of them and all but one in a hundred. Null without any. */
    unreadable: readonly [number, number] | null
    gone: readonly [number, number] | null
  }
  deletions: readonly { outcome: string; count: number }[]
}

interface Counted {
  name: 'objects' | 'sittings' | 'remains'
  count: number
  oldestAt: Date | null
}

export async function readFigures(executor: Executor): Promise<Figures> {
  const [{ rows: counted }, erasures, { rows: deletions }] = await Promise.all([
    sql<Counted>`
      select 'objects' as name, count(*)::integer as count, min(created_at) as "oldestAt" from objects
      union all select 'sittings', count(*)::integer, min(opened_at) from vaults
      union all select 'remains', count(*)::integer, min(closed_at) from vault_remains`.execute(executor),
    readErasures(executor),
    sql<{ outcome: string; count: number }>`
      select coalesce(outcome, state) as outcome, count(*)::integer as count from deletions group by 1 order by 1`.execute(
      executor,
    ),
  ])
  const of = (wanted: Counted['name']) =>
    counted.find(({ name }) => name === wanted) ?? { count: 0, oldestAt: null }
  return { objects: of('objects'), sittings: of('sittings'), remains: of('remains'), erasures, deletions }
}

async function readErasures(executor: Executor): Promise<Figures['erasures']> {
  const { rows } = await sql<{
    count: number
    unreadable: [number, number] | null
    gone: [number, number] | null
  }>`
    select count(*)::integer as count,
      percentile_cont(array[0.5, 0.99]) within group (order by extract(epoch from unreadable_at - begun_at)) as unreadable,
      percentile_cont(array[0.5, 0.99]) within group (order by extract(epoch from answered_at - begun_at)) as gone
    from rights_requests where kind = 'erase-account' and outcome = 'done'`.execute(executor)
  const [row] = rows
  return { count: row?.count ?? 0, unreadable: row?.unreadable ?? null, gone: row?.gone ?? null }
}
