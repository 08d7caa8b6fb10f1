import { retentionSeconds } from '#policies/retention.ts'
import type { AccountId, AccountReference } from '#server/kernel/ids.ts'
import { hasSignal, honourSignal, isAllowed } from './choices/choices.ts'
import type { OptionalPurpose } from './choices/optional-purposes.ts'
import { finishErasures, replayTombstones } from './erasure/finish-erasures.ts'
import { createRightsHandlers, type RightsHandlers } from './handlers.ts'
import { enterRequest, type Entered, type Letter } from './operator/enter-request.ts'
import { findPerson, type Found } from './operator/find-person.ts'
import { type Everything, produceEverything } from './operator/produce-everything.ts'
import type { RightsParts } from './parts.ts'
import { deleteRequestsBefore } from './rights-requests.store.ts'
import { forgetOwnRequests } from './forget-own-requests.ts'
import { lookAtTombstones } from './tombstones/look-at-tombstones.ts'

export { enterableKinds, type Entered, type Letter } from './operator/enter-request.ts'
export type { Everything } from './operator/produce-everything.ts'
export type { ErasureParticipant, HeldElsewhere, RightsParts } from './parts.ts'
export { tellPartners } from './erasure/tell-partners.ts'
export { type Law, laws, readReceivedOn } from './rights-request.ts'
export { verifyReceipt } from './receipt/verify-receipt.ts'

/** What a person may ask of us about their data, and what becomes of it. */
export interface Rights {
  handlers: RightsHandlers
  /**
   * Erases again whoever is erased and back, and goes on with erasures that were cut off. Before anything is served.
   *
   * @throws StartupFault when tombstones are missing
   */
  makeErasedStayErased(): Promise<void>
  /** Whether something optional may be done for a person now. `gpc` is the `Sec-GPC` header of the request. */
  isAllowed(
    person: { accountId: AccountId; isRestricted: boolean },
    asked: { purpose: OptionalPurpose; gpc: string | undefined },
  ): Promise<boolean>
  /** Forbids for the account what the Global Privacy Control signal is about, if `gpc`, the `Sec-GPC` header, is one. */
  honourSignal(accountId: AccountId, gpc: string | undefined): Promise<void>
  /** For whoever runs the place: requests that came by mail, and what they can be compelled to produce. */
  enterRequest(letter: Letter): Promise<Entered>
  /** Everything about one account; or who was found, when that is not one. */
  produceEverything(asked: {
    email: string
    accountId?: string | undefined
  }): Promise<Everything | Exclude<Found, { outcome: 'found' }>>
  /** Whether the list of erased accounts is whole, and how many of them have an account again. */
  lookAtTombstones(): ReturnType<typeof lookAtTombstones>
  /** Forgets what the installation's own account asked for, once it is erased. */
  forgetOwnRequests(accountReference: AccountReference): Promise<void>
  sweep(): Promise<void>
}

/** How long an erasure may take before a sweep takes it for broken off. */
const erasureGraceMs = 30_000

export function createRights(parts: RightsParts): Rights {
  return {
    handlers: createRightsHandlers(parts),
    async makeErasedStayErased() {
      await replayTombstones(parts)
      await finishErasures(parts)
    },
    isAllowed: (person, { purpose, gpc }) =>
      isAllowed(parts.database, person, { purpose, isSignalled: hasSignal(gpc) }),
    async honourSignal(accountId, gpc) {
      if (hasSignal(gpc)) await honourSignal(parts, accountId)
    },
    enterRequest: (letter) => enterRequest(parts, letter),
    async produceEverything(asked) {
      const found = await findPerson(parts, asked)
      return found.outcome === 'found' ? produceEverything(parts, found.person) : found
    },
    lookAtTombstones: () => lookAtTombstones(parts),
    forgetOwnRequests: (accountReference) => forgetOwnRequests(parts, accountReference),
    async sweep() {
      await finishErasures(parts, { graceMs: erasureGraceMs })
      const before = new Date(parts.clock.now().getTime() - retentionSeconds['rights-request'] * 1000)
      const forgotten = await deleteRequestsBefore(parts.database, before)
      if (forgotten > 0) parts.logger.info('swept', { reason: 'rights-requests', count: forgotten })
    },
  }
}
