import type { SignedReceipt } from '#contract'
import { AppError } from '#server/kernel/app-error.ts'
import type { Person, RightsParts } from '../parts.ts'
import { endEverything, type ErasureAsked } from './end-everything.ts'
import { removeAccount } from './remove-account.ts'
import { unlessLocked } from './unless-locked.ts'

/**
 * Erases an account: keys first, then the list of what partners hold, then every row, under a tombstone. When it returns
 * the account is gone; sealed bytes that nobody can open go with the next sweep, within a minute.
 *
 * @returns the receipt; it is kept for whoever has the `receiptKey`, and without one nowhere
 * @throws AppError identity/not-signed-in when somebody else has erased it meanwhile
 */
export async function eraseAccount(
  parts: RightsParts,
  person: Person,
  asked: ErasureAsked = {},
): Promise<SignedReceipt> {
  const begun = await endEverything(parts, person, asked)
  const given = await unlessLocked(() => removeAccount(parts, person, { begun, mark: 'new-tombstone' }))
  if (given === undefined) throw new AppError('identity/not-signed-in')
  parts.logger.info('account-erased', { accountReference: person.accountReference })
  return given
}
