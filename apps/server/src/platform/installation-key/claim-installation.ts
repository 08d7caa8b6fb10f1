import { StartupFault } from '#server/kernel/startup-fault.ts'
import { equal } from '#server/platform/content-crypto/index.ts'
import type { Database } from '#server/platform/postgres/index.ts'
import type { InstallationKey } from './installation-key.ts'
import { claimKeyCheck } from './installation.store.ts'

/** @throws StartupFault when this database was written under another installation key */
export async function claimInstallation(database: Database, key: InstallationKey): Promise<void> {
  const standing = await claimKeyCheck(database, key.check())
  if (equal(standing, key.check())) return
  throw new StartupFault(
    'installation/other-key',
    'This database belongs to another INSTALLATION_KEY. Start with the key it was made with, or with an empty database.',
  )
}
