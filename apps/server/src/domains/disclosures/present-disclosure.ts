import * as z from 'zod/mini'
import { contentKinds, type DeletionView, type DisclosureView, type PartnerTerms } from '#contract'
import type { HandlingTerms } from '#partner-spec'
import type { LedgerRow } from './disclosures.store.ts'

/** The terms as a row keeps them; what is not in them is not there. */
const storedTerms = z.object({
  region: z.string(),
  inputRetentionSeconds: z.int(),
  outputRetentionSeconds: z.int(),
  logRetentionSeconds: z.int(),
  // A row of before roles were stated has names alone.
  onwardRecipients: z.array(z.union([z.string(), z.object({ name: z.string() })])),
  transferMechanism: z.optional(z.string()),
  trainsOnContent: z.boolean(),
  basis: z.string(),
  evidence: z.object({ url: z.optional(z.string()), checkedOn: z.string() }),
})
const storedEvidence = z.object({ zeroRetention: z.optional(z.boolean()), region: z.optional(z.string()) })

export function presentTerms(terms: HandlingTerms | z.infer<typeof storedTerms>): PartnerTerms {
  const { evidence, transferMechanism } = terms
  return {
    region: terms.region,
    inputRetentionSeconds: terms.inputRetentionSeconds,
    outputRetentionSeconds: terms.outputRetentionSeconds,
    logRetentionSeconds: terms.logRetentionSeconds,
    onwardRecipients: terms.onwardRecipients.map((one) => (typeof one === 'string' ? one : one.name)),
    ...(transferMechanism === undefined ? {} : { transferMechanism }),
    trainsOnContent: terms.trainsOnContent,
    basis: terms.basis,
    ...(evidence.url === undefined ? {} : { source: evidence.url }),
    checkedOn: evidence.checkedOn,
  }
}

/** A row as its owner reads it. One that was never settled says unknown: nobody lived to hear the answer. */
export function presentDisclosure(row: LedgerRow, partner: string): DisclosureView {
  const deletion = presentDeletion(row)
  return {
    id: row.id,
    generationId: row.generation_id,
    attempt: row.attempt,
    partnerId: row.partner_id,
    partner,
    model: row.model_id,
    kinds: contentKinds.filter((kind) => row.content_kinds.includes(kind)),
    sizeBytes: row.size_bytes,
    terms: presentTerms(storedTerms.parse(row.terms)),
    state: row.state === 'recorded' ? 'unknown' : row.state,
    ...(row.partner_request_id === null ? {} : { partnerRequestId: row.partner_request_id }),
    evidence: storedEvidence.parse(row.evidence),
    recordedAt: row.recorded_at.toISOString(),
    ...(row.answered_at === null ? {} : { answeredAt: row.answered_at.toISOString() }),
    heldUntil: row.held_until.toISOString(),
    ...(deletion === undefined ? {} : { deletion }),
  }
}

function presentDeletion(row: LedgerRow): DeletionView | undefined {
  if (row.deletion_state === null || row.asked_at === null) return undefined
  return {
    state: row.deletion_state,
    ...(row.outcome === null ? {} : { outcome: row.outcome }),
    askedAt: row.asked_at.toISOString(),
    attempts: row.attempts ?? 0,
    ...(row.partner_status === null ? {} : { partnerStatus: row.partner_status }),
    ...(row.next_at === null ? {} : { nextAt: row.next_at.toISOString() }),
    ...(row.written_at === null ? {} : { writtenAt: row.written_at.toISOString() }),
    ...(row.settled_at === null ? {} : { settledAt: row.settled_at.toISOString() }),
  }
}
