import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto'
import { deriveKey, equal, zero } from './keys.ts'
import { finish } from './finish.ts'

const saltBytes = 32
const commitmentBytes = 32
const tagBytes = 16

/**
 * Seals a small record: AES-256-GCM under a key and nonce derived with a fresh salt, so that no nonce can repeat, and
 * with a commitment to the key, so that no ciphertext opens under two keys. Layout: salt, commitment, ciphertext, tag.
 */
export function wrap(key: Uint8Array, plaintext: Uint8Array, context: Uint8Array): Buffer {
  const salt = randomBytes(saltBytes)
  const { aeadKey, nonce, commitment } = deriveRecordKeys(key, salt, context)
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(aeadKey), nonce, { authTagLength: tagBytes })
  const sealed = Buffer.concat([
    salt,
    commitment,
    cipher.update(plaintext),
    cipher.final(),
    cipher.getAuthTag(),
  ])
  zero(aeadKey)
  return sealed
}

/** Opens what `wrap` sealed under the same key and context. @throws Error when it was changed or belongs elsewhere */
export function unwrap(key: Uint8Array, wrapped: Uint8Array, context: Uint8Array): Buffer {
  if (wrapped.length < saltBytes + commitmentBytes + tagBytes) throw new Error('sealed record too short')
  const { aeadKey, nonce, commitment } = deriveRecordKeys(key, wrapped.subarray(0, saltBytes), context)
  try {
    if (!equal(commitment, wrapped.subarray(saltBytes, saltBytes + commitmentBytes))) {
      throw new Error('sealed record is not for this key and context')
    }
    const decipher = createDecipheriv('aes-256-gcm', createSecretKey(aeadKey), nonce, {
      authTagLength: tagBytes,
    })
    decipher.setAuthTag(wrapped.subarray(wrapped.length - tagBytes))
    const body = wrapped.subarray(saltBytes + commitmentBytes, wrapped.length - tagBytes)
    return finish(decipher, body)
  } finally {
    zero(aeadKey)
  }
}

function deriveRecordKeys(key: Uint8Array, salt: Uint8Array, context: Uint8Array) {
  const purpose = Buffer.concat([Buffer.from('gptimage/record/v1\0'), context])
  const derived = deriveKey({ secret: key, salt, purpose, length: 32 + 12 + commitmentBytes })
  return {
    aeadKey: derived.subarray(0, 32),
    nonce: derived.subarray(32, 44),
    commitment: derived.subarray(44),
  }
}
