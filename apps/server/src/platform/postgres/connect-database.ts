import { Kysely, PostgresDialect, type Transaction as KyselyTransaction } from 'kysely'
import pg from 'pg'
import type { Schema } from '#database/schema.ts'
import { prepareStatements } from './prepared-statements.ts'

export type Database = Kysely<Schema>
export type Transaction = KyselyTransaction<Schema>
/** What a store function takes first: the database, or the transaction its caller has open. */
export type Executor = Database | Transaction

/**
 * Connects a pool. Statements end after 30 s, a forgotten transaction after 60 s, so that one stuck request cannot hold
 * rows for good.
 */
export function connectDatabase(options: {
  connection: pg.PoolConfig
  maximumConnections: number
  onError(error: unknown): void
}): { database: Database; pool: pg.Pool; close(): Promise<void> } {
  const pool = new pg.Pool({
    connectionTimeoutMillis: 5_000,
    // One that was used costs PostgreSQL 3 MiB: after a burst they go.
    idleTimeoutMillis: 30_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 60_000,
    ...options.connection,
    max: options.maximumConnections,
    // Statements that nobody waits for leave together with the next one.
    pipeline: true,
  })
  // An idle connection that breaks is replaced at its next use; unheard, the event would end the process.
  pool.on('error', options.onError)
  // The same while it is in use: the statement that needed it fails by itself.
  pool.on('connect', (client) => client.on('error', options.onError))
  const database = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: prepareStatements(pool) }) })
  return { database, pool, close: () => database.destroy() }
}
