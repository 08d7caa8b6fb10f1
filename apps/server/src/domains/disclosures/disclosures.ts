import { type DisclosureId, makeId } from '#server/kernel/ids.ts'
import type { Database, Executor } from '#server/platform/postgres/index.ts'
import type { Disclosure } from './disclosure.ts'
import { insertDisclosure, updateDisclosure } from './disclosures.store.ts'

/** Writes the row that says what will leave. It must be committed before the first byte does. */
export async function recordDisclosure(executor: Executor, disclosure: Disclosure): Promise<DisclosureId> {
  const id = makeId('dsc')
  const { terms } = disclosure.partner
  const heldSeconds = Math.max(
    terms.inputRetentionSeconds,
    terms.outputRetentionSeconds,
    terms.logRetentionSeconds,
  )
  await insertDisclosure(executor, {
    ...disclosure,
    id,
    heldUntil: new Date(disclosure.at.getTime() + heldSeconds * 1000),
  })
  return id
}

/**
 * Says what became of a send: `sent` with an answer, `failed` before a byte left, `unknown` when it broke in between.
 * A row that is never settled stays `recorded`, which readers must take as unknown.
 */
export async function settleDisclosure(
  database: Database,
  settled: {
    disclosureId: DisclosureId
    state: 'sent' | 'failed' | 'unknown'
    partnerRequestId?: string | undefined
    at: Date
  },
): Promise<void> {
  await updateDisclosure(database, settled)
}
