import { type AfterCommit, findExistingAccounts } from '#server/domains/identity/index.ts'
import { makeId, parseId, type ReceiptKey, type RightsRequestId } from '#server/kernel/ids.ts'
import type { Transaction } from '#server/platform/postgres/index.ts'
import type { Person, RightsParts, Witness } from '../parts.ts'
import { countRows } from '../personal-rows.store.ts'
import { indexReceiptKey } from '../receipt/held-receipts.ts'
import { type Arrival, arrivingNow, dueFrom } from '../rights-request.ts'
import { findOpenErasure, insertRequest, lockOpenRequest, markBegun } from '../rights-requests.store.ts'
import { lockChain } from '../tombstones/tombstone-chain.store.ts'
import type { BegunErasure } from './erasure-steps.ts'

/** How an erasure was asked for. */
export interface ErasureAsked {
  /** The request that waits for it; nothing is erased where that has an answer. Absent: the one that stands open, or a fresh one. */
  requestId?: RightsRequestId | undefined
  arrival?: Arrival | undefined
  /** For whom the receipt is kept. */
  receiptKey?: ReceiptKey | undefined
  witness?: Witness | undefined
}

/**
 * Keys first: one transaction ends every session and vault of the account, cancels its work and gives credits back. From
 * its commit on nobody can read the content, whatever happens to the rest. The request is written with it, so that a start
 * after a crash goes on. Undefined when the account is gone, or what was asked has an answer: then nothing was done.
 */
export async function endEverything(
  parts: RightsParts,
  person: Person,
  asked: ErasureAsked | 'nobody-anew' = {},
): Promise<BegunErasure | undefined> {
  const ended = await parts.database.transaction().execute(async (tx) => {
    // Two who ask at once ask for one erasure: the second finds the request of the first, or nobody.
    await lockChain(tx)
    const standing = await findExistingAccounts(tx, [person.accountId])
    if (standing.size === 0) return undefined
    const at = parts.clock.now()
    const { arrival, requestId, receiptKey, witness } = requireArrival(asked, at)
    const request = await requireRequest(tx, { person, requestId, arrival, at })
    if (request === undefined) return undefined
    const { id, requestedAt } = request
    const keyIndex = receiptKey && indexReceiptKey(parts, receiptKey)
    const isBegun = id !== undefined && (await markBegun(tx, id, { at, keyIndex }))
    const counts = await countRows(tx, person)
    const { afterCommit }: { afterCommit: AfterCommit } = await parts.identity.endSessionsOf(
      tx,
      person.accountId,
    )
    // Whoever begins it is named, once: what goes on with it later does not know whose act it was.
    if (isBegun) await witness?.(tx, 'request-done', id)
    return { begun: { requestId: id, requestedAt, counts }, afterCommit }
  })
  await ended?.afterCommit()
  return ended && { ...ended.begun, unreadableAt: parts.clock.now() }
}

function requireArrival(
  asked: ErasureAsked | 'nobody-anew',
  at: Date,
): Omit<ErasureAsked, 'arrival'> & { arrival: Arrival | 'nobody-anew' } {
  return asked === 'nobody-anew'
    ? { arrival: asked }
    : { ...asked, arrival: asked.arrival ?? arrivingNow(at) }
}

interface Requested {
  person: Person
  requestId: RightsRequestId | undefined
  arrival: Arrival | 'nobody-anew'
  at: Date
}

/**
 * The one that is under way, so that asking twice is one erasure; the one that was named; the one that stands open; or a
 * fresh one. Undefined when the one that was named has an answer.
 */
async function requireRequest(
  tx: Transaction,
  { person, requestId, arrival, at }: Requested,
): Promise<{ id: RightsRequestId | undefined; requestedAt: Date } | undefined> {
  const named = requestId && (await lockOpenRequest(tx, requestId))
  if (requestId !== undefined && named === undefined) return undefined
  const standing = await findOpenErasure(tx, person.accountReference)
  const open = standing?.begun_at == null ? (named ?? standing) : standing
  const openId = parseId('req', open?.id ?? '')
  if (open !== undefined && openId !== undefined) return { id: openId, requestedAt: open.received_at }
  if (arrival === 'nobody-anew') return { id: undefined, requestedAt: at }
  const id = makeId('req')
  const { accountReference } = person
  const { channel, receivedAt } = arrival
  const dueAt = dueFrom(arrival)
  await insertRequest(tx, { id, accountReference, kind: 'erase-account', channel, receivedAt, dueAt })
  return { id, requestedAt: receivedAt }
}
