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
  const failed = results?.find((result) => result.status === 'Error')?.migrationName
  throw new StartupFault('database/migration-failed', explain(error, failed), { cause: error })
}

function explain(error: unknown, failed: string | undefined): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case '42501':
      return 'The user of the database may not make tables in it. Make it the owner of the database, then start again.'
    case '53100':
      return 'The database could not be brought up to date: its disk is full. Make room, then start again.'
    case '25006':
      return 'The database is read-only, as a standby is. Write the address of the primary as DATABASE_URL.'
    default:
      return failed === undefined
        ? 'The database was made by a newer version of GPTImage, or its list of migrations was changed. Start that version, or use another database.'
        : `The database could not be brought up to date: migration ${failed} failed, and nothing was changed by it. Start the version that ran before, and report this.`
  }
}
