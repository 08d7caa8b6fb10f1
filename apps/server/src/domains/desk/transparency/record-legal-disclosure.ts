import type { AccountId, AccountReference } from '#server/kernel/ids.ts'
import type { Executor } from '#server/platform/postgres/index.ts'
import { lockChain } from '../audit/audit.store.ts'
import { emptyChain, recordAct } from '../audit/record-act.ts'
import { requireOperator } from '../operators/require-operator.ts'
import type { DeskParts } from '../parts.ts'
import type { LegalDisclosure } from './legal-disclosure.ts'
import { nameDisclosure } from './name-disclosure.ts'
import { countByHalfYear, type HalfYear, insertLegalDisclosure } from './transparency.store.ts'

/**
 * Enters one that happened. There is no way to take it back: what was published stays so. With a form that was sent with the
 * same words before, nothing is entered.
 *
 * @throws AppError http/not-found for who is no operator any more
 */
export async function recordLegalDisclosure(
  parts: Pick<DeskParts, 'database' | 'clock' | 'installationKey'> & {
    people: Pick<DeskParts['people'], 'isOperator'>
  },
  { formIndex, ...disclosure }: LegalDisclosure & { formIndex?: Buffer },
  by: 'command-line' | { accountId: AccountId; accountReference: AccountReference },
): Promise<void> {
  await parts.database.transaction().execute(async (tx) => {
    // Before the record is locked: that is the last lock of every act.
    if (by !== 'command-line') await requireOperator(parts, tx, by)
    const actor = by === 'command-line' ? by : by.accountReference
    const { count } = await lockChain(tx, emptyChain(parts))
    const id = nameDisclosure(parts.installationKey, count + 1, disclosure)
    if (await insertLegalDisclosure(tx, { id, formIndex, ...disclosure }))
      await recordAct(parts, tx, { actor, act: 'legal-disclosure-recorded', subject: id })
  })
}

/** What is published of them. */
export interface Transparency {
  /** Requests of authorities that were answered with data, whole or in part. */
  authorityRequests: number
  businessTransfers: number
  halves: readonly HalfYear[]
}

export async function countTransparency(executor: Executor): Promise<Transparency> {
  const halves = await countByHalfYear(executor)
  const sum = (kind: HalfYear['kind'], count: (half: HalfYear) => number) =>
    halves.filter((half) => half.kind === kind).reduce((total, half) => total + count(half), 0)
  return {
    authorityRequests: sum('authority-request', ({ given, partly }) => given + partly),
    businessTransfers: sum('business-transfer', ({ count }) => count),
    halves,
  }
}
