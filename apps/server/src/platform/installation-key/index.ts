export { claimInstallation } from './claim-installation.ts'
export { createInstallationKey, type InstallationKey } from './installation-key.ts'
export { loadOrCreateInstallationKey } from './load-or-create.ts'
