import type { ContentKind, PartnerDescription } from '#partner-spec'
import type { AccountId, AccountReference, DisclosureId, GenerationId } from '#server/kernel/ids.ts'

/** What is about to leave, for whom, under which terms. `sizeBytes` counts the whole request body. */
export interface Disclosure {
  accountId: AccountId
  accountReference: AccountReference
  generationId: GenerationId
  attempt: number
  partner: PartnerDescription
  modelId: string
  contentKinds: readonly ContentKind[]
  sizeBytes: number
  at: Date
  /** When the partner's work on it is over at the latest: what it keeps then, it keeps from there on. */
  workEndsBy: Date
}

/** What became of a send: `sent` with an answer, `failed` before a byte left, `unknown` when it broke in between. */
export interface SettledDisclosure {
  disclosureId: DisclosureId
  state: 'sent' | 'failed' | 'unknown'
  partnerRequestId?: string | undefined
  evidence?: DisclosureEvidence | undefined
  at: Date
}

/** What a partner said of its handling in the headers of its answer: nothing but these, and never content. */
export interface DisclosureEvidence {
  zeroRetention?: boolean
  region?: string
}
