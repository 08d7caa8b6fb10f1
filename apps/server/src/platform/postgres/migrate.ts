import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration'
import { StartupFault } from '#server/kernel/startup-fault.ts'
import type { Database } from './connect-database.ts'

const folder = fileURLToPath(new URL('../../../../../database/migrations/', import.meta.url))

const files: MigrationProvider = {
  async getMigrations() {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.sql'))
    const entries = names.map(async (name): Promise<[string, Migration]> => {
      const text = await readFile(`${folder}${name}`, 'utf8')
      return [
        name.slice(0, -'.sql'.length),
        { up: async (database) => void (await sql.raw(text).execute(database)) },
      ]
    })
    return Object.fromEntries(await Promise.all(entries))
  },
}

/** Brings the tables to the present, under a lock that other starting processes wait for. @throws StartupFault */
export async function migrate(database: Database): Promise<void> {
  const { error, results } = await new Migrator({ db: database, provider: files }).migrateToLatest()
  if (error === undefined) return
  const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'unknown'
  throw new StartupFault(
    'database/migration-failed',
    `The database could not be brought up to date: migration ${failed} failed. Nothing was changed by it. If the database was made by a newer version, start that version.`,
    { cause: error },
  )
}
