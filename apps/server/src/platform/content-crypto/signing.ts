import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'

const asymmetricKeyType = 'ed25519'

export interface SigningKey {
  /** 32 bytes. */
  publicKey: Buffer
  /** 64 bytes. */
  sign(bytes: Buffer): Buffer
}

/** Opens the Ed25519 key of a secret seed of 32 bytes. @see RFC 8032, section 5.1.5 */
export function openSigningKey(seed: Buffer): SigningKey {
  const privateKey = createPrivateKey({ key: seed, format: 'raw-private', asymmetricKeyType })
  return {
    publicKey: createPublicKey(privateKey).export({ format: 'raw-public' }),
    sign: (bytes) => sign(null, bytes, privateKey),
  }
}

/** Whether the holder of this public key signed these bytes. False for a key or a signature of another shape. */
export function isSignedBy(publicKey: Buffer, bytes: Buffer, signature: Buffer): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false
  const key = createPublicKey({ key: publicKey, format: 'raw-public', asymmetricKeyType })
  return verify(null, bytes, key, signature)
}
