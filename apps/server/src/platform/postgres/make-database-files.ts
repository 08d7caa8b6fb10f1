import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { PostgresRunner } from './postgres-runner.ts'
import { unlessGone } from './unless-gone.ts'

/** Longer than any initdb takes: what is older was left by one that was killed. */
const abandonedAfterMs = 10 * 60_000

/** Makes the files of a new database, unless they are there. @throws StartupFault with the reason, such as a full disk */
export async function makeDatabaseFiles(
  runner: PostgresRunner,
  { dataFolder, user }: { dataFolder: string; user: string },
): Promise<void> {
  const isMade = () => existsSync(join(dataFolder, 'PG_VERSION'))
  if (isMade()) return runner.giveFolder(dataFolder)
  await removeAbandoned(dataFolder)
  // Made aside and renamed: a half-made folder is never taken for a database, nor one of two starting processes disturbed.
  const half = await mkdtemp(`${dataFolder}.new-`)
  try {
    await runner.giveFolder(half)
    await runner.run('initdb', {
      folder: half,
      parameters: (folder) => [
        `--pgdata=${folder}`,
        `--username=${user}`,
        '--auth=trust',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--data-checksums',
        '--no-instructions',
      ],
    })
    await rename(half, dataFolder)
  } catch (error) {
    await rm(half, { recursive: true, force: true })
    if (!isMade()) throw error
  }
}

async function removeAbandoned(dataFolder: string): Promise<void> {
  const parent = dirname(dataFolder)
  for (const name of await readdir(parent)) {
    if (!name.startsWith(`${basename(dataFolder)}.new`)) continue
    const found = await unlessGone(stat(join(parent, name)))
    if (found !== undefined && Date.now() - found.mtimeMs > abandonedAfterMs)
      await rm(join(parent, name), { recursive: true, force: true })
  }
}
