import type { SignedReceipt } from '#contract'
import { deleteAccount, lockAccount } from '#server/domains/identity/index.ts'
import type { Transaction } from '#server/platform/postgres/index.ts'
import type { HeldElsewhere, Person, RightsParts } from '../parts.ts'
import { countRows } from '../personal-rows.store.ts'
import { holdReceipt } from '../receipt/held-receipts.ts'
import { issueReceipt } from '../receipt/issue-receipt.ts'
import { answerErasures, findReceiptIndex } from '../rights-requests.store.ts'
import { lockChain, storeChain } from '../tombstones/tombstone-chain.store.ts'
import { appendTombstone } from '../tombstones/tombstone-file.ts'
import type { BegunErasure } from './erasure-steps.ts'

/**
 * Removes the account with everything tied to it. What partners hold is listed before the link to the pseudonym goes; the
 * tombstone is on disk before the commit, so that no erasure is ever forgotten that was told.
 *
 * Returns the receipt, which is kept in the same transaction where somebody has a key to it.
 * Undefined when the account is gone already: then nothing was written.
 */
export async function removeAccount(
  parts: RightsParts,
  person: Person,
  { begun, mark }: { begun: BegunErasure; mark: 'new-tombstone' | 'has-tombstone' },
): Promise<SignedReceipt | undefined> {
  const { database, clock, identity } = parts
  const ended = await database.transaction().execute(async (tx) => {
    // NOTE: the chain before the account, in every erasure, so that two of them wait for each other and never for ever.
    await lockChain(tx)
    if (!(await lockAccount(tx, person.accountId))) return undefined
    const erasedAt = clock.now()
    // Whoever signed in since the first step is signed out here; its streams end by themselves.
    const { afterCommit } = await identity.endSessionsOf(tx, person.accountId)
    const elsewhere = await tellParticipants(parts, tx, { ...person, at: erasedAt })
    // All of them: who wrote and then did it themselves waits for nothing more.
    const keyIndex = await findReceiptIndex(tx, person.accountReference)
    await answerErasures(tx, { ...person, at: erasedAt, unreadableAt: begun.unreadableAt })
    await deleteAccount(tx, person.accountId)
    const remaining = await countRows(tx, person)
    if (mark === 'new-tombstone') await writeTombstone(parts, tx, { ...person, erasedAt })
    const removed = { erasedAt, elsewhere, remaining, isHeld: keyIndex !== undefined }
    const given = issueReceipt(parts, { begun, removed })
    if (keyIndex !== undefined) await holdReceipt(parts, tx, { keyIndex, given })
    return { given, afterCommit }
  })
  await ended?.afterCommit()
  return ended?.given
}

async function tellParticipants(
  { participants }: RightsParts,
  tx: Transaction,
  person: Person & { at: Date },
): Promise<HeldElsewhere[]> {
  const held: HeldElsewhere[] = []
  for (const participant of participants) held.push(...(await participant.onErasing(tx, person)))
  return held
}

async function writeTombstone(
  { installationKey, tombstones }: RightsParts,
  tx: Transaction,
  erased: Person & { erasedAt: Date },
): Promise<void> {
  const stone = await appendTombstone({ path: tombstones.path, installationKey }, erased)
  await storeChain(tx, { count: stone.count, head: stone.proof })
}
