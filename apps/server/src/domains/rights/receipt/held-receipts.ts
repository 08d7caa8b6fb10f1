import { type SignedReceipt, signedReceipt } from '#contract'
import { AppError } from '#server/kernel/app-error.ts'
import { parseId, type ReceiptKey, type RightsRequestId } from '#server/kernel/ids.ts'
import type { InstallationKey } from '#server/platform/installation-key/index.ts'
import type { Transaction } from '#server/platform/postgres/index.ts'
import type { RightsParts } from '../parts.ts'
import { isBegunUnder } from '../rights-requests.store.ts'
import { findSealedReceipt, insertReceipt } from './held-receipts.store.ts'

type Keyed = { installationKey: InstallationKey }

const receiptKeyBytes = 16

/** What stands for a key here: who has the database cannot make the key from it. */
export const indexReceiptKey = ({ installationKey }: Keyed, key: ReceiptKey): Buffer =>
  installationKey.index('receipt', key)

/**
 * The key for whoever asked by letter and chose none: the same whenever it is made of their request, so that the answer
 * can name it before anything is erased, and an operator whose page was lost has it still.
 */
export function receiptKeyOf({ installationKey }: Keyed, request: RightsRequestId): ReceiptKey {
  const bits = installationKey.index('receipt-key', request).subarray(0, receiptKeyBytes)
  const key = parseId('rky', `rky_${bits.toString('base64url')}`)
  if (key === undefined) throw new Error('a receipt key has another shape')
  return key
}

/** Whether there is a receipt for this key. */
export async function isReceiptHeld(
  { database, installationKey }: Pick<RightsParts, 'database' | 'installationKey'>,
  key: ReceiptKey,
): Promise<boolean> {
  return (await findSealedReceipt(database, indexReceiptKey({ installationKey }, key))) !== undefined
}

/** Keeps a receipt for whoever has the key, in the transaction that it tells of. */
export async function holdReceipt(
  { installationKey }: Keyed,
  tx: Transaction,
  { keyIndex, given }: { keyIndex: Buffer; given: SignedReceipt },
): Promise<void> {
  const bytes = Buffer.from(JSON.stringify(given), 'utf8')
  const sealed = installationKey.seal('receipt', bytes, keyIndex.toString('base64url'))
  await insertReceipt(tx, { keyIndex, sealed, issuedAt: new Date(given.receipt.erasedAt) })
}

/**
 * The receipt of an erasure that was asked for under this key.
 *
 * @throws AppError rights/receipt-not-ready while it is under way, rights/receipt-unknown
 */
export async function fetchReceipt(
  { database, installationKey }: Pick<RightsParts, 'database' | 'installationKey'>,
  key: ReceiptKey,
): Promise<SignedReceipt> {
  const keyIndex = indexReceiptKey({ installationKey }, key)
  // NOTE: in this order. Looked at the other way round, one that ends in between would seem never to have been.
  const isUnderWay = await isBegunUnder(database, keyIndex)
  const sealed = await findSealedReceipt(database, keyIndex)
  if (sealed === undefined)
    throw new AppError(isUnderWay ? 'rights/receipt-not-ready' : 'rights/receipt-unknown')
  const bytes = installationKey.open('receipt', sealed, keyIndex.toString('base64url'))
  return signedReceipt.parse(JSON.parse(bytes.toString('utf8')))
}
