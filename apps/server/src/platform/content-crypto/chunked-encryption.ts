import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { equal, zero } from './keys.ts'

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
/** Chunks put together into one buffer before they go on: fewer, larger writes, and still bounded. */
const chunksPerBatch = 8

interface MessageKeys {
  key: KeyObject
  baseNonce: Buffer
  commitment: Buffer
}

function deriveMessageKeys(inputKey: Uint8Array, salt: Uint8Array, context: Uint8Array): MessageKeys {
  const info = Buffer.concat([
    Buffer.from('c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0'),
    salt,
    context,
  ])
  const first = createHmac('sha512', inputKey)
    .update(info)
    .update(Buffer.from([1]))
    .digest()
  const second = createHmac('sha512', inputKey)
    .update(first)
    .update(info)
    .update(Buffer.from([2]))
    .digest()
  const derived = Buffer.concat([first, second])
  const keys = {
    key: createSecretKey(derived.subarray(0, 32)),
    baseNonce: Buffer.from(derived.subarray(32, 44)),
    commitment: Buffer.from(derived.subarray(44, 76)),
  }
  zero(first, second, derived)
  return keys
}

/** The base nonce XOR the chunk's number as a big-endian integer; its low 32 bits reach 64 TiB. */
function nonceOf(baseNonce: Buffer, chunk: number): Buffer {
  const nonce = Buffer.from(baseNonce)
  nonce.writeUInt32BE((nonce.readUInt32BE(8) ^ chunk) >>> 0, 8)
  return nonce
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

/** The same with a given salt: only vectors ever give one. */
export async function* sealWithSalt(
  salt: Buffer,
  { key, context, source }: { key: Uint8Array; context: Uint8Array; source: AsyncIterable<Uint8Array> },
): AsyncIterable<Buffer> {
  const keys = deriveMessageKeys(key, salt, context)
  yield Buffer.concat([salt, keys.commitment])
  let number = 0
  let last: Buffer = Buffer.alloc(0)
  for await (const { pieces, rest } of cut(source, chunkBytes)) {
    if (pieces.length > 0) yield Buffer.concat(pieces.flatMap((piece) => sealChunk(keys, number++, piece)))
    last = rest
  }
  yield Buffer.concat(sealChunk(keys, number, last))
}

function sealChunk(keys: MessageKeys, number: number, plaintext: Uint8Array): [Buffer, Buffer] {
  const cipher = createCipheriv('aes-256-gcm', keys.key, nonceOf(keys.baseNonce, number), {
    authTagLength: tagBytes,
  })
  const sealed = cipher.update(plaintext)
  cipher.final()
  return [sealed, cipher.getAuthTag()]
}

/**
 * Opens a sealed stream; each piece has been authenticated before it is handed on.
 *
 * @throws Error when anything was changed, cut off, reordered, or sealed under another key or context
 */
export async function* openChunks(
  key: Uint8Array,
  context: Uint8Array,
  sealed: AsyncIterable<Uint8Array>,
): AsyncIterable<Buffer> {
  let keys: MessageKeys | undefined
  let number = 0
  let last: Buffer | undefined
  for await (const { header, pieces, rest } of cut(sealed, sealedChunkBytes, headerBytes)) {
    if (header === undefined) continue
    keys ??= checkHeader(key, context, header)
    for (const piece of pieces) yield openChunk(keys, number++, piece)
    last = rest
  }
  if (keys === undefined || last === undefined || last.length < tagBytes)
    throw new Error('sealed stream is cut off')
  const opened = openChunk(keys, number, last)
  if (opened.length > 0) yield opened
}

function checkHeader(key: Uint8Array, context: Uint8Array, header: Buffer): MessageKeys {
  const keys = deriveMessageKeys(key, header.subarray(0, saltBytes), context)
  if (!equal(keys.commitment, header.subarray(saltBytes))) {
    throw new Error('sealed stream is not for this key and context')
  }
  return keys
}

function openChunk(keys: MessageKeys, number: number, sealed: Buffer): Buffer {
  const nonce = nonceOf(keys.baseNonce, number)
  const decipher = createDecipheriv('aes-256-gcm', keys.key, nonce, { authTagLength: tagBytes })
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
  const opened = decipher.update(sealed.subarray(0, sealed.length - tagBytes))
  decipher.final()
  return opened
}

interface Cut {
  /** Present once its bytes have arrived. */
  header: Buffer | undefined
  pieces: Buffer[]
  /** What is left over, shorter than a piece. */
  rest: Buffer
}

/** Cuts a stream into pieces of one size behind an optional header, at most a batch of them at a time. */
async function* cut(
  source: AsyncIterable<Uint8Array>,
  pieceBytes: number,
  headBytes = 0,
): AsyncIterable<Cut> {
  let header: Buffer | undefined = headBytes === 0 ? Buffer.alloc(0) : undefined
  let rest: Buffer = Buffer.alloc(0)
  for await (const bytes of source) {
    let ahead = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    if (rest.length > 0) ahead = Buffer.concat([rest, ahead])
    if (header === undefined && ahead.length >= headBytes) {
      header = ahead.subarray(0, headBytes)
      ahead = ahead.subarray(headBytes)
    }
    while (header !== undefined && ahead.length >= pieceBytes) {
      const pieces: Buffer[] = []
      while (ahead.length >= pieceBytes && pieces.length < chunksPerBatch) {
        pieces.push(ahead.subarray(0, pieceBytes))
        ahead = ahead.subarray(pieceBytes)
      }
      yield { header, pieces, rest: ahead.length < pieceBytes ? ahead : Buffer.alloc(0) }
    }
    // The source may use its buffer again.
    rest = Buffer.from(ahead)
    yield { header, pieces: [], rest }
  }
}
