import type { InstallationKey } from '#server/platform/installation-key/index.ts'
import type { Chain, Entry } from './entry.ts'

type Key = Pick<InstallationKey, 'prove' | 'verify'>

/** Of this entry and of all before it: none can be changed, taken out or put in without the installation key. */
export const proveEntry = (key: Key, before: Buffer, entry: Entry): Buffer =>
  key.prove('audit', wordsOf(before, entry))

export const isProof = (key: Key, proof: Buffer, of: { before: Buffer; entry: Entry }): boolean =>
  key.verify('audit', wordsOf(of.before, of.entry), proof)

/** NOTE: without a seal of its own the end could be cut off: the head of a shorter chain is a proof that once was right. */
export const sealChain = (key: Key, chain: Omit<Chain, 'seal'>): Buffer => key.prove('audit', endsOf(chain))

export const isSealed = (key: Key, { seal, ...chain }: Chain): boolean =>
  key.verify('audit', endsOf(chain), seal)

function wordsOf(before: Buffer, { number, at, actor, act, subject }: Entry): Buffer {
  const words = ['entry', before.toString('base64url'), number, at.toISOString(), actor, act, subject ?? null]
  return Buffer.from(JSON.stringify(words))
}

function endsOf({ beginsAfter, beginning, count, head }: Omit<Chain, 'seal'>): Buffer {
  const words = ['chain', beginsAfter, beginning.toString('base64url'), count, head.toString('base64url')]
  return Buffer.from(JSON.stringify(words))
}
