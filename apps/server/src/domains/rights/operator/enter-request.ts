import type { ProfileChange, SignedReceipt } from '#contract'
import { makeId, type ReceiptKey } from '#server/kernel/ids.ts'
import type { RightsParts, Witness } from '../parts.ts'
import { correct } from '../profile/correct.ts'
import type { Arrival, Channel, Law } from '../rights-request.ts'
import { answerRequest, insertRequest } from '../rights-requests.store.ts'
import { doRequest, exportForRequest } from './answer-request.ts'
import { findPerson, type Found } from './find-person.ts'
import { type EnterableKind, momentsOf, openRequest } from './open-request.ts'

export type Entered =
  | Exclude<Found, { outcome: 'found' }>
  | { outcome: 'done' }
  /** Somebody answered it at the desk meanwhile. */
  | { outcome: 'not-open' }
  /** Whoever asked fetches the receipt with the key; absent where it is kept for nobody, or for a key of their own. */
  | { outcome: 'erased'; receipt: SignedReceipt; receiptKey?: ReceiptKey }
  /** It waits until somebody says that the last byte is where it is to be; false where it has another answer by then. */
  | { outcome: 'exported'; zip: AsyncIterable<Uint8Array>; sayGiven(): Promise<boolean> }

/** A request as it came; to correct something needs the person's own words. */
export type Letter = {
  email: string
  /** Which, where the address alone does not say it. */
  accountId?: string | undefined
  channel?: Exclude<Channel, 'self'>
  /** When it came; absent: now. */
  receivedAt?: Date | undefined
  law?: Law | undefined
  /** Of an erasure, for whoever asked; false where that is not the person. */
  isReceiptKept?: false
} & ({ kind: Exclude<EnterableKind, 'correct'> } | { kind: 'correct'; change: ProfileChange })

/**
 * Enters a request that came by mail or by form, and does it at once, by the code of the person's own page. If the process
 * dies in between, or an export cannot be written, it waits on the list. That nobody is found is an answer, and is written down.
 */
export async function enterRequest(parts: RightsParts, letter: Letter, witness: Witness): Promise<Entered> {
  const { receivedAt = parts.clock.now(), law = 'gdpr', channel = 'mail' } = letter
  const arrival: Arrival = { channel, receivedAt, law }
  if (letter.kind === 'correct') return enterCorrection(parts, { letter, arrival }, witness)
  const { email, accountId, kind, isReceiptKept } = letter
  const opened = await openRequest(parts, { email, accountId, kind, arrival }, witness)
  if (opened.outcome === 'to-choose') return opened
  const { id } = opened
  const zip = kind === 'export' ? await exportForRequest(parts, id, witness) : undefined
  const answer = () => doRequest(parts, { id, isReceiptKept }, witness)
  if (zip !== undefined)
    return { outcome: 'exported', zip, sayGiven: async () => (await answer()).outcome === 'done' }
  const answered = await answer()
  if (answered.outcome === 'not-found') return { outcome: 'nobody' }
  if (answered.outcome === 'not-open') return { outcome: 'not-open' }
  if (answered.outcome !== 'done' || answered.receipt === undefined) return { outcome: 'done' }
  return { ...answered, outcome: 'erased', receipt: answered.receipt }
}

/** What is right is put in place at once: the words of a letter are kept nowhere until somebody gets to it. */
async function enterCorrection(
  parts: RightsParts,
  { letter, arrival }: { letter: Letter & { kind: 'correct' }; arrival: Arrival },
  witness: Witness,
): Promise<Entered> {
  const found = await findPerson(parts, letter)
  if (found.outcome === 'to-choose') return found
  if (found.outcome === 'found') {
    await correct(parts, found.person, letter.change, { arrival, witness })
    return { outcome: 'done' }
  }
  const id = makeId('req')
  await parts.database.transaction().execute(async (tx) => {
    await insertRequest(tx, { id, accountReference: undefined, kind: 'correct', ...momentsOf(arrival) })
    await answerRequest(tx, { id, outcome: 'not-found', at: parts.clock.now() })
    await witness(tx, 'request-not-found', id)
  })
  return found
}
