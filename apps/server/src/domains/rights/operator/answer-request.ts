import type { RefusalReason, SignedReceipt } from '#contract'
import { findAccountOfReference, updateRestriction } from '#server/domains/identity/index.ts'
import type { ReceiptKey, RightsRequestId } from '#server/kernel/ids.ts'
import type { Transaction } from '#server/platform/postgres/index.ts'
import { storeChoice } from '../choices/choices.store.ts'
import { optionalPurposeNames } from '../choices/optional-purposes.ts'
import { eraseIfOpen } from '../erasure/erase-account.ts'
import { exportAccount } from '../export/export-account.ts'
import type { Person, RightsParts, Witness } from '../parts.ts'
import { isReceiptHeld, receiptKeyOf } from '../receipt/held-receipts.ts'
import {
  type Answer,
  answerRequest,
  findWaiting,
  lockOpenRequest,
  markBegun,
  type RequestRow,
} from '../rights-requests.store.ts'

export type Answered =
  /** Somebody was quicker, or there is no such request. */
  | { outcome: 'not-open' }
  /** With the receipt of an erasure, and the key that whoever asked fetches it with. */
  | { outcome: 'done'; receipt?: SignedReceipt; receiptKey?: ReceiptKey }
  | { outcome: 'not-found' }
  | { outcome: 'refused' }

/**
 * Does what a waiting request asks for, by the code of the person's own page, and says so. Where the account is gone
 * meanwhile that is the answer. Nothing is opened that only their cookie opens. The receipt of an erasure is kept for
 * whoever asked; not where that is somebody else than the person.
 */
export async function doRequest(
  parts: RightsParts,
  { id, isReceiptKept = true }: { id: RightsRequestId; isReceiptKept?: boolean | undefined },
  witness: Witness,
): Promise<Answered> {
  const waiting = await findWaiting(parts.database, id)
  if (waiting === undefined) return { outcome: 'not-open' }
  const person = await findWhose(parts, waiting)
  if (person === undefined) {
    const isAnswered = await answer(parts, { id, outcome: 'not-found' }, witness)
    return { outcome: isAnswered ? 'not-found' : 'not-open' }
  }
  if (waiting.kind === 'erase-account') return eraseFor(parts, { id, person, isReceiptKept }, witness)
  return act(parts, { id, kind: waiting.kind, person }, witness)
}

/** Says that a waiting request is not done, and why. */
export async function refuseRequest(
  parts: Pick<RightsParts, 'database' | 'clock'>,
  { id, reason }: { id: RightsRequestId; reason: RefusalReason },
  witness: Witness,
): Promise<Answered> {
  const isAnswered = await answer(parts, { id, outcome: 'refused', reason }, witness)
  return { outcome: isAnswered ? 'refused' : 'not-open' }
}

/**
 * Everything held about whoever asked, as a zip, as often as it is asked for while their request waits; content is not in
 * it. Undefined where there is nothing to give.
 */
export async function exportForRequest(
  parts: RightsParts,
  id: RightsRequestId,
  witness: Witness,
): Promise<AsyncIterable<Uint8Array> | undefined> {
  const waiting = await findWaiting(parts.database, id)
  const person = waiting?.kind === 'export' ? await findWhose(parts, waiting) : undefined
  if (person === undefined) return undefined
  const isOpen = await parts.database.transaction().execute(async (tx) => {
    if ((await lockOpenRequest(tx, id)) === undefined) return false
    await witness(tx, 'export-made', id)
    return true
  })
  return isOpen ? exportAccount(parts, { person, session: undefined }) : undefined
}

async function findWhose(
  { database }: Pick<RightsParts, 'database'>,
  { accountReference }: RequestRow,
): Promise<Person | undefined> {
  if (accountReference === undefined) return undefined
  const accountId = await findAccountOfReference(database, accountReference)
  return accountId && { accountId, accountReference }
}

const wordOf = {
  done: 'request-done',
  refused: 'request-refused',
  'not-found': 'request-not-found',
} as const satisfies Record<Answer['outcome'], Parameters<Witness>[1]>

/** Answers, does what belongs to it in the same transaction, and tells the witness. False where it was answered before. */
async function answer(
  { database, clock }: Pick<RightsParts, 'database' | 'clock'>,
  given: Answer & { id: RightsRequestId },
  witness: Witness,
  also: (tx: Transaction, at: Date) => Promise<void> = async () => undefined,
): Promise<boolean> {
  const at = clock.now()
  return database.transaction().execute(async (tx) => {
    if (!(await answerRequest(tx, { ...given, at }))) return false
    await also(tx, at)
    await witness(tx, wordOf[given.outcome], given.id)
    return true
  })
}

async function act(
  parts: RightsParts,
  {
    id,
    kind,
    person,
  }: { id: RightsRequestId; kind: Exclude<RequestRow['kind'], 'erase-account'>; person: Person },
  witness: Witness,
): Promise<Answered> {
  const done = async (also?: (tx: Transaction, at: Date) => Promise<void>): Promise<Answered> => {
    const isAnswered = await answer(parts, { id, outcome: 'done' }, witness, also)
    return { outcome: isAnswered ? 'done' : 'not-open' }
  }
  switch (kind) {
    case 'erase-content':
      return eraseContent(parts, { id, person }, witness)
    case 'object':
      return done(async (tx, decidedAt) => {
        for (const purpose of optionalPurposeNames) {
          const { policyVersion } = parts
          const choice = { purpose, isAllowed: false, decidedBy: 'person', decidedAt, policyVersion } as const
          await storeChoice(tx, person.accountId, choice)
        }
      })
    case 'restrict':
    case 'lift': {
      const isRestricted = kind === 'restrict'
      const answered = await done((tx, at) =>
        updateRestriction(tx, person.accountId, isRestricted ? at : null),
      )
      // After the commit: nothing new can begin from then on.
      if (isRestricted && answered.outcome === 'done') await parts.cancelWork(person.accountId)
      return answered
    }
    case 'access':
    case 'export':
    case 'correct':
      return done()
  }
}

/** The request that waits is the one that is begun: nothing arrives anew, and where it has an answer nothing is erased. */
async function eraseFor(
  parts: RightsParts,
  { id, person, isReceiptKept }: { id: RightsRequestId; person: Person; isReceiptKept: boolean },
  witness: Witness,
): Promise<Answered> {
  const receiptKey = isReceiptKept ? receiptKeyOf(parts, id) : undefined
  const receipt = await eraseIfOpen(parts, person, { requestId: id, witness, receiptKey })
  if (receipt === undefined) return { outcome: 'not-open' }
  // An erasure that the person had begun keeps the key of its beginning.
  const isHeld = receiptKey !== undefined && (await isReceiptHeld(parts, receiptKey))
  return { outcome: 'done', receipt, ...(isHeld ? { receiptKey } : {}) }
}

/** NOTE: content goes in transactions of its own, so the act is written before, and once however often it is gone on with. */
async function eraseContent(
  parts: RightsParts,
  { id, person }: { id: RightsRequestId; person: Person },
  witness: Witness,
): Promise<Answered> {
  const { database, clock } = parts
  const isOpen = await database.transaction().execute(async (tx) => {
    if ((await lockOpenRequest(tx, id)) === undefined) return false
    if (await markBegun(tx, id, { at: clock.now() })) await witness(tx, 'request-done', id)
    return true
  })
  if (!isOpen) return { outcome: 'not-open' }
  await parts.eraseContent(person.accountId)
  // Whoever was quicker to say so said the same: what is begun cannot be refused.
  await answerRequest(database, { id, outcome: 'done', at: clock.now() })
  return { outcome: 'done' }
}
