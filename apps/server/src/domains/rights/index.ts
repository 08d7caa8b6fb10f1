import { retentionSeconds } from '#policies/retention.ts'
import type { RefusalReason } from '#contract'
import {
  type AccountId,
  type AccountReference,
  parseId,
  type ReceiptKey,
  type RightsRequestId,
} from '#server/kernel/ids.ts'
import type { Executor } from '#server/platform/postgres/index.ts'
import { hasSignal, honourSignal, isAllowed, whoAllows, withdrawByMail } from './choices/choices.ts'
import { listYes } from './choices/choices.store.ts'
import type { OptionalPurpose } from './choices/optional-purposes.ts'
import { finishErasures, replayTombstones } from './erasure/finish-erasures.ts'
import { createRightsHandlers, type RightsHandlers } from './handlers.ts'
import { type Answered, doRequest, exportForRequest, refuseRequest } from './operator/answer-request.ts'
import { enterRequest, type Entered, type Letter } from './operator/enter-request.ts'
import { findPerson, type Found } from './operator/find-person.ts'
import { type Opened, openRequest, type WaitingLetter } from './operator/open-request.ts'
import { type Everything, produceEverything } from './operator/produce-everything.ts'
import type { Person, RightsParts, Witness } from './parts.ts'
import { receiptKeyOf } from './receipt/held-receipts.ts'
import { deleteReceiptsBefore } from './receipt/held-receipts.store.ts'
import { tellReceipt } from './receipt/tell-receipt.ts'
import { deleteRequestsBefore, findWaiting, listWaiting, type RequestRow } from './rights-requests.store.ts'
import { forgetOwnRequests } from './forget-own-requests.ts'
import { lookAtTombstones } from './tombstones/look-at-tombstones.ts'

export { enterableKinds, type Opened, type WaitingLetter } from './operator/open-request.ts'
export type { Entered, Letter } from './operator/enter-request.ts'
export type { Answered as AnsweredRequest } from './operator/answer-request.ts'
export { findPersonOfProvider, type Found, type SharingAccount } from './operator/find-person.ts'
export type { RequestRow as WaitingRequest } from './rights-requests.store.ts'
export type { Everything } from './operator/produce-everything.ts'
export type { ErasureParticipant, HeldElsewhere, Person, RightsParts, Witness } from './parts.ts'
export { tellPartners } from './erasure/tell-partners.ts'
export { dueFrom, type Law, laws, readReceivedOn } from './rights-request.ts'
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
  /** Of these people those for whom something optional may be done now; whoever is gone is not among them. */
  whoAllows(purpose: OptionalPurpose, people: readonly AccountId[]): Promise<ReadonlySet<AccountId>>
  /** Who said yes to news, of accounts whose id begins so; each is to be asked about once more when it is done. */
  listYesToMarketing(executor: Executor, beginning: string): Promise<AccountId[]>
  /** Takes a yes back by the link in a mail; at once, and without sign-in. */
  withdrawByMail(person: Person, purpose: OptionalPurpose): Promise<void>
  /** Forbids for the account what the Global Privacy Control signal is about, if `gpc`, the `Sec-GPC` header, is one; returns whether it is. */
  honourSignal(accountId: AccountId, gpc: string | undefined): Promise<boolean>
  /** For whoever runs the place: requests that came by mail, and what they can be compelled to produce. */
  enterRequest(letter: Letter, witness: Witness): Promise<Entered>
  /** What came by mail and waits: put on the list, looked up, done, refused. */
  letters: {
    open(asked: WaitingLetter, witness: Witness): Promise<Opened>
    /** Due soonest first. */
    list(limit: number): Promise<RequestRow[]>
    find(id: RightsRequestId): Promise<RequestRow | undefined>
    fulfil(id: RightsRequestId, witness: Witness): Promise<Answered>
    refuse(refused: { id: RightsRequestId; reason: RefusalReason }, witness: Witness): Promise<Answered>
    /** What the receipt of an erasure will be fetched with, by whoever asked for it. */
    receiptKeyOf(id: RightsRequestId): ReceiptKey
    /** Where and how, in the words that are sent to them. */
    tellReceipt(key: ReceiptKey): string
    exportFor(id: RightsRequestId, witness: Witness): Promise<AsyncIterable<Uint8Array> | undefined>
  }
  /** Everything about one account; or who was found, when that is not one. */
  produceEverything(
    asked: { email: string; accountId?: string | undefined },
    witness: Witness,
  ): Promise<Everything | Exclude<Found, { outcome: 'found' }>>
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
    whoAllows: (purpose, people) => whoAllows(parts.database, purpose, people),
    async listYesToMarketing(executor, beginning) {
      const ids = await listYes(executor, { purpose: 'marketing', beginning })
      return ids.flatMap((id) => parseId('acc', id) ?? [])
    },
    withdrawByMail: (person, purpose) => withdrawByMail(parts, person, purpose),
    async honourSignal(accountId, gpc) {
      if (hasSignal(gpc)) await honourSignal(parts, accountId)
      return hasSignal(gpc)
    },
    enterRequest: (letter, witness) => enterRequest(parts, letter, witness),
    letters: {
      open: (asked, witness) => openRequest(parts, asked, witness),
      list: (limit) => listWaiting(parts.database, limit),
      find: (id) => findWaiting(parts.database, id),
      fulfil: (id, witness) => doRequest(parts, { id }, witness),
      refuse: (refused, witness) => refuseRequest(parts, refused, witness),
      receiptKeyOf: (id) => receiptKeyOf(parts, id),
      tellReceipt: (key) => tellReceipt(parts, key),
      exportFor: (id, witness) => exportForRequest(parts, id, witness),
    },
    async produceEverything(asked, witness) {
      const found = await findPerson(parts, asked)
      return found.outcome === 'found' ? produceEverything(parts, found.person, witness) : found
    },
    lookAtTombstones: () => lookAtTombstones(parts),
    forgetOwnRequests: (accountReference) => forgetOwnRequests(parts, accountReference),
    async sweep() {
      await finishErasures(parts, { graceMs: erasureGraceMs })
      const before = new Date(parts.clock.now().getTime() - retentionSeconds['rights-request'] * 1000)
      const forgotten = await deleteRequestsBefore(parts.database, before)
      if (forgotten > 0) parts.logger.info('swept', { reason: 'rights-requests', count: forgotten })
      const heldSince = new Date(parts.clock.now().getTime() - retentionSeconds['held-receipt'] * 1000)
      const receipts = await deleteReceiptsBefore(parts.database, heldSince)
      if (receipts > 0) parts.logger.info('swept', { reason: 'receipts', count: receipts })
    },
  }
}
