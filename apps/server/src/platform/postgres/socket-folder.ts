import { createHash } from 'node:crypto'
import { lstat, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { StartupFault } from '#server/kernel/startup-fault.ts'
import { unlessGone } from './unless-gone.ts'

/** The name of a Unix socket has 104 bytes on macOS and 108 on Linux, the ending zero included. */
const longestSocketName = 103

/**
 * Where the PostgreSQL of this data folder is met: in it, or where its name is too long for a socket, in a folder of /tmp.
 * Both sides find it by the name of the data folder alone, so nothing that a copied pid file says is believed.
 *
 * @throws StartupFault when somebody else made that folder before us: anybody may write to /tmp
 */
export async function findSocketFolder(dataFolder: string): Promise<string> {
  if (Buffer.byteLength(join(dataFolder, '.s.PGSQL.5432')) <= longestSocketName) return dataFolder
  const name = createHash('sha256').update(dataFolder).digest('hex').slice(0, 32)
  const folder = join('/tmp', `gptimage-${name}`)
  const found = await unlessGone(lstat(folder))
  if (found === undefined) return folder
  const owners = [process.getuid?.(), (await unlessGone(stat(dataFolder)))?.uid]
  if (found.isDirectory() && owners.includes(found.uid) && (found.mode & 0o077) === 0) return folder
  throw new StartupFault(
    'database/socket-folder-not-ours',
    `${folder} does not belong to this user alone. Remove it, or choose a data folder with a shorter name.`,
  )
}

export async function removeSocketFolder(dataFolder: string): Promise<void> {
  const folder = await findSocketFolder(dataFolder)
  if (folder !== dataFolder) await rm(folder, { recursive: true, force: true })
}
