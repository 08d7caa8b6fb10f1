import { createCipheriv, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { lendOpened, lendSealed, openChunks, randomKey, sealChunks } from './index.ts'
import { sealWithSalt } from './chunked-encryption.ts'

const chunk = 16 * 1024
const tag = 16
const key = randomKey()
const context = Buffer.from('one object')

async function* cut(bytes: Uint8Array, sizes: readonly number[]) {
  let at = 0
  for (const size of sizes) {
    yield bytes.subarray(at, at + size)
    at += size
  }
  yield bytes.subarray(at)
}

const seal = (bytes: Uint8Array, sizes: readonly number[] = []) =>
  buffer(sealChunks(key, context, cut(bytes, sizes)))
const open = (sealed: Uint8Array, sizes: readonly number[] = []) =>
  buffer(openChunks(key, context, cut(sealed, sizes)))
const pattern = (length: number) => Buffer.alloc(length, 'a picture, piece by piece. ')

test.each([0, 1, chunk - 1, chunk, chunk + 1, 2 * chunk, 5 * chunk + 77, 20 * chunk])(
  '%i bytes come back',
  async (length) => {
    const sealed = await seal(pattern(length))
    expect(await open(sealed)).toEqual(pattern(length))
  },
)

test('however the bytes are cut on their way in and out, the same come back', async () => {
  const sizes = fc.array(fc.nat(30_000), { maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(fc.nat(70_000), sizes, sizes, async (length, inward, outward) => {
      expect(await open(await seal(pattern(length), inward), outward)).toEqual(pattern(length))
    }),
    { numRuns: 60 },
  )
})

test('under another key or context, or with anything changed, nothing opens', async () => {
  const sealed = await seal(pattern(3 * chunk + 100))
  await expect(buffer(openChunks(randomKey(), context, cut(sealed, [])))).rejects.toThrow()
  await expect(buffer(openChunks(key, Buffer.from('another'), cut(sealed, [])))).rejects.toThrow()
  for (let at = 0; at < sealed.length; at += 997) {
    const changed = Buffer.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 0x10
    await expect(open(changed)).rejects.toThrow()
  }
})

test('cut off at every border and a byte beside it, lengthened, swapped, repeated or left out, it does not open', async () => {
  const sealed = await seal(pattern(4 * chunk))
  const header = sealed.length - (4 * (chunk + tag) + tag)
  const pieces = [0, 1, 2, 3].map((index) =>
    sealed.subarray(header + index * (chunk + tag), header + (index + 1) * (chunk + tag)),
  )
  const last = sealed.subarray(header + 4 * (chunk + tag))
  const head = sealed.subarray(0, header)
  for (const border of [0, header, ...pieces.map((_, index) => header + (index + 1) * (chunk + tag))]) {
    for (const beside of [-1, 0, 1]) {
      const end = border + beside
      if (end >= 0 && end < sealed.length) await expect(open(sealed.subarray(0, end))).rejects.toThrow()
    }
  }
  const [a, b, c, d] = pieces
  if (a === undefined || b === undefined || c === undefined || d === undefined) throw new Error('four chunks')
  for (const order of [
    [b, a, c, d, last],
    [a, a, b, c, d, last],
    [a, c, d, last],
    [a, b, c, last, d],
    [a, b, c, d, last, Buffer.from([0])],
    [a, b, c, d, last, last],
  ]) {
    await expect(open(Buffer.concat([head, ...order]))).rejects.toThrow()
  }
})

test('chunks of another message under the same key do not fit in', async () => {
  const [one, other] = [await seal(pattern(3 * chunk)), await seal(Buffer.alloc(3 * chunk, 7))]
  const header = one.length - (3 * (chunk + tag) + tag)
  const mixed = Buffer.concat([one.subarray(0, header + chunk + tag), other.subarray(header + chunk + tag)])
  await expect(open(mixed)).rejects.toThrow()
})

/** The format written a second time from its specification: HKDF-Expand by hand, one cipher call for each chunk. */
function sealPlainly(salt: Buffer, bytes: Buffer): Buffer {
  const info = Buffer.concat([
    Buffer.from('c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0'),
    salt,
    context,
  ])
  const expand = (...parts: Uint8Array[]) => createHmac('sha512', key).update(Buffer.concat(parts)).digest()
  const first = expand(info, Buffer.from([1]))
  const derived = Buffer.concat([first, expand(first, info, Buffer.from([2]))])
  const parts: Buffer[] = [salt, derived.subarray(44, 76)]
  for (let number = 0; number <= Math.floor(bytes.length / chunk); number += 1) {
    const counter = Buffer.alloc(12)
    counter.writeUInt32BE(number, 8)
    const nonce = derived.subarray(32, 44).map((byte, index) => byte ^ (counter[index] ?? 0))
    const cipher = createCipheriv('aes-256-gcm', derived.subarray(0, 32), nonce)
    parts.push(
      cipher.update(bytes.subarray(number * chunk, (number + 1) * chunk)),
      cipher.final(),
      cipher.getAuthTag(),
    )
  }
  return Buffer.concat(parts)
}

test.each([0, 5, chunk, 9 * chunk + 5])('%i bytes are sealed as the specification says', async (length) => {
  const salt = Buffer.alloc(24, 3)
  const sealed = await buffer(sealWithSalt(salt, { key, context, source: cut(pattern(length), [3, 70]) }))
  expect(sealed).toEqual(sealPlainly(salt, pattern(length)))
})

async function copyAll(lent: AsyncIterable<Buffer>): Promise<Buffer> {
  const copies: Buffer[] = []
  for await (const piece of lent) copies.push(Buffer.from(piece))
  return Buffer.concat(copies)
}

test('what is lent is what is kept, however the bytes are cut', async () => {
  const sizes = fc.array(fc.nat(200_000), { maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(fc.nat(400_000), sizes, sizes, async (length, inward, outward) => {
      const sealed = await copyAll(lendSealed({ key, context, source: cut(pattern(length), inward) }))
      expect(await open(sealed)).toEqual(pattern(length))
      const opened = await copyAll(lendOpened({ key, context, source: cut(sealed, outward) }))
      expect(opened).toEqual(pattern(length))
    }),
    { numRuns: 30 },
  )
})

test('lent plaintext is zeros when it was read to its end, left halfway, or did not open', async () => {
  const sealed = await seal(pattern(30 * chunk))
  const read = async (source: Buffer, pieces: number) => {
    const seen: Buffer[] = []
    try {
      for await (const piece of lendOpened({ key, context, source: cut(source, []) })) {
        expect(piece.includes('a picture')).toBe(true)
        if (seen.push(piece) === pieces) break
      }
    } catch {
      seen.push(Buffer.alloc(0))
    }
    return seen
  }
  const changed = Buffer.from(sealed)
  changed[25 * chunk] = (changed[25 * chunk] ?? 0) ^ 1
  const [whole, half, broken] = [await read(sealed, 99), await read(sealed, 2), await read(changed, 99)]
  expect([whole.length > 3, half.length, broken.at(-1)?.length]).toEqual([true, 2, 0])
  for (const piece of [...whole, ...half, ...broken]) expect(piece.every((byte) => byte === 0)).toBe(true)
})

test('no chunk is handed on before it is authenticated: what comes before a change is the most that is seen', async () => {
  const sealed = await seal(pattern(30 * chunk))
  const header = sealed.length - (30 * (chunk + tag) + tag)
  for (const changedChunk of [0, 6, 7, 13, 29]) {
    const changed = Buffer.from(sealed)
    const at = header + changedChunk * (chunk + tag) + 5
    changed[at] = (changed[at] ?? 0) ^ 1
    let seen = 0
    const read = async () => {
      for await (const piece of openChunks(key, context, cut(changed, []))) seen += piece.length
    }
    await expect(read()).rejects.toThrow()
    expect(seen).toBeLessThanOrEqual(changedChunk * chunk)
  }
})
