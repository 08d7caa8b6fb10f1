import type { Executor } from '#server/platform/postgres/index.ts'
import { lockChain } from '../audit/audit.store.ts'
import { emptyChain, recordAct } from '../audit/record-act.ts'
import type { Actor } from '../audit/entry.ts'
import type { DeskParts } from '../parts.ts'
import type { LegalDisclosure } from './legal-disclosure.ts'
import { nameDisclosure } from './name-disclosure.ts'
import { countByHalfYear, type HalfYear, insertLegalDisclosure } from './transparency.store.ts'

/** Enters one that happened. There is no way to take it back: what was published stays so. */
export async function recordLegalDisclosure(
  parts: Pick<DeskParts, 'database' | 'clock' | 'installationKey'>,
  disclosure: LegalDisclosure,
  actor: Actor,
): Promise<void> {
  await parts.database.transaction().execute(async (tx) => {
    const { count } = await lockChain(tx, emptyChain(parts))
    const id = nameDisclosure(parts.installationKey, count + 1, disclosure)
    await insertLegalDisclosure(tx, { id, ...disclosure })
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
