import { deriveKey, hash, randomKey } from '#server/platform/content-crypto/index.ts'

const tokenBytes = 32
/** 32 bytes in base64url; the last character carries 4 bits, so that each token has one spelling only. */
const tokenShape = /^[\w-]{42}[AEIMQUYcgkosw048]$/

type TokenUse = 'session' | 'sign-in'

export function makeToken(): Buffer {
  return randomKey()
}

/** Undefined for what is no token; never throws. */
export function parseToken(text: string | undefined): Buffer | undefined {
  if (text === undefined || !tokenShape.test(text)) return undefined
  const token = Buffer.from(text, 'base64url')
  return token.length === tokenBytes ? token : undefined
}

export function writeToken(token: Buffer): string {
  return token.toString('base64url')
}

/** What the database knows a token by: the hash of a value derived from it, which leads neither to it nor to its keys. */
export function hashToken(use: TokenUse, token: Buffer): Buffer {
  return hash(deriveKey({ secret: token, purpose: `gptimage/${use}/v1/id`, length: 16 }))
}

/** The key that seals what a sign-in holds between two requests. */
export function deriveSignInKey(token: Buffer): Buffer {
  return deriveKey({ secret: token, purpose: 'gptimage/sign-in/v1/seal' })
}
