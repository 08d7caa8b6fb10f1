import { parseId, type GenerationId } from '#server/kernel/ids.ts'
import type { Database, Executor, Transaction } from '#server/platform/postgres/index.ts'
import { sql } from 'kysely'

/** How many generations a partner runs at once, told to every process through the database. */
export async function storeSlots(
  database: Database,
  slots: { partnerId: string; slots: number },
): Promise<void> {
  const values = { slots: slots.slots, slots_per_account: slots.slots }
  await database
    .insertInto('partner_slots')
    .values({ partner_id: slots.partnerId, ...values })
    .onConflict((conflict) => conflict.column('partner_id').doUpdateSet(values))
    .execute()
}

/**
 * The order of a partner's queue: a person's first before anyone's second, counting what runs for them; then by time.
 */
const fairOrder = (partnerId: string) => sql`
  select g.id, g.session_id, row_number() over (order by g.turn + coalesce(r.running, 0), g.queued_at, g.id) as position
  from (
    select id, session_id, account_id, queued_at,
      row_number() over (partition by account_id order by queued_at, id) as turn
    from generations where partner_id = ${partnerId} and phase = 'queued'
  ) g
  left join (
    select account_id, count(*) as running from generations
    where partner_id = ${partnerId} and phase = 'running' group by account_id
  ) r on r.account_id = g.account_id`

/**
 * Finds what a worker may start now. The row of the partner is locked until the transaction ends, and what runs is
 * counted by a later statement, so that two claims never see the same free slot.
 */
export async function findNextInQueue(
  tx: Transaction,
  partnerId: string,
  keyIds: readonly string[],
): Promise<GenerationId | undefined> {
  const partner = await tx
    .selectFrom('partner_slots')
    .select('slots')
    .where('partner_id', '=', partnerId)
    .forUpdate()
    .executeTakeFirst()
  if (partner === undefined || keyIds.length === 0) return undefined
  const { rows } = await sql<{ id: string }>`
    select q.id from (${fairOrder(partnerId)}) q
    where (select count(*) from generations where partner_id = ${partnerId} and phase = 'running') < ${partner.slots}
      and exists (select 1 from tickets t where t.generation_id = q.id and t.worker_key_id in (${sql.join([...keyIds])}))
    order by q.position limit 1`.execute(tx)
  return parseId('gen', rows[0]?.id ?? '')
}

export interface Position {
  generationId: string
  sessionId: string
  /** 1 is next. */
  position: number
}

export async function listPositions(executor: Executor, partnerIds: readonly string[]): Promise<Position[]> {
  const lists = partnerIds.map(async (partnerId) => {
    const { rows } = await sql<{
      id: string
      session_id: string
      position: string
    }>`${fairOrder(partnerId)}`.execute(executor)
    return rows.map((row) => ({
      generationId: row.id,
      sessionId: row.session_id,
      position: Number(row.position),
    }))
  })
  return (await Promise.all(lists)).flat()
}
