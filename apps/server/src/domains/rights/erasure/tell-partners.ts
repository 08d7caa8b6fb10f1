import type { Disclosures } from '#server/domains/disclosures/index.ts'
import type { ErasureParticipant, HeldElsewhere } from '../parts.ts'
import { listHeldElsewhere } from './held-elsewhere.store.ts'

/** Partners as those who are told that a person goes: what they may still have is put on the list of what is to be deleted. */
export const tellPartners = ({ askForErasure }: Pick<Disclosures, 'askForErasure'>): ErasureParticipant => ({
  async onErasing(tx, { accountReference, at }) {
    await askForErasure(tx, accountReference)
    const rows = await listHeldElsewhere(tx, { accountReference, at })
    return rows.flatMap(({ partner_id: recipient, items, until, ...deletion }) => {
      const state = stateOf(deletion)
      return state === undefined ? [] : [{ recipient, items: Number(items), state, until }]
    })
  },
})

/** Undefined for what is gone already. */
function stateOf({
  state,
  outcome,
}: {
  state: string | null
  outcome: string | null
}): HeldElsewhere['state'] | undefined {
  if (outcome === 'deleted' || outcome === 'never-stored' || outcome === 'expired') return undefined
  if (state === 'waiting' || outcome === 'requested-in-writing') return 'asked-to-delete'
  return state === 'to-write' || state === 'written' ? 'to-be-asked-in-writing' : 'gone-by-then'
}
