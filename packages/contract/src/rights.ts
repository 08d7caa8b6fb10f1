import * as z from 'zod/mini'

const moment = z.iso.datetime()

/**
 * What is left in the person's hand when an account was erased. It names nobody: counts of what went, who outside still
 * holds something and until when, and what stays here under a pseudonym that leads to nobody any more.
 */
export const receipt = z.object({
  version: z.literal(1),
  kind: z.literal('account-erased'),
  /** Of the request, as it stands in the list of requests. */
  number: z.string(),
  /** The installation that says so. */
  issuer: z.string(),
  requestedAt: moment,
  /** From here on nobody could read the content: every key was destroyed. */
  unreadableAt: moment,
  /** From here on no row led to the person. */
  erasedAt: moment,
  /** By then the sealed bytes, which open for nobody, are removed too. */
  bytesGoneBy: moment,
  erased: z.array(z.object({ what: z.string(), rows: z.int() })),
  elsewhere: z.array(
    z.object({
      recipient: z.string(),
      items: z.int(),
      state: z.enum(['asked-to-delete', 'to-be-asked-in-writing', 'gone-by-then']),
      until: moment,
    }),
  ),
  remains: z.array(z.object({ what: z.string(), rows: z.int(), why: z.string(), until: moment })),
})
export type Receipt = z.infer<typeof receipt>

/**
 * A receipt and who stands for it. The signature is Ed25519 over the receipt's canonical JSON (RFC 8785), in UTF-8; key
 * and signature are base64url.
 */
export const signedReceipt = z.object({
  receipt,
  signature: z.object({ algorithm: z.literal('Ed25519'), publicKey: z.string(), value: z.string() }),
})
export type SignedReceipt = z.infer<typeof signedReceipt>

/** Said twice by whoever means it: a request without it erases nothing. */
export const eraseAccountRequest = z.object({ confirm: z.literal('erase my account for good') })
