export { claimInstallation } from './claim-installation.ts'
export { createInstallationKey, type InstallationKey } from './installation-key.ts'
export { findInstallationKey, loadOrCreateInstallationKey } from './load-or-create.ts'
export { isSignedBy } from '#server/platform/content-crypto/index.ts'
