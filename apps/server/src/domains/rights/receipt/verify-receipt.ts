import { type Receipt, signedReceipt } from '#contract'
import { isSignedBy } from '#server/platform/installation-key/index.ts'
import { canonicalJson } from '#server/kernel/canonical-json.ts'

export type Verdict = { isGenuine: true; receipt: Receipt } | { isGenuine: false; why: string }

/** Says whether a receipt is what the holder of this public key signed. `publicKey` is 32 bytes, from where it is published. */
export function verifyReceipt(given: unknown, publicKey: Buffer): Verdict {
  const parsed = signedReceipt.safeParse(given)
  if (!parsed.success) return { isGenuine: false, why: 'This is not a receipt.' }
  const { receipt, signature } = parsed.data
  if (signature.publicKey !== publicKey.toString('base64url'))
    return { isGenuine: false, why: 'Another installation signed this, or its key has changed since.' }
  const bytes = Buffer.from(canonicalJson(receipt), 'utf8')
  return isSignedBy(publicKey, bytes, Buffer.from(signature.value, 'base64url'))
    ? { isGenuine: true, receipt }
    : { isGenuine: false, why: 'Something in it was changed after it was signed.' }
}
