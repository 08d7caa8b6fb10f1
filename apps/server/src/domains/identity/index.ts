export type { Profile } from './accounts.ts'
export { createIdentity, type Identity, type IdentityOptions } from './identity.ts'
export type { AfterCommit, IdentityHooks } from './identity-hooks.ts'
export type { SessionContext } from './sessions.ts'
