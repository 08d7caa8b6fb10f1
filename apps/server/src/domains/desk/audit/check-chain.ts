import type { DeskParts } from '../parts.ts'
import { atOneMoment, findChain, lockChain, readEntries, storeChain } from './audit.store.ts'
import { type ChainVerdict, followChain } from './follow-chain.ts'
import { sealChain } from './prove.ts'
import { emptyChain, recordAct } from './record-act.ts'

type Parts = Pick<DeskParts, 'database' | 'installationKey' | 'clock' | 'logger'>

/** Follows the whole record as it is now. */
export function checkChain({ database, installationKey }: Parts): Promise<ChainVerdict> {
  return atOneMoment(database, async (tx) => {
    const chain = await findChain(tx)
    return followChain(installationKey, chain, readEntries(tx, chain?.beginsAfter ?? 0))
  })
}

/** Checks the record, and tells the log where it is broken. */
export async function watchChain(parts: Parts): Promise<ChainVerdict> {
  const verdict = await checkChain(parts)
  if (!verdict.isWhole) parts.logger.error('audit-chain-broken', { count: verdict.at, reason: verdict.why })
  return verdict
}

/**
 * Lets the record begin anew after a break that was looked into: what is before stays until its time, and proves nothing.
 * That this was done is its first entry. Returns the verdict from before; a whole record stays as it is.
 */
export async function acceptBreak(parts: Parts): Promise<ChainVerdict> {
  const { database, installationKey } = parts
  return database.transaction().execute(async (tx) => {
    const chain = await lockChain(tx, emptyChain(parts))
    const verdict = await followChain(installationKey, chain, readEntries(tx, chain.beginsAfter))
    if (verdict.isWhole) return verdict
    let highest = Math.max(chain.count, chain.beginsAfter)
    for await (const { number } of readEntries(tx, 0)) highest = Math.max(highest, number)
    const anew = { beginsAfter: highest, beginning: chain.head, count: highest, head: chain.head }
    await storeChain(tx, { ...anew, seal: sealChain(installationKey, anew) })
    await recordAct(parts, tx, { actor: 'command-line', act: 'break-accepted' })
    return verdict
  })
}
