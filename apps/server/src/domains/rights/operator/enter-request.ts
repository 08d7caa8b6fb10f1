import type { ProfileChange, SignedReceipt } from '#contract'
import { makeId } from '#server/kernel/ids.ts'
import { decide, restrict } from '../choices/choices.ts'
import { optionalPurposeNames } from '../choices/optional-purposes.ts'
import { eraseAccount } from '../erasure/erase-account.ts'
import { exportAccount } from '../export/export-account.ts'
import type { Person, RightsParts } from '../parts.ts'
import { correct } from '../profile/correct.ts'
import { recordDone } from '../record-done.ts'
import { type Arrival, dueFrom, type Law } from '../rights-request.ts'
import { answerRequest, insertRequest } from '../rights-requests.store.ts'
import { findPerson, type Found } from './find-person.ts'

/** What a letter may ask for. */
export const enterableKinds = [
  'export',
  'correct',
  'object',
  'restrict',
  'lift',
  'erase-content',
  'erase-account',
] as const
export type EnterableKind = (typeof enterableKinds)[number]

export type Entered =
  | Exclude<Found, { outcome: 'found' }>
  | { outcome: 'done' }
  | { outcome: 'erased'; receipt: SignedReceipt }
  | { outcome: 'exported'; zip: AsyncIterable<Uint8Array> }

/** A request as it came; to correct something needs the person's own words. */
export type Letter = {
  email: string
  /** Which, where several accounts share the address. */
  accountId?: string | undefined
  /** When it came; absent: now. */
  receivedAt?: Date | undefined
  law?: Law | undefined
} & ({ kind: Exclude<EnterableKind, 'correct'> } | { kind: 'correct'; change: ProfileChange })

/**
 * Enters a request that came by mail, and does it by the same code as the person's own page. Nothing is opened that only
 * their cookie opens. A request of somebody who is not found is written down with that outcome.
 */
export async function enterRequest(parts: RightsParts, letter: Letter): Promise<Entered> {
  const { receivedAt = parts.clock.now(), law = 'gdpr' } = letter
  const arrival: Arrival = { channel: 'mail', receivedAt, law }
  const found = await findPerson(parts, letter)
  if (found.outcome === 'nobody') await recordNobody(parts, letter.kind, arrival)
  return found.outcome === 'found' ? answer(parts, found.person, { letter, arrival }) : found
}

async function answer(
  parts: RightsParts,
  person: Person,
  { letter, arrival }: { letter: Letter; arrival: Arrival },
): Promise<Entered> {
  const { kind } = letter
  const written = { at: parts.clock.now(), arrival }
  switch (kind) {
    case 'erase-account':
      return { outcome: 'erased', receipt: await eraseAccount(parts, person, arrival) }
    case 'erase-content':
      await parts.eraseContent(person.accountId)
      await recordDone(parts.database, person, { kind, ...written })
      return { outcome: 'done' }
    case 'export':
      await recordDone(parts.database, person, { kind, ...written })
      return { outcome: 'exported', zip: exportAccount(parts, { person, session: undefined }) }
    case 'correct':
      await correct(parts, person, letter.change, arrival)
      return { outcome: 'done' }
    case 'object':
      for (const purpose of optionalPurposeNames)
        await decide(parts, person, { purpose, isAllowed: false }, arrival)
      return { outcome: 'done' }
    case 'restrict':
    case 'lift':
      await restrict(parts, person, kind === 'restrict', arrival)
      return { outcome: 'done' }
  }
}

async function recordNobody(
  { database, clock }: RightsParts,
  kind: EnterableKind,
  arrival: Arrival,
): Promise<void> {
  const id = makeId('req')
  const { channel, receivedAt } = arrival
  const dueAt = dueFrom(arrival)
  await insertRequest(database, { id, accountReference: undefined, kind, channel, receivedAt, dueAt })
  await answerRequest(database, { id, outcome: 'not-found', at: clock.now() })
}
