import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'

/** An X25519 pair as raw bytes, 32 each (RFC 7748). */
export interface KeyPair {
  publicKey: Buffer
  privateKey: Buffer
}

/** A pair for one use: its private half is never bytes of ours. */
export interface EphemeralPair {
  publicKey: Buffer
  privateKey: KeyObject
}

const asymmetricKeyType = 'x25519'

export function makeKeyPair(): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync(asymmetricKeyType)
  return {
    publicKey: publicKey.export({ format: 'raw-public' }),
    privateKey: privateKey.export({ format: 'raw-private' }),
  }
}

export function makeEphemeralPair(): EphemeralPair {
  const { publicKey, privateKey } = generateKeyPairSync(asymmetricKeyType)
  return { publicKey: publicKey.export({ format: 'raw-public' }), privateKey }
}

/** The same bytes, as the type Node asks for. */
const viewOf = (raw: Uint8Array) => Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)

export function importPublicKey(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: viewOf(raw), format: 'raw-public', asymmetricKeyType })
}

export function importPrivateKey(raw: Uint8Array): KeyObject {
  return createPrivateKey({ key: viewOf(raw), format: 'raw-private', asymmetricKeyType })
}

export function findPublicKey(privateKey: KeyObject): Buffer {
  return createPublicKey(privateKey).export({ format: 'raw-public' })
}
