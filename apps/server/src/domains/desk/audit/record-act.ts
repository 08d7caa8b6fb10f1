import type { Transaction } from '#server/platform/postgres/index.ts'
import type { DeskParts } from '../parts.ts'
import { insertEntry, lockChain, storeChain } from './audit.store.ts'
import type { Act, Actor, Chain } from './entry.ts'
import { isSealed, proveEntry, sealChain } from './prove.ts'

type Parts = Pick<DeskParts, 'installationKey' | 'clock'>

/**
 * Writes one act into the record, in the transaction that does it: neither is there without the other. It is the last
 * thing a transaction locks, so that nothing waits for anything else behind it.
 */
export async function recordAct(
  { installationKey, clock }: Parts,
  tx: Transaction,
  { actor, act, subject }: { actor: Actor; act: Act; subject?: string | undefined },
): Promise<void> {
  const chain = await lockChain(tx, emptyChain({ installationKey }))
  const entry = { number: chain.count + 1, at: clock.now(), actor, act, subject }
  const proof = proveEntry(installationKey, chain.head, entry)
  await insertEntry(tx, { ...entry, before: chain.head, proof })
  const next = { ...chain, count: entry.number, head: proof }
  // NOTE: an end that somebody changed is not sealed again, or the act after a break would hide it.
  const seal = isSealed(installationKey, chain) ? sealChain(installationKey, next) : chain.seal
  await storeChain(tx, { ...next, seal })
}

export function emptyChain({ installationKey }: Pick<DeskParts, 'installationKey'>): Chain {
  const nothing = { beginsAfter: 0, beginning: Buffer.alloc(0), count: 0, head: Buffer.alloc(0) }
  return { ...nothing, seal: sealChain(installationKey, nothing) }
}
