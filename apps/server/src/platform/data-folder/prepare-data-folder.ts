import { constants } from 'node:fs'
import { access, mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { StartupFault } from '#server/kernel/startup-fault.ts'

/** Makes the data folder, for its owner only, and sees that it can be used. @throws StartupFault with the reason */
export async function prepareDataFolder(path: string): Promise<void> {
  try {
    await makeFolder(path)
    if (!(await stat(path)).isDirectory()) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' })
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw new StartupFault('data-folder/not-usable', explain(path, cause), { cause })
  }
}

/** Why a start could not use this folder; undefined when it could. Makes nothing. */
export async function findDataFolderFault(path: string): Promise<string | undefined> {
  let there = path
  while (!(await exists(there))) there = dirname(there)
  try {
    if (!(await stat(there)).isDirectory()) return explain(path, { code: 'ENOTDIR' })
    await access(there, constants.W_OK | constants.X_OK)
    return undefined
  } catch (error) {
    return explain(path, error)
  }
}

/** One after another: Node's own recursion never ends where a folder cannot be made below one that exists, as in /proc. */
async function makeFolder(path: string, hasParent = false): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 })
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EEXIST') return
    if (code !== 'ENOENT' || hasParent) throw error
    // Also where somebody else has made it since.
    await makeFolder(dirname(path))
    await makeFolder(path, true)
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path)
    return true
  } catch {
    // The caller makes it.
    return false
  }
}

function explain(path: string, error: unknown): string {
  return `${describe(path, codeOf(error))} Choose another with --data.`
}

function describe(path: string, code: string): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return `This user may not use the data folder ${path}.`
    case 'EROFS':
      return `The data folder ${path} lies on a read-only disk.`
    case 'ENOTDIR':
      return `The data folder ${path} is no folder, or one of its parents is a file.`
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk of the data folder ${path} is full.`
    default:
      return `The data folder ${path} cannot be made (${code}).`
  }
}

function codeOf(error: unknown): string {
  const hasCode = typeof error === 'object' && error !== null && 'code' in error
  return hasCode && typeof error.code === 'string' ? error.code : 'unknown'
}
