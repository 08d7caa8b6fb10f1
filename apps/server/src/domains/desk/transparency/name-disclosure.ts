import { type LegalDisclosureId, parseId } from '#server/kernel/ids.ts'
import type { InstallationKey } from '#server/platform/installation-key/index.ts'
import type { LegalDisclosure } from './legal-disclosure.ts'

const idBytes = 16

/**
 * The id of a disclosure: a proof, under the installation key, of what it says and of its entry in the record. The record
 * proves the id, and the id the row: whoever changes one later, and has not the key, is seen.
 */
export function nameDisclosure(
  key: Pick<InstallationKey, 'prove'>,
  entry: number,
  { kind, happenedOn, country, outcome, accounts }: LegalDisclosure,
): LegalDisclosureId {
  const words = ['legal-disclosure', entry, kind, happenedOn, country, outcome, accounts]
  const proof = key.prove('audit', Buffer.from(JSON.stringify(words)))
  const id = parseId('leg', `leg_${proof.subarray(0, idBytes).toString('base64url')}`)
  if (id === undefined) throw new Error('a proof has not the shape of an id')
  return id
}
