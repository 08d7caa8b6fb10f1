import { setTimeout as pause } from 'node:timers/promises'
import { type Receipt, signedReceipt } from '#contract'
import { canonicalJson } from '#server/kernel/canonical-json.ts'
import { isSignedBy } from '#server/platform/installation-key/index.ts'
import type { OwnPerson } from '#server/domains/identity/index.ts'
import type { ReachedServer, TrustParts } from '../parts.ts'
import { bad, good, type Result } from '../result.ts'
import { listTables, searchRows } from './own-rows.store.ts'
import { nameWith } from './name-with.ts'
import type { Walk } from './walk.ts'

const lookEveryMs = 250
const sentence = 'erase my account for good'

/** The own account is erased as a person's would be: with a receipt that verifies, and no row left that leads to it. */
export async function eraseAndSearch(walk: Walk, signal: AbortSignal): Promise<Result> {
  const { parts, server, ids, marker } = walk
  // Its session is over: it signs in once more, as a person would who wants to be gone.
  const erased = await eraseOwn(parts, server, await parts.openOwnPerson(nameWith(marker)))
  if (erased === undefined) return bad('answered-otherwise', { accounts: 1 })
  const words = [
    ids.accountId,
    ids.accountReference,
    ...ids.sessionIds,
    ...ids.vaultIds,
    ...ids.generationIds,
  ]
  const tables = (await listTables(parts.database)).length
  let left = await searchRows(parts.database, words)
  // What is to be removed of a sitting stands on a list for a moment, by the sitting's id alone.
  while (left.size > 0 && !signal.aborted) {
    await pause(lookEveryMs, undefined, { signal })
    left = await searchRows(parts.database, words)
  }
  const { requestedAt, unreadableAt, erasedAt } = erased
  const since = (moment: string) => Date.parse(moment) - Date.parse(requestedAt)
  return left.size > 0
    ? bad('found', { tables, rows: [...left.values()].reduce((sum, count) => sum + count, 0) })
    : good({
        tables,
        'milliseconds-to-unreadable': since(unreadableAt),
        'milliseconds-to-gone': since(erasedAt),
      })
}

/** Erases the own account as its person would. Returns the receipt, when it is genuine. */
export async function eraseOwn(
  parts: TrustParts,
  server: ReachedServer,
  { cookieHeader: cookie, accountReference }: OwnPerson,
): Promise<Receipt | undefined> {
  const { status, bytes } = await server.ask('/api/rights/erase-account', {
    method: 'POST',
    cookie,
    body: { confirm: sentence },
  })
  if (status !== 200) return undefined
  await parts.forgetOwn(accountReference)
  const { receipt, signature } = signedReceipt.parse(JSON.parse(bytes.toString('utf8')))
  const isGenuine = isSignedBy(
    parts.installationKey.publicKey('receipt'),
    Buffer.from(canonicalJson(receipt), 'utf8'),
    Buffer.from(signature.value, 'base64url'),
  )
  return isGenuine ? receipt : undefined
}
