import type { Entered, Witness } from '#server/domains/rights/index.ts'
import { reportBox } from './letter-box.ts'
import { openLetter } from './letter.ts'
import { findLetter } from './letters.store.ts'
import type { CorrespondenceParts } from './parts.ts'

/** What became of it; `no-address`: the report is of no child's account, names no address, or is gone. */
export type ErasedReported = Entered | { outcome: 'no-address' }

/**
 * Erases the account that a report of a child's names, on the operator's decision, by the code that erases it for its
 * person. The report stays open: what came of it is said by an answer. `accountId` says which is meant where several share
 * the address.
 */
export async function eraseReportedAccount(
  parts: CorrespondenceParts,
  { id: text, accountId }: { id: string; accountId?: string | undefined },
  witness: Witness,
): Promise<ErasedReported> {
  const id = reportBox.parseId(text)
  const row = id === undefined ? undefined : await findLetter(parts.database, 'reports', id)
  if (id === undefined || row?.sealedLetter === undefined || row.kind !== 'child-account')
    return { outcome: 'no-address' }
  const { accountEmail } = openLetter(parts, id, row.sealedLetter)
  if (accountEmail === undefined) return { outcome: 'no-address' }
  const { receivedAt } = row
  return parts.enterRequest(
    {
      email: accountEmail,
      accountId,
      kind: 'erase-account',
      channel: 'form',
      receivedAt,
      isReceiptKept: false,
    },
    witness,
  )
}
