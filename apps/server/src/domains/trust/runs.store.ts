import { sql } from 'kysely'
import type { Database, Executor } from '#server/platform/postgres/index.ts'

export interface StoredRun {
  id: string
  startedAt: Date
  /** As it was signed; nothing says yet that it was. */
  run: unknown
  signature: Buffer
}

export async function insertRun(
  executor: Executor,
  { id, startedAt, run, signature }: StoredRun,
): Promise<void> {
  await executor
    .insertInto('audit_runs')
    .values({ id, started_at: startedAt, run: JSON.stringify(run), signature })
    .execute()
}

/** The newest runs, newest first. One that began after `until` was made while a clock was ahead: it says nothing of now. */
export async function listRuns(
  executor: Executor,
  { until, limit }: { until: Date; limit: number },
): Promise<StoredRun[]> {
  const rows = await executor
    .selectFrom('audit_runs')
    .select(['id', 'started_at', 'run', 'signature'])
    .where('started_at', '<=', until)
    .orderBy('started_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ id, started_at: startedAt, run, signature }) => ({ id, startedAt, run, signature }))
}

/** Forgets runs past their time; returns how many. */
export async function deleteRunsBefore(database: Database, moment: Date): Promise<number> {
  const result = await database.deleteFrom('audit_runs').where('started_at', '<=', moment).executeTakeFirst()
  return Number(result.numDeletedRows)
}

const auditLock = 0x67_70_74_61

/** Does `work` unless somebody else is at it, in whatever process: then undefined. The lock goes with its connection. */
export async function whileAlone<Value>(
  database: Database,
  work: () => Promise<Value>,
): Promise<Value | undefined> {
  return database.connection().execute(async (connection) => {
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_lock(${auditLock}) as mine`.execute(
      connection,
    )
    if (rows[0]?.mine !== true) return undefined
    try {
      return await work()
    } finally {
      await sql`select pg_advisory_unlock(${auditLock})`.execute(connection)
    }
  })
}
