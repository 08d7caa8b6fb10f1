import type { RightsRequestId } from '#server/kernel/ids.ts'
import type { HeldElsewhere } from '../parts.ts'
import type { PersonalTable } from '../personal-tables.ts'

/** An erasure on its way: the account can be read by nobody any more. */
export interface BegunErasure {
  /** Absent when an account that came back is erased again: nobody asked anew. */
  requestId: RightsRequestId | undefined
  requestedAt: Date
  unreadableAt: Date
  /** What there was of the person before the first row went. */
  counts: ReadonlyMap<PersonalTable, number>
}

/** What the last step of an erasure found. */
export interface RemovedAccount {
  erasedAt: Date
  elsewhere: readonly HeldElsewhere[]
  /** Rows that know nobody any more and stay for a time. */
  remaining: ReadonlyMap<PersonalTable, number>
  /** The receipt is kept, for whoever has its key. */
  isHeld: boolean
}
