import { createHash, createHmac, createSecretKey, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'

/*
 * NOTE: keys are made into key objects first. Given plain bytes, Node tries whether they are one by catching an error, which
 * costs more than the work (24.21).
 */

/** 32 random bytes. */
export function randomKey(): Buffer {
  return randomBytes(32)
}

/** SHA-256. */
export function hash(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}

/** HMAC-SHA-256. */
export function prove(key: Uint8Array, bytes: Uint8Array): Buffer {
  return createHmac('sha256', createSecretKey(key)).update(bytes).digest()
}

/**
 * HKDF-SHA-512 of a uniformly random secret. `purpose` separates what is derived; `length` is in bytes, 32 by default.
 *
 * @see RFC 5869
 */
export function deriveKey(options: {
  secret: Uint8Array
  salt?: Uint8Array
  purpose: Uint8Array | string
  length?: number
}): Buffer {
  const { secret, salt = Buffer.alloc(0), purpose, length = 32 } = options
  return Buffer.from(hkdfSync('sha512', createSecretKey(secret), salt, purpose, length))
}

/** Compares in constant time; buffers of different length are different. */
export function equal(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}

/** Overwrites what must not outlive its use. */
export function zero(...buffers: (Uint8Array | undefined)[]): void {
  for (const buffer of buffers) buffer?.fill(0)
}
