import type { DisclosurePage } from '#contract'
import { type AccountReference, parseId } from '#server/kernel/ids.ts'
import { type LedgerPlace, listRows } from './disclosures.store.ts'
import { writeCursor } from './ledger-cursor.ts'
import type { DisclosureParts } from './parts.ts'
import { presentDisclosure } from './present-disclosure.ts'

const onAPage = 50

export interface ListedLedger {
  accountReference: AccountReference
  after: LedgerPlace | undefined
  partnerId: string | undefined
  /** As it was given; of another shape, it is of nothing. */
  generation: string | undefined
}

/** A page of an account's ledger, newest first: at most 50 rows, and where the next begins. */
export async function listDisclosures(
  { database, catalogue }: Pick<DisclosureParts, 'database' | 'catalogue'>,
  { accountReference, after, partnerId, generation }: ListedLedger,
): Promise<DisclosurePage> {
  const generationId = generation === undefined ? undefined : parseId('gen', generation)
  if (generation !== undefined && generationId === undefined) return { disclosures: [] }
  const query = { accountReference, after, partnerId, generationId }
  const rows = await listRows(database, { ...query, atMost: onAPage + 1 })
  const shown = rows.slice(0, onAPage)
  const last = rows.length > onAPage ? shown.at(-1) : undefined
  const names = new Map(catalogue.partners().map(({ description }) => [description.id, description.name]))
  return {
    disclosures: shown.map((row) => presentDisclosure(row, names.get(row.partner_id) ?? row.partner_id)),
    ...(last === undefined ? {} : { next: writeCursor({ at: last.recorded_at, id: last.id }) }),
  }
}
