import * as z from 'zod/mini'
import { type AccountId, parseId } from '#server/kernel/ids.ts'
import type { InstallationKey } from '#server/platform/installation-key/index.ts'

/** That an account was erased; by its id, which means nothing once the account is gone. */
export interface Tombstone {
  /** The how-manieth ever, from 1. */
  count: number
  accountId: AccountId
  erasedAt: Date
  /** Of this one and of all before it: none can be taken out, added or changed by whoever has not the installation key. */
  proof: Buffer
}

/** Where the file begins: how many stood before what is in it, and the proof of the last of them. */
export interface Beginning {
  count: number
  proof: Buffer
}

const text = z.string()
const beginningLine = z.object({ before: z.int().check(z.nonnegative()), proof: text, seal: text })
const tombstoneLine = z.object({ count: z.int(), account: text, at: z.iso.datetime(), proof: text })

/** Before the first there is nothing to prove. */
export const nothingBefore: Beginning = { count: 0, proof: Buffer.alloc(0) }

export function proveTombstone(
  key: InstallationKey,
  before: Buffer,
  { count, accountId, erasedAt }: Omit<Tombstone, 'proof'>,
): Buffer {
  const words = JSON.stringify([before.toString('base64url'), count, accountId, erasedAt.toISOString()])
  return key.prove('tombstone', Buffer.from(words))
}

export function writeTombstone({ count, accountId, erasedAt, proof }: Tombstone): string {
  const line = { count, account: accountId, at: erasedAt.toISOString(), proof: proof.toString('base64url') }
  return `${JSON.stringify(line)}\n`
}

export function writeBeginning(key: InstallationKey, { count, proof }: Beginning): string {
  const line = { before: count, proof: proof.toString('base64url') }
  return `${JSON.stringify({ ...line, seal: sealOf(key, line) })}\n`
}

const sealOf = (key: InstallationKey, line: { before: number; proof: string }) =>
  key
    .prove('tombstone', Buffer.from(JSON.stringify(['before', line.before, line.proof])))
    .toString('base64url')

/** Undefined for what is no first line of ours. */
export function readBeginning(key: InstallationKey, line: string): Beginning | undefined {
  const parsed = beginningLine.safeParse(parse(line))
  if (!parsed.success || sealOf(key, parsed.data) !== parsed.data.seal) return undefined
  return { count: parsed.data.before, proof: Buffer.from(parsed.data.proof, 'base64url') }
}

/** Undefined for what does not follow from the one before. */
export function readTombstone(
  key: InstallationKey,
  before: Pick<Tombstone, 'count' | 'proof'>,
  line: string,
): Tombstone | undefined {
  const parsed = tombstoneLine.safeParse(parse(line))
  const accountId = parsed.success ? parseId('acc', parsed.data.account) : undefined
  if (!parsed.success || accountId === undefined || parsed.data.count !== before.count + 1) return undefined
  const { count, at, proof } = parsed.data
  const stone = { count, accountId, erasedAt: new Date(at), proof: Buffer.from(proof, 'base64url') }
  return proveTombstone(key, before.proof, stone).equals(stone.proof) ? stone : undefined
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    // The caller says what stands there: something that is none of ours.
    return undefined
  }
}
