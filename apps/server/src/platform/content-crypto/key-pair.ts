import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { zero } from './keys.ts'

/** An X25519 pair as raw bytes, 32 each (RFC 7748). */
export interface KeyPair {
  publicKey: Buffer
  privateKey: Buffer
}

/** The fixed bytes before a raw key in PKCS #8 and SubjectPublicKeyInfo (RFC 8410). */
const privatePrefix = Buffer.from('302e020100300506032b656e04220420', 'hex')
const publicPrefix = Buffer.from('302a300506032b656e032100', 'hex')

export function makeKeyPair(): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('x25519')
  return {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(publicPrefix.length),
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(privatePrefix.length),
  }
}

export function importPublicKey(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([publicPrefix, raw]), format: 'der', type: 'spki' })
}

export function importPrivateKey(raw: Uint8Array): KeyObject {
  const key = Buffer.concat([privatePrefix, raw])
  try {
    return createPrivateKey({ key, format: 'der', type: 'pkcs8' })
  } finally {
    zero(key)
  }
}

export function findPublicKey(privateKey: KeyObject): Buffer {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(publicPrefix.length)
}
