import {
  findAccountOfReference,
  findAccountReference,
  findExistingAccounts,
} from '#server/domains/identity/index.ts'
import { type AccountReference, parseId, type RightsRequestId } from '#server/kernel/ids.ts'
import type { RightsParts } from '../parts.ts'
import {
  answerErasures,
  answerRequest,
  listBegunContentErasures,
  listBegunErasures,
} from '../rights-requests.store.ts'
import { lockChain, storeChain } from '../tombstones/tombstone-chain.store.ts'
import { replaceFile } from '../tombstones/tombstone-file.ts'
import { requireTombstones } from '../tombstones/require-tombstones.ts'
import type { Tombstone } from '../tombstones/tombstone-line.ts'
import { retentionSeconds } from '#policies/retention.ts'
import { endEverything } from './end-everything.ts'
import { eraseIfOpen } from './erase-account.ts'
import { removeAccount } from './remove-account.ts'
import { unlessLocked } from './unless-locked.ts'

const atOnce = 100

/**
 * Makes erased stay erased, before anything is served: whoever has a tombstone and an account, because the database came
 * back from a backup or a process died, is erased again.
 *
 * @throws StartupFault when tombstones are missing
 */
export async function replayTombstones(parts: RightsParts): Promise<number> {
  const { database, installationKey, tombstones } = parts
  const stones = await database.transaction().execute(async (tx) => {
    const required = await requireTombstones({ ...tombstones, installationKey }, await lockChain(tx))
    await storeChain(tx, { count: required.last.count, head: required.last.proof })
    await forgetOld(parts, required.stones)
    return required.stones
  })
  let erased = 0
  for (let at = 0; at < stones.length; at += atOnce) {
    const batch = stones.slice(at, at + atOnce).map(({ accountId }) => accountId)
    const standing = await findExistingAccounts(database, batch)
    for (const accountId of batch.filter((id) => standing.has(id))) {
      const accountReference = await findAccountReference(database, accountId)
      const person = { accountId, accountReference }
      const begun = await endEverything(parts, person, 'nobody-anew')
      if (begun === undefined) continue
      await unlessLocked(() => removeAccount(parts, person, { begun, mark: 'has-tombstone' }))
      parts.logger.warn('account-erased-again', { accountReference })
      erased += 1
    }
  }
  return erased
}

/**
 * Goes on with erasures that were begun and not ended: the process died, or the database was away. One asked for less than
 * `graceMs` ago may be at work in another process, whose person waits for the receipt.
 */
export async function finishErasures(parts: RightsParts, { graceMs } = { graceMs: 0 }): Promise<number> {
  let finished = 0
  const begunBy = new Date(parts.clock.now().getTime() - graceMs)
  for (const text of await listBegunErasures(parts.database, { begunBy, limit: atOnce })) {
    const accountReference = parseId('ref', text)
    if (accountReference === undefined) throw new Error('a reference has another shape')
    if (await finishErasure(parts, accountReference)) finished += 1
  }
  for (const begun of await listBegunContentErasures(parts.database, { begunBy, limit: atOnce })) {
    await finishContentErasure(parts, begun)
    finished += 1
  }
  return finished
}

async function finishErasure(parts: RightsParts, accountReference: AccountReference): Promise<boolean> {
  const accountId = await findAccountOfReference(parts.database, accountReference)
  if (accountId === undefined) {
    // Another process was quicker, or the account went another way: what was asked for is so.
    await answerErasures(parts.database, { accountReference, at: parts.clock.now() })
    return false
  }
  return (await eraseIfOpen(parts, { accountId, accountReference }, {})) !== undefined
}

/** Where the account is gone, its content is. */
async function finishContentErasure(
  parts: RightsParts,
  { id, accountReference }: { id: RightsRequestId; accountReference: AccountReference },
): Promise<void> {
  const accountId = await findAccountOfReference(parts.database, accountReference)
  if (accountId !== undefined) await parts.eraseContent(accountId)
  await answerRequest(parts.database, { id, outcome: 'done', at: parts.clock.now() })
}

/** No backup is as old as what is let go here. */
async function forgetOld(
  { clock, installationKey, tombstones }: RightsParts,
  stones: readonly Tombstone[],
): Promise<void> {
  const before = clock.now().getTime() - retentionSeconds.tombstone * 1000
  const old = stones.filter(({ erasedAt }) => erasedAt.getTime() <= before)
  const gone = old.at(-1)
  if (gone === undefined) return
  const kept = stones.filter(({ count }) => count > gone.count)
  await replaceFile({ path: tombstones.path, installationKey }, { beginning: gone, stones: kept })
}
