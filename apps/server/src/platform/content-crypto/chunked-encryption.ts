import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { release } from '#server/kernel/release.ts'
import { equal, zero } from './keys.ts'
import { PieceCutter } from './piece-cutter.ts'

/*
 * Chunked encryption, instantiation Cobblestone-256 (HKDF-Expand with SHA-512, AES-256-GCM, chunks of 16 KiB).
 * @see https://c2sp.org/chunked-encryption (C2SP/C2SP at 5ba5ee8, 2026-07-22)
 */

export const chunkBytes = 16 * 1024
const tagBytes = 16
const sealedChunkBytes = chunkBytes + tagBytes
const saltBytes = 24
const commitmentBytes = 32
const headerBytes = saltBytes + commitmentBytes
const cipherOptions = { authTagLength: tagBytes }
/**
 * Chunks put together into one buffer before they go on: fewer, larger writes, and still bounded. Under 128 KiB: more the
 * C library takes from the system and gives back each time, a page fault for every 4 KiB.
 */
const chunksPerBatch = 7
const batchBytes = chunksPerBatch * sealedChunkBytes

interface MessageKeys {
  key: KeyObject
  baseNonce: Buffer
  /** The nonce of the chunk at hand, written anew for each: a cipher copies what it is given. */
  nonce: Buffer
  commitment: Buffer
}

function deriveMessageKeys(inputKey: Uint8Array, salt: Uint8Array, context: Uint8Array): MessageKeys {
  const info = Buffer.concat([
    Buffer.from('c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0'),
    salt,
    context,
  ])
  // NOTE: a key object, because Node takes four times as long to start an HMAC from plain bytes (24.21).
  const secret = createSecretKey(inputKey)
  const first = createHmac('sha512', secret)
    .update(info)
    .update(Buffer.from([1]))
    .digest()
  const second = createHmac('sha512', secret)
    .update(first)
    .update(info)
    .update(Buffer.from([2]))
    .digest()
  const derived = Buffer.concat([first, second])
  const keys = {
    key: createSecretKey(derived.subarray(0, 32)),
    baseNonce: Buffer.from(derived.subarray(32, 44)),
    nonce: Buffer.from(derived.subarray(32, 44)),
    commitment: Buffer.from(derived.subarray(44, 76)),
  }
  zero(first, second, derived)
  return keys
}

/** The base nonce XOR the chunk's number as a big-endian integer; its low 32 bits reach 64 TiB. */
function nonceOf({ baseNonce, nonce }: MessageKeys, chunk: number): Buffer {
  nonce.writeUInt32BE((baseNonce.readUInt32BE(8) ^ chunk) >>> 0, 8)
  return nonce
}

/** What is sealed or opened, and under what. */
export interface ContentStream {
  key: Uint8Array
  /** Says what the content is and whose: it opens as this and as nothing else. */
  context: Uint8Array
  source: AsyncIterable<Uint8Array>
}

/**
 * Seals a stream of any length; holds at most a batch of chunks.
 *
 * The key must be used for one message or few (a fresh salt separates them). Opens under the same context only.
 */
export function sealChunks(
  key: Uint8Array,
  context: Uint8Array,
  source: AsyncIterable<Uint8Array>,
): AsyncIterable<Buffer> {
  return sealWithSalt(randomBytes(saltBytes), { key, context, source })
}

/** The same, but every piece is lent: the next one overwrites it. Whoever asks for the next must be done with the last. */
export function lendSealed(stream: ContentStream): AsyncIterable<Buffer> {
  return sealWithSalt(randomBytes(saltBytes), stream, Buffer.allocUnsafeSlow(batchBytes))
}

/** The same with a given salt: only vectors ever give one. */
export async function* sealWithSalt(
  salt: Buffer,
  { key, context, source }: ContentStream,
  lent?: Buffer,
): AsyncIterable<Buffer> {
  const keys = deriveMessageKeys(key, salt, context)
  yield Buffer.concat([salt, keys.commitment])
  const cutter = new PieceCutter(chunkBytes)
  let number = 0
  try {
    for await (const piece of source) {
      cutter.offer(piece)
      while (cutter.length >= chunkBytes) {
        const sealed = makeRoom(lent, countWhole(cutter, chunkBytes) * sealedChunkBytes)
        for (let at = 0; at < sealed.length; at += sealedChunkBytes) {
          sealChunk({ keys, number: number++, plaintext: cutter.take(chunkBytes) }, sealed, at)
        }
        yield sealed
      }
      cutter.keep()
    }
    const last = makeRoom(lent, cutter.length + tagBytes)
    sealChunk({ keys, number, plaintext: cutter.take(cutter.length) }, last, 0)
    yield last
  } finally {
    cutter.clear()
  }
}

/** How many whole chunks go into the next batch. */
function countWhole(cutter: PieceCutter, bytesEach: number): number {
  return Math.min(chunksPerBatch, Math.floor(cutter.length / bytesEach))
}

function makeRoom(lent: Buffer | undefined, sizeBytes: number): Buffer {
  return lent === undefined ? Buffer.allocUnsafeSlow(sizeBytes) : lent.subarray(0, sizeBytes)
}

function sealChunk(
  { keys, number, plaintext }: { keys: MessageKeys; number: number; plaintext: Buffer },
  into: Buffer,
  at: number,
): void {
  const cipher = createCipheriv('aes-256-gcm', keys.key, nonceOf(keys, number), cipherOptions)
  const sealed = cipher.update(plaintext)
  cipher.final()
  into.set(sealed, at)
  into.set(cipher.getAuthTag(), at + plaintext.length)
  // NOTE: left to the collector, a chunk each time, it costs a third of the work: the memory goes cold, and another thread
  // frees it under the allocator's lock.
  release(sealed)
}

/**
 * Opens a sealed stream; each piece has been authenticated before it is handed on.
 *
 * @throws Error when anything was changed, cut off, reordered, or sealed under another key or context
 */
export function openChunks(
  key: Uint8Array,
  context: Uint8Array,
  source: AsyncIterable<Uint8Array>,
): AsyncIterable<Buffer> {
  return openBatches({ key, context, source })
}

/**
 * The same, but every piece is lent: the next one overwrites it, and zeros at the end, so that no plaintext is left in
 * memory. Whoever asks for the next must be done with the last.
 */
export function lendOpened(stream: ContentStream): AsyncIterable<Buffer> {
  return openBatches(stream, Buffer.allocUnsafeSlow(batchBytes))
}

async function* openBatches({ key, context, source }: ContentStream, lent?: Buffer): AsyncIterable<Buffer> {
  const cutter = new PieceCutter(sealedChunkBytes)
  let keys: MessageKeys | undefined
  let number = 0
  try {
    for await (const piece of source) {
      cutter.offer(piece)
      if (keys === undefined && cutter.length >= headerBytes) {
        keys = checkHeader(key, context, cutter.take(headerBytes))
      }
      while (keys !== undefined && cutter.length >= sealedChunkBytes) {
        const opened = makeRoom(lent, countWhole(cutter, sealedChunkBytes) * chunkBytes)
        for (let at = 0; at < opened.length; at += chunkBytes) {
          openChunk({ keys, number: number++, sealed: cutter.take(sealedChunkBytes) }, opened, at)
        }
        yield opened
      }
      cutter.keep()
    }
    if (keys === undefined || cutter.length < tagBytes) throw new Error('sealed stream is cut off')
    const last = makeRoom(lent, cutter.length - tagBytes)
    openChunk({ keys, number, sealed: cutter.take(cutter.length) }, last, 0)
    if (last.length > 0) yield last
  } finally {
    zero(lent)
  }
}

function checkHeader(key: Uint8Array, context: Uint8Array, header: Buffer): MessageKeys {
  const keys = deriveMessageKeys(key, header.subarray(0, saltBytes), context)
  if (!equal(keys.commitment, header.subarray(saltBytes))) {
    throw new Error('sealed stream is not for this key and context')
  }
  return keys
}

function openChunk(
  { keys, number, sealed }: { keys: MessageKeys; number: number; sealed: Buffer },
  into: Buffer,
  at: number,
): void {
  const decipher = createDecipheriv('aes-256-gcm', keys.key, nonceOf(keys, number), cipherOptions)
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
  const opened = decipher.update(sealed.subarray(0, sealed.length - tagBytes))
  try {
    decipher.final()
    into.set(opened, at)
  } finally {
    zero(opened)
    release(opened)
  }
}
