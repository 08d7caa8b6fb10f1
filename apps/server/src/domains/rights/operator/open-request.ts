import { makeId, type RightsRequestId } from '#server/kernel/ids.ts'
import type { RightsParts, Witness } from '../parts.ts'
import { type Arrival, dueFrom } from '../rights-request.ts'
import { findRequestOfForm, insertRequest } from '../rights-requests.store.ts'
import { findPerson, type SharingAccount } from './find-person.ts'

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

/** A request that can wait: to correct something needs the person's own words, and they are not kept. */
export interface WaitingLetter {
  email: string
  /** Which, where the address alone does not say it. */
  accountId?: string | undefined
  /** Of the form it is entered with: the same again is the same request. */
  formIndex?: Buffer
  kind: Exclude<EnterableKind, 'correct'>
  arrival: Arrival
}

export type Opened =
  | { outcome: 'opened'; id: RightsRequestId }
  | { outcome: 'to-choose'; accounts: readonly SharingAccount[] }

/** Puts a request that came by mail on the list of what waits, with its clock. Who is not found here is owed that answer too. */
export async function openRequest(
  parts: Pick<RightsParts, 'database' | 'clock' | 'installationKey'>,
  { kind, arrival, formIndex, ...asked }: WaitingLetter,
  witness: Witness,
): Promise<Opened> {
  const found = await findPerson(parts, asked)
  if (found.outcome === 'to-choose') return found
  const id = makeId('req')
  const accountReference = found.outcome === 'found' ? found.person.accountReference : undefined
  const opened = await parts.database.transaction().execute(async (tx) => {
    const request = { id, accountReference, kind, formIndex, ...momentsOf(arrival) }
    if (!(await insertRequest(tx, request))) return formIndex && findRequestOfForm(tx, formIndex)
    await witness(tx, 'request-opened', id)
    return id
  })
  if (opened === undefined) throw new Error('a request was neither written nor there')
  return { outcome: 'opened', id: opened }
}

export const momentsOf = (arrival: Arrival) => ({
  channel: arrival.channel,
  receivedAt: arrival.receivedAt,
  dueAt: dueFrom(arrival),
})
