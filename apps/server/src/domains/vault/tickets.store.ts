import type { GenerationId, VaultId } from '#server/kernel/ids.ts'
import {
  anyOf,
  type Executor,
  makeStatement,
  type Statement,
  type Transaction,
} from '#server/platform/postgres/index.ts'

export interface TicketRow {
  generationId: GenerationId
  workerKeyId: string
  vaultId: VaultId
  sealedTicket: Buffer
}

/** Writes tickets; one that is there stays. */
export async function insertTickets(executor: Executor, tickets: readonly TicketRow[]): Promise<void> {
  if (tickets.length === 0) return
  await executor
    .insertInto('tickets')
    .values(
      tickets.map((ticket) => ({
        generation_id: ticket.generationId,
        worker_key_id: ticket.workerKeyId,
        vault_id: ticket.vaultId,
        sealed_ticket: ticket.sealedTicket,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Takes all tickets of these generations out of the table. */
export async function removeTickets(
  executor: Executor,
  generationIds: readonly GenerationId[],
): Promise<Pick<TicketRow, 'generationId' | 'workerKeyId' | 'sealedTicket'>[]> {
  if (generationIds.length === 0) return []
  const rows = await executor
    .deleteFrom('tickets')
    .where('generation_id', '=', anyOf(generationIds))
    .returning(['generation_id', 'worker_key_id', 'sealed_ticket'])
    .execute()
  return rows.map((row) => ({
    generationId: row.generation_id as GenerationId, // oxlint-disable-line typescript/no-unsafe-type-assertion -- written from a GenerationId
    workerKeyId: row.worker_key_id,
    sealedTicket: row.sealed_ticket,
  }))
}

/** The same, of those that nobody opens any more. */
export function droppingTickets(tx: Transaction, generationIds: readonly GenerationId[]): Statement<void> {
  const drop = tx.deleteFrom('tickets').where('generation_id', '=', anyOf(generationIds))
  return makeStatement(drop.compile(), () => undefined)
}

/** Tickets sealed to one of `from` whose generation has none yet for `to`. Locked against a claim meanwhile. */
export async function findTicketsToShare(
  executor: Executor,
  { from, to, limit }: { from: readonly string[]; to: string; limit: number },
): Promise<TicketRow[]> {
  if (from.length === 0) return []
  const rows = await executor
    .selectFrom('tickets')
    .selectAll()
    .where('worker_key_id', '=', anyOf(from))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('tickets as other')
            .select('other.worker_key_id')
            .whereRef('other.generation_id', '=', 'tickets.generation_id')
            .where('other.worker_key_id', '=', to),
        ),
      ),
    )
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map((row) => ({
    generationId: row.generation_id as GenerationId, // oxlint-disable-line typescript/no-unsafe-type-assertion -- written from a GenerationId
    workerKeyId: row.worker_key_id,
    vaultId: row.vault_id as VaultId, // oxlint-disable-line typescript/no-unsafe-type-assertion -- written from a VaultId
    sealedTicket: row.sealed_ticket,
  }))
}
