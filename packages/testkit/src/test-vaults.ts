import { defaultLimits } from '#server/config/limits.ts'
import { createVaults, type Vaults } from '#server/domains/vault/index.ts'
import type { Clock } from '#server/kernel/clock.ts'
import { Secret } from '#server/kernel/secret.ts'
import { createInstallationKey } from '#server/platform/installation-key/index.ts'
import { createLogger } from '#server/platform/logger/index.ts'
import { createDiskObjectStore } from '#server/platform/object-store/index.ts'
import type { Database } from '#server/platform/postgres/index.ts'

/** Vaults as a server has them, that say nothing; what they seal lies in the folder. */
export const createTestVaults = (parts: { database: Database; folder: string; clock: Clock }): Vaults =>
  createVaults({
    ...parts,
    leases: parts.database,
    objectStore: createDiskObjectStore(parts),
    limits: defaultLimits,
    installationKey: createInstallationKey(new Secret('17'.repeat(32))),
    logger: createLogger({ level: 'silent' }),
    isContentUnsealedForTests: false,
  })
