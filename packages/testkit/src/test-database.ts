import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { expect, inject, vi } from 'vitest'
import { connectDatabase, type Database } from '#server/platform/postgres/index.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { host: string; user: string }
  }
}

export const migratedDatabase = 'migrated'

export interface TestDatabase {
  database: Database
  connection: pg.PoolConfig
  /** Ends every connection and drops the database. */
  close(): Promise<void>
}

/** A database of its own on the run's real PostgreSQL: migrated, or empty. */
export async function createTestDatabase(options: { isEmpty?: boolean } = {}): Promise<TestDatabase> {
  const place = inject('postgres')
  const name = `test_${randomBytes(8).toString('hex')}`
  const template = options.isEmpty === true ? 'template0' : migratedDatabase
  await administer(place, `create database ${name} template ${template}`)
  const connection = { ...place, database: name }
  const { database, close } = connectDatabase({
    connection,
    maximumConnections: 10,
    onError: ignoreLostConnection,
  })
  return {
    database,
    connection,
    async close() {
      await close()
      await administer(place, `drop database ${name} with (force)`)
    },
  }
}

/** Resolves when somebody in this database waits for what another has locked. */
export async function somebodyWaits({ database }: Pick<TestDatabase, 'database'>): Promise<void> {
  const waiting = sql`
    select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  await vi.waitFor(async () => expect((await waiting.execute(database)).rows).toHaveLength(1), {
    timeout: 10_000,
  })
}

async function administer(place: { host: string; user: string }, statement: string): Promise<void> {
  const client = new pg.Client({ ...place, database: 'postgres' })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** Dropping the database ends idle connections; a statement that needed one fails by itself. */
function ignoreLostConnection(): void {
  return undefined
}
