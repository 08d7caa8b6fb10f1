import type { ContentKind, PartnerDescription } from '#partner-spec'
import { type AccountReference, type DisclosureId, type GenerationId, makeId } from '#server/kernel/ids.ts'
import type { Database } from '#server/platform/postgres/index.ts'
import { insertDisclosure, updateDisclosure } from './disclosures.store.ts'

/** What is about to leave, for whom, under which terms. `sizeBytes` counts the whole request body. */
export interface Disclosure {
  accountReference: AccountReference
  generationId: GenerationId
  attempt: number
  partner: PartnerDescription
  modelId: string
  contentKinds: readonly ContentKind[]
  sizeBytes: number
  at: Date
}

/** Commits the row that says what will leave. Call it, and wait for it, before the first byte does. */
export async function recordDisclosure(database: Database, disclosure: Disclosure): Promise<DisclosureId> {
  const id = makeId('dsc')
  const { terms } = disclosure.partner
  const heldSeconds = Math.max(
    terms.inputRetentionSeconds,
    terms.outputRetentionSeconds,
    terms.logRetentionSeconds,
  )
  await insertDisclosure(database, {
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
