import { retentionSeconds } from '#policies/retention.ts'
import type { AccountId } from '#server/kernel/ids.ts'
import { hasSignal, isAllowed } from './choices/choices.ts'
import type { OptionalPurpose } from './choices/optional-purposes.ts'
import { finishErasures, replayTombstones } from './erasure/finish-erasures.ts'
import { createRightsHandlers, type RightsHandlers } from './handlers.ts'
import type { RightsParts } from './parts.ts'
import { deleteRequestsBefore } from './rights-requests.store.ts'

export type { ErasureParticipant, HeldElsewhere, RightsParts } from './parts.ts'
export { tellPartners } from './erasure/tell-partners.ts'
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
  sweep(): Promise<void>
}

export function createRights(parts: RightsParts): Rights {
  return {
    handlers: createRightsHandlers(parts),
    async makeErasedStayErased() {
      await replayTombstones(parts)
      await finishErasures(parts)
    },
    isAllowed: (person, { purpose, gpc }) =>
      isAllowed(parts.database, person, { purpose, isSignalled: hasSignal(gpc) }),
    async sweep() {
      await finishErasures(parts)
      const before = new Date(parts.clock.now().getTime() - retentionSeconds['rights-request'] * 1000)
      const forgotten = await deleteRequestsBefore(parts.database, before)
      if (forgotten > 0) parts.logger.info('swept', { reason: 'rights-requests', count: forgotten })
    },
  }
}
