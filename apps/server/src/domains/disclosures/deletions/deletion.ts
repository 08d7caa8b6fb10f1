import type { DeletionOutcome } from '#contract'
import type { EnabledPartner } from '#partner-spec'
import type { DisclosureId } from '#server/kernel/ids.ts'

/** How a partner is brought to delete early. */
export type DeletionWay = EnabledPartner['deletion']['kind']

/** Which sends are to be deleted early. */
export type DeletionScope = { disclosureId: DisclosureId } | { partnerId: string } | 'all'

/** What was written for one send: `settled` when nobody need be asked, else who is to ask. */
export interface WrittenDeletion {
  disclosureId: DisclosureId
  partnerId: string
  state: 'waiting' | 'to-write' | 'settled'
  outcome: DeletionOutcome | undefined
  /** When the partner has nothing of it any more by its own terms. */
  heldUntil: Date
}

/** By partner. One that is not used here any more can only be written to. */
export const waysOf = (partners: readonly EnabledPartner[]): ReadonlyMap<string, DeletionWay> =>
  new Map(partners.map(({ description, deletion }) => [description.id, deletion.kind]))
