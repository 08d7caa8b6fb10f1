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
  const given = await eraseIfOpen(parts, person, asked)
  if (given === undefined) throw new AppError('identity/not-signed-in')
  return given
}

/** The same; undefined when the account is gone, or the request that was named has an answer. */
export async function eraseIfOpen(
  parts: RightsParts,
  person: Person,
  asked: ErasureAsked,
): Promise<SignedReceipt | undefined> {
  const begun = await endEverything(parts, person, asked)
  if (begun === undefined) return undefined
  const given = await unlessLocked(() => removeAccount(parts, person, { begun, mark: 'new-tombstone' }))
  if (given !== undefined) parts.logger.info('account-erased', { accountReference: person.accountReference })
  return given
}
