import type { SignedReceipt } from '#contract'
import { makeId } from '#server/kernel/ids.ts'
import { decide, restrict } from '../choices/choices.ts'
import { optionalPurposeNames } from '../choices/optional-purposes.ts'
import { eraseAccount } from '../erasure/erase-account.ts'
import { exportAccount } from '../export/export-account.ts'
import type { Person, RightsParts } from '../parts.ts'
import { recordDone } from '../record-done.ts'
import { dueFrom } from '../rights-request.ts'
import { answerRequest, insertRequest } from '../rights-requests.store.ts'
import { findPerson, type Found } from './find-person.ts'

/** What a letter may ask for. To correct needs the person's own words, and is done by themselves. */
export const enterableKinds = [
  'export',
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

/**
 * Enters a request that came by mail, and does it by the same code as the person's own page. Nothing is opened that only
 * their cookie opens. A request of somebody who is not found is written down with that outcome.
 */
export async function enterRequest(
  parts: RightsParts,
  asked: { email: string; accountId?: string | undefined; kind: EnterableKind },
): Promise<Entered> {
  const found = await findPerson(parts, asked)
  if (found.outcome === 'nobody') await recordNobody(parts, asked.kind)
  return found.outcome === 'found' ? answer(parts, found.person, asked.kind) : found
}

async function answer(parts: RightsParts, person: Person, kind: EnterableKind): Promise<Entered> {
  switch (kind) {
    case 'erase-account':
      return { outcome: 'erased', receipt: await eraseAccount(parts, person, 'mail') }
    case 'erase-content':
      await parts.eraseContent(person.accountId)
      await recordDone(parts.database, person, { kind, at: parts.clock.now(), channel: 'mail' })
      return { outcome: 'done' }
    case 'export':
      await recordDone(parts.database, person, { kind, at: parts.clock.now(), channel: 'mail' })
      return { outcome: 'exported', zip: exportAccount(parts, { person, session: undefined }) }
    case 'object':
      for (const purpose of optionalPurposeNames)
        await decide(parts, person, { purpose, isAllowed: false }, 'mail')
      return { outcome: 'done' }
    case 'restrict':
    case 'lift':
      await restrict(parts, person, kind === 'restrict', 'mail')
      return { outcome: 'done' }
  }
}

async function recordNobody({ database, clock }: RightsParts, kind: EnterableKind): Promise<void> {
  const id = makeId('req')
  const receivedAt = clock.now()
  const dueAt = dueFrom(receivedAt)
  await insertRequest(database, {
    id,
    accountReference: undefined,
    kind,
    channel: 'mail',
    receivedAt,
    dueAt,
  })
  await answerRequest(database, { id, outcome: 'not-found', at: receivedAt })
}
