import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto'
import {
  lendOpened,
  lendSealed,
  randomKey,
  sealChunks,
} from '../apps/server/src/platform/content-crypto/index.ts'
import { type Figure, quantile } from './figure.ts'

const bytes = randomBytes(1_600_000)
const pieceBytes = 256 * 1024
const turnsEach = 5
const roundsATurn = 60
const timesARound = 5
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

type Work = () => Promise<unknown> | unknown

/**
 * Megabytes for a second of processor time of each, collector included: what else the machine does takes none of it. By
 * turns that are long enough for memory to be warm again after the other's, and the best tenth counts: memory gone cold
 * slows the floor even more than us, and would flatter.
 */
async function measureInTurns(works: readonly Work[]): Promise<number[]> {
  const turns = works.map((work) => ({ work, rates: new Array<number>() }))
  for (let turn = 0; turn < turnsEach; turn += 1) {
    for (const { work, rates } of turns) {
      for (let round = 0; round < roundsATurn; round += 1) {
        const before = process.cpuUsage()
        for (let time = 0; time < timesARound; time += 1) await work()
        const { user, system } = process.cpuUsage(before)
        rates.push((timesARound * bytes.length) / (user + system))
      }
    }
  }
  return turns.map(({ rates }) => quantile(rates, 0.9))
}

/** The whole in one call each, its output allocated by the cipher: the least that AES-256-GCM takes here. */
function rawCiphers() {
  const rawKey = createSecretKey(key)
  const nonce = randomBytes(12)
  const options = { authTagLength: 16 }
  const seal = () => {
    const cipher = createCipheriv('aes-256-gcm', rawKey, nonce, options)
    const sealed = cipher.update(bytes)
    cipher.final()
    return { sealed, tag: cipher.getAuthTag() }
  }
  const { sealed, tag } = seal()
  const open = () => {
    const decipher = createDecipheriv('aes-256-gcm', rawKey, nonce, options)
    decipher.setAuthTag(tag)
    decipher.update(sealed)
    decipher.final()
  }
  return { seal, open }
}

/** Sealing and opening 1.6 MB against AES-256-GCM alone. */
export async function measureSealing(): Promise<Figure[]> {
  const raw = rawCiphers()
  const sealed = await collect(sealChunks(key, context, pieces(bytes)))
  const [sealFloor, seal, openFloor, open] = await measureInTurns([
    raw.seal,
    () => drain(lendSealed({ key, context, source: pieces(bytes) })),
    raw.open,
    () => drain(lendOpened({ key, context, source: pieces(sealed) })),
  ])
  const figure = (name: string, measured = 0, floor = 0): Figure => ({
    name,
    measured: `${measured.toFixed(0)} MB/s (${((100 * measured) / floor).toFixed(0)} %)`,
    floor: `${floor.toFixed(0)} MB/s`,
    goal: '≥ 40 % of raw AES-256-GCM',
    isMet: measured / floor >= 0.4,
  })
  return [
    figure('sealing 1.6 MB to the store', seal, sealFloor),
    figure('opening 1.6 MB to a client', open, openFloor),
  ]
}
