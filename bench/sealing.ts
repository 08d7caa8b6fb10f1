import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { openChunks, randomKey, sealChunks } from '../apps/server/src/platform/content-crypto/index.ts'
import type { Figure } from './figure.ts'

const bytes = randomBytes(1_600_000)
const pieceBytes = 256 * 1024
const rounds = 120
const key = randomKey()
const context = Buffer.from('bench')

async function* pieces(whole: Buffer) {
  for (let at = 0; at < whole.length; at += pieceBytes) yield whole.subarray(at, at + pieceBytes)
}

async function collect(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of source) parts.push(part)
  return Buffer.concat(parts)
}

async function drain(source: AsyncIterable<Buffer>): Promise<void> {
  for await (const part of source) void part
}

async function rate(work: () => Promise<unknown> | unknown): Promise<number> {
  await work()
  const startedAt = performance.now()
  for (let round = 0; round < rounds; round += 1) await work()
  return (rounds * bytes.length) / 1e6 / ((performance.now() - startedAt) / 1000)
}

/** Sealing and opening 1.6 MB against AES-256-GCM alone. */
export async function measureSealing(): Promise<Figure[]> {
  const nonce = randomBytes(12)
  const raw = createCipheriv('aes-256-gcm', key, nonce)
  const rawSealed = Buffer.concat([raw.update(bytes), raw.final()])
  const tag = raw.getAuthTag()
  const sealFloor = await rate(() => {
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    cipher.update(bytes)
    cipher.final()
  })
  const openFloor = await rate(() => {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 })
    decipher.setAuthTag(tag)
    decipher.update(rawSealed)
    decipher.final()
  })
  const sealed = await collect(sealChunks(key, context, pieces(bytes)))
  const seal = await rate(() => drain(sealChunks(key, context, pieces(bytes))))
  const open = await rate(() => drain(openChunks(key, context, pieces(sealed))))
  const figure = (name: string, rateNow: number, floor: number): Figure => ({
    name,
    measured: `${rateNow.toFixed(0)} MB/s (${((100 * rateNow) / floor).toFixed(0)} %)`,
    floor: `${floor.toFixed(0)} MB/s`,
    goal: '≥ 40 % of raw AES-256-GCM',
    isMet: rateNow / floor >= 0.4,
  })
  return [figure('sealing 1.6 MB', seal, sealFloor), figure('opening 1.6 MB', open, openFloor)]
}
