import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Secret } from '#server/kernel/secret.ts'
import { StartupFault } from '#server/kernel/startup-fault.ts'
import { randomKey } from '#server/platform/content-crypto/index.ts'

/** The key of an installation on loopback: made once, beside its own database, readable by its owner only. */
export async function loadOrCreateInstallationKey(options: { dataDir: string }): Promise<Secret> {
  const path = join(options.dataDir, 'installation.key')
  const made = randomKey().toString('base64url')
  try {
    const file = await open(path, 'wx', 0o600)
    try {
      await file.writeFile(`${made}\n`)
      await file.sync()
    } finally {
      await file.close()
    }
    return new Secret(made)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return readKeyFile(path)
}

/** The key that was made there; undefined when none was. Makes nothing. @throws StartupFault when it is damaged */
export async function findInstallationKey(options: { dataDir: string }): Promise<Secret | undefined> {
  try {
    return await readKeyFile(join(options.dataDir, 'installation.key'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

async function readKeyFile(path: string): Promise<Secret> {
  const text = (await readFile(path, 'utf8')).trim()
  if (/^[\w-]{43}$/.test(text)) return new Secret(text)
  throw new StartupFault(
    'installation/key-file-damaged',
    `The installation key in ${path} cannot be read. Restore it, or remove the whole data folder: without it nobody's name or e-mail address opens.`,
  )
}
