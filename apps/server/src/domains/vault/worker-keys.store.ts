import { anyOf, type Database, type Executor } from '#server/platform/postgres/index.ts'

export interface WorkerKeyRow {
  id: string
  workerId: string
  publicKey: Buffer
  proof: Buffer
  createdAt: Date
  sealsUntil: Date
  aliveUntil: Date
}

export async function insertWorkerKey(database: Database, key: WorkerKeyRow): Promise<void> {
  await database
    .insertInto('worker_keys')
    .values({
      id: key.id,
      worker_id: key.workerId,
      public_key: key.publicKey,
      proof: key.proof,
      created_at: key.createdAt,
      seals_until: key.sealsUntil,
      alive_until: key.aliveUntil,
    })
    .execute()
}

/** Keys whose holder has shown itself lately and to which new tickets may be sealed. */
export async function findLiveKeys(executor: Executor, now: Date): Promise<WorkerKeyRow[]> {
  const rows = await executor
    .selectFrom('worker_keys')
    .select(['id', 'worker_id', 'public_key', 'proof', 'created_at', 'seals_until', 'alive_until'])
    .where('alive_until', '>', now)
    .where('seals_until', '>', now)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    workerId: row.worker_id,
    publicKey: row.public_key,
    proof: row.proof,
    createdAt: row.created_at,
    sealsUntil: row.seals_until,
    aliveUntil: row.alive_until,
  }))
}

/** Returns the ids that are still there: a key that others took for dead is gone, and its tickets with it. */
export async function extendKeys(
  database: Database,
  keyIds: readonly string[],
  aliveUntil: Date,
): Promise<string[]> {
  if (keyIds.length === 0) return []
  const rows = await database
    .updateTable('worker_keys')
    .set({ alive_until: aliveUntil })
    .where('id', '=', anyOf(keyIds))
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

export async function deleteKeys(database: Database, keyIds: readonly string[]): Promise<void> {
  if (keyIds.length > 0) await database.deleteFrom('worker_keys').where('id', '=', anyOf(keyIds)).execute()
}

/** Keys whose holder is gone; tickets sealed to them go too, for nobody can open them. */
export async function deleteDeadKeys(database: Database, now: Date): Promise<number> {
  const deleted = await database.deleteFrom('worker_keys').where('alive_until', '<=', now).executeTakeFirst()
  return Number(deleted.numDeletedRows)
}
