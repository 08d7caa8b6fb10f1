import type { SignedReceipt } from '#contract'
import { AppError } from '#server/kernel/app-error.ts'
import type { Person, RightsParts, Witness } from '../parts.ts'
import { issueReceipt } from '../receipt/issue-receipt.ts'
import type { Arrival } from '../rights-request.ts'
import { endEverything } from './end-everything.ts'
import { removeAccount } from './remove-account.ts'
import { unlessLocked } from './unless-locked.ts'

/**
 * Erases an account: keys first, then the list of what partners hold, then every row, under a tombstone. When it returns
 * the account is gone; sealed bytes that nobody can open go with the next sweep, within a minute.
 *
 * @returns the receipt; nothing of it is kept here
 * @throws AppError identity/not-signed-in when somebody else has erased it meanwhile
 */
export async function eraseAccount(
  parts: RightsParts,
  person: Person,
  arrival?: Arrival,
  witness?: Witness,
): Promise<SignedReceipt> {
  const begun = await endEverything(parts, person, arrival, witness)
  const removed = await unlessLocked(() => removeAccount(parts, person, { ...begun, mark: 'new-tombstone' }))
  if (removed === undefined) throw new AppError('identity/not-signed-in')
  parts.logger.info('account-erased', { accountReference: person.accountReference })
  return issueReceipt(parts, { begun, removed })
}
