export {
  deleteAccount,
  findExistingAccounts,
  hasAccountBeforeVersion,
  listingUnrestricted,
  lockAccount,
  updateRestriction,
} from './accounts.store.ts'
export {
  findAccountOfReference,
  findAccountReference,
  findAccountsByEmail,
  findIssuer,
} from './find-account-reference.ts'
export { isOperator, listOperators, setRole } from './roles.ts'
export { createIdentity, type Identity, type IdentityOptions } from './identity.ts'
export type { AfterCommit, IdentityHooks } from './identity-hooks.ts'
export type { OwnPerson } from './own-person.ts'
export type { SessionContext } from './sessions.ts'
export {
  type Corrections,
  correctProfile,
  findContact,
  openWholeProfile,
  type Profile,
  type WholeProfile,
} from './profile.ts'
