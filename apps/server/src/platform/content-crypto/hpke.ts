import { createCipheriv, createDecipheriv, createSecretKey, diffieHellman, type KeyObject } from 'node:crypto'
import { finish } from './finish.ts'
import {
  type EphemeralPair,
  findPublicKey,
  importPrivateKey,
  importPublicKey,
  makeEphemeralPair,
} from './key-pair.ts'
import { prove, zero } from './keys.ts'

/*
 * HPKE in base mode, one shot: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.
 * @see RFC 9180, sections 4 and 5; the names in quotes are its labels. Checked against its test vectors.
 */

const version = Buffer.from('HPKE-v1')
const kemSuite = Buffer.concat([Buffer.from('KEM'), Buffer.from([0x00, 0x20])])

/** An AEAD of HPKE (RFC 9180, section 7.3). Ours is the larger; the RFC prints vectors of this KEM for the smaller. */
export interface Suite {
  cipher: 'aes-256-gcm' | 'aes-128-gcm'
  keyBytes: number
  id: Buffer
}

const suiteId = (aead: number) =>
  Buffer.concat([Buffer.from('HPKE'), Buffer.from([0x00, 0x20, 0x00, 0x01, 0x00, aead])])
const ours: Suite = { cipher: 'aes-256-gcm', keyBytes: 32, id: suiteId(0x02) }
export const suiteOfVectors: Suite = { cipher: 'aes-128-gcm', keyBytes: 16, id: suiteId(0x01) }
const empty = Buffer.alloc(0)
const noSalt = Buffer.alloc(32)
const encapsulatedBytes = 32
const tagBytes = 16

function extract(salt: Uint8Array, input: Uint8Array): Buffer {
  return prove(salt.length === 0 ? noSalt : salt, input)
}

function labeledExtract(
  suiteId: Buffer,
  { salt, label, input }: { salt: Buffer; label: string; input: Buffer },
) {
  return extract(salt, Buffer.concat([version, suiteId, Buffer.from(label), input]))
}

/** HKDF-Expand for at most 32 bytes, which is one block and all that this suite needs. */
function labeledExpand(suiteId: Buffer, secret: Buffer, { label, info, length }: Expansion): Buffer {
  const labeled = Buffer.concat([
    Buffer.from([0, length]),
    version,
    suiteId,
    Buffer.from(label),
    info,
    Buffer.from([1]),
  ])
  return prove(secret, labeled).subarray(0, length)
}

interface Expansion {
  label: string
  info: Buffer
  length: number
}

function deriveSharedSecret(secret: Buffer, kemContext: Buffer): Buffer {
  const eaePrk = labeledExtract(kemSuite, { salt: empty, label: 'eae_prk', input: secret })
  const shared = labeledExpand(kemSuite, eaePrk, { label: 'shared_secret', info: kemContext, length: 32 })
  zero(secret, eaePrk)
  return shared
}

function scheduleKeys(
  sharedSecret: Buffer,
  info: Uint8Array,
  { id: suite, keyBytes }: Suite,
): { key: Buffer; nonce: Buffer } {
  const idHash = labeledExtract(suite, { salt: empty, label: 'psk_id_hash', input: empty })
  const infoHash = labeledExtract(suite, { salt: empty, label: 'info_hash', input: Buffer.from(info) })
  const context = Buffer.concat([Buffer.from([0]), idHash, infoHash])
  const secret = labeledExtract(suite, { salt: sharedSecret, label: 'secret', input: empty })
  const schedule = {
    key: labeledExpand(suite, secret, { label: 'key', info: context, length: keyBytes }),
    nonce: labeledExpand(suite, secret, { label: 'base_nonce', info: context, length: 12 }),
  }
  zero(sharedSecret, secret)
  return schedule
}

/** Seals to a public key: 32 bytes of encapsulated key, then ciphertext and tag. `context` is HPKE's `info`. */
export function sealTo(publicKey: Uint8Array, plaintext: Uint8Array, context: Uint8Array): Buffer {
  return sealWithEphemeral(makeEphemeralPair(), { publicKey, plaintext, context, associated: empty })
}

/** The same with a given ephemeral pair: only the published vectors ever give one. */
export function sealWithEphemeral(ephemeral: EphemeralPair, message: Sealing, suite = ours): Buffer {
  const shared = diffieHellman({
    privateKey: ephemeral.privateKey,
    publicKey: importPublicKey(message.publicKey),
  })
  const kemContext = Buffer.concat([ephemeral.publicKey, message.publicKey])
  const { key, nonce } = scheduleKeys(deriveSharedSecret(shared, kemContext), message.context, suite)
  const cipher = createCipheriv(suite.cipher, createSecretKey(key), nonce, { authTagLength: tagBytes })
  zero(key)
  cipher.setAAD(message.associated)
  return Buffer.concat([
    ephemeral.publicKey,
    cipher.update(message.plaintext),
    cipher.final(),
    cipher.getAuthTag(),
  ])
}

interface Sealing {
  publicKey: Uint8Array
  plaintext: Uint8Array
  context: Uint8Array
  associated: Uint8Array
}

/** Opens what was sealed to the public half under the same context. @throws Error when it was changed or is another's */
export function openWith(privateKey: Uint8Array, sealed: Uint8Array, context: Uint8Array): Buffer {
  return openAssociated(importPrivateKey(privateKey), { sealed, context, associated: empty })
}

export function openAssociated(
  privateKey: KeyObject,
  { sealed, context, associated }: { sealed: Uint8Array; context: Uint8Array; associated: Uint8Array },
  suite = ours,
): Buffer {
  if (sealed.length < encapsulatedBytes + tagBytes) throw new Error('sealed message too short')
  const encapsulated = sealed.subarray(0, encapsulatedBytes)
  const shared = diffieHellman({ privateKey, publicKey: importPublicKey(encapsulated) })
  const kemContext = Buffer.concat([encapsulated, findPublicKey(privateKey)])
  const { key, nonce } = scheduleKeys(deriveSharedSecret(shared, kemContext), context, suite)
  const decipher = createDecipheriv(suite.cipher, createSecretKey(key), nonce, { authTagLength: tagBytes })
  zero(key)
  decipher.setAAD(associated)
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
  return finish(decipher, sealed.subarray(encapsulatedBytes, sealed.length - tagBytes))
}
