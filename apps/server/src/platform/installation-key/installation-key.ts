import type { Secret } from '#server/kernel/secret.ts'
import {
  deriveKey,
  encodeContext,
  equal,
  openSigningKey,
  prove,
  unwrap,
  wrap,
} from '#server/platform/content-crypto/index.ts'

export type SealPurpose = 'profile' | 'corrections' | 'mail' | 'letter' | 'receipt' | 'unsubscribe'
export type IndexPurpose =
  | 'subject'
  | 'email'
  | 'idempotency'
  | 'library'
  | 'receipt'
  | 'receipt-key'
  | 'letter'
  | 'letter-number'
export type ProofPurpose = 'worker-key' | 'tombstone' | 'audit' | 'form'
export type SignaturePurpose = 'receipt' | 'audit'

/**
 * What the installation itself can open: names and e-mail addresses, never content. Each purpose has a key of its own.
 */
export interface InstallationKey {
  /** `bind` is the id of the row: sealed bytes copied into another row do not open. */
  seal(purpose: SealPurpose, bytes: Buffer, bind: string): Buffer
  /** @throws Error when it was changed, or is another row's */
  open(purpose: SealPurpose, sealed: Buffer, bind: string): Buffer
  /** A keyed index: equal texts meet, and nobody without the key can guess from it. 32 bytes. */
  index(purpose: IndexPurpose, text: string): Buffer
  prove(purpose: ProofPurpose, bytes: Buffer): Buffer
  verify(purpose: ProofPurpose, bytes: Buffer, proof: Buffer): boolean
  /** Ed25519, 64 bytes: anybody can check it with the public half, and nobody can make it without this key. */
  sign(purpose: SignaturePurpose, bytes: Buffer): Buffer
  /** The public half of what signs, 32 bytes; the same for as long as the installation key is. */
  publicKey(purpose: SignaturePurpose): Buffer
  /** Tells two keys apart and says nothing about either. */
  check(): Buffer
}

/** `isUnsealedForTests` shows that the canary scanner finds a name that lies open; nothing but a test sets it. */
export function createInstallationKey(
  secret: Secret,
  { isUnsealedForTests = false }: { isUnsealedForTests?: boolean } = {},
): InstallationKey {
  const text = secret.reveal()
  const root = Buffer.from(text, /^[\da-f]{64}$/i.test(text) ? 'hex' : 'base64url')
  if (root.length !== 32) throw new Error('an installation key has 32 bytes')
  const keys = new Map<string, Buffer>()
  const keyFor = (use: string) => {
    const key = keys.get(use) ?? deriveKey({ secret: root, purpose: `gptimage/installation/v1/${use}` })
    keys.set(use, key)
    return key
  }
  const contextOf = (purpose: string, bind: string) => encodeContext({ purpose, bind })
  const signingKeyFor = (purpose: SignaturePurpose) => openSigningKey(keyFor(`sign/${purpose}`))
  const proofOf = (purpose: ProofPurpose, bytes: Buffer) => prove(keyFor(`prove/${purpose}`), bytes)
  return {
    seal: (purpose, bytes, bind) =>
      isUnsealedForTests
        ? Buffer.from(bytes)
        : wrap(keyFor(`seal/${purpose}`), bytes, contextOf(purpose, bind)),
    open: (purpose, sealed, bind) =>
      isUnsealedForTests
        ? Buffer.from(sealed)
        : unwrap(keyFor(`seal/${purpose}`), sealed, contextOf(purpose, bind)),
    index: (purpose, value) => prove(keyFor(`index/${purpose}`), Buffer.from(value, 'utf8')),
    prove: proofOf,
    verify: (purpose, bytes, proof) => equal(proofOf(purpose, bytes), proof),
    sign: (purpose, bytes) => signingKeyFor(purpose).sign(bytes),
    publicKey: (purpose) => signingKeyFor(purpose).publicKey,
    check: () => deriveKey({ secret: root, purpose: 'gptimage/installation/v1/check' }),
  }
}
