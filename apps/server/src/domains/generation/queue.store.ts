import { type GenerationId, parseId } from '#server/kernel/ids.ts'
import { type Database, type Executor, sendAhead, type Transaction } from '#server/platform/postgres/index.ts'
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
 * Locks a partner's queue against every other claim until the transaction ends. What runs is counted by a later
 * statement, so that two claims never see the same free slot. Undefined when the partner is not known.
 */
export async function lockQueue(
  tx: Transaction,
  partnerId: string,
): Promise<{ slots: number; waiting: number } | undefined> {
  const { rows } = await sql<{ slots: number; waiting: number }>`
    select slots, (
      select count(*)::integer from generations where partner_id = ${partnerId} and phase = 'queued'
    ) as waiting
    from partner_slots where partner_id = ${partnerId} for update`.execute(tx)
  return rows[0]
}

/**
 * Locks a partner's slots for a wish that is to start at once; `isFree` is asked by a later statement. It comes last, and
 * the commit soon after it: everybody's next start waits for this one.
 */
export const lockSlotsAhead = (tx: Transaction, partnerId: string): Promise<void> =>
  sendAhead(tx, sql`select 1 from partner_slots where partner_id = ${partnerId} for update`.compile(tx))

/** Whether a slot is free that nobody waits for. */
export const isFree = (partnerId: string) => sql<boolean>`(
  not exists (select 1 from generations where partner_id = ${partnerId} and phase = 'queued')
  and (select count(*) from generations where partner_id = ${partnerId} and phase = 'running')
    < (select slots from partner_slots where partner_id = ${partnerId}))`

/** What a worker may start now, in the order of the queue; its partner must be locked by `lockQueue`. */
export async function findFirstInQueue(
  tx: Transaction,
  claim: { partnerId: string; slots: number; keyIds: readonly string[]; atMost: number },
): Promise<GenerationId[]> {
  const { rows } = await sql<{ id: string }>`
    select q.id from (${fairOrder(claim.partnerId)}) q
    where exists (
      select 1 from tickets t where t.generation_id = q.id and t.worker_key_id = any(${[...claim.keyIds]}::text[])
    )
    order by q.position
    limit greatest(0, least(${claim.atMost}::integer, ${claim.slots}::integer - (
      select count(*)::integer from generations where partner_id = ${claim.partnerId} and phase = 'running'
    )))`.execute(tx)
  return rows.flatMap(({ id }) => parseId('gen', id) ?? [])
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
