import { retentionSeconds } from '#policies/retention.ts'
import type { DeskParts } from '../parts.ts'
import {
  deleteEntriesUpTo,
  findLastBefore,
  findProof,
  lockChain,
  readEntries,
  storeChain,
} from './audit.store.ts'
import { followChain } from './follow-chain.ts'
import { isSealed, sealChain } from './prove.ts'
import { emptyChain } from './record-act.ts'

type Parts = Pick<DeskParts, 'database' | 'installationKey' | 'clock' | 'logger'>

/**
 * Forgets acts past their time. The record then begins after them, by the proof of the last one, so that all that is left
 * can still be followed. A record that is broken is left as it is: a sweep must not hide what was done to it.
 */
export async function forgetActs(parts: Parts): Promise<void> {
  const { database, installationKey, clock, logger } = parts
  const before = new Date(clock.now().getTime() - retentionSeconds['audit-chain'] * 1000)
  if ((await findLastBefore(database, before)) === 0) return
  const count = await database.transaction().execute(async (tx) => {
    const chain = await lockChain(tx, emptyChain(parts))
    const last = await findLastBefore(tx, before)
    // What a break was accepted of lies before the beginning, and goes by its age alone.
    if (last <= chain.beginsAfter) return deleteEntriesUpTo(tx, last)
    const isWhole = (await followChain(installationKey, chain, readEntries(tx, chain.beginsAfter))).isWhole
    const beginning = await findProof(tx, last)
    if (!isWhole || !isSealed(installationKey, chain) || beginning === undefined) return 0
    const next = { ...chain, beginsAfter: last, beginning }
    await storeChain(tx, { ...next, seal: sealChain(installationKey, next) })
    return deleteEntriesUpTo(tx, last)
  })
  if (count > 0) logger.info('swept', { reason: 'audit-entries', count })
}
