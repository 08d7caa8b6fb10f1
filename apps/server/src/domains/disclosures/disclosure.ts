import type { SettledSend } from '#partner-kit'
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
export interface SettledDisclosure extends SettledSend {
  disclosureId: DisclosureId
  at: Date
}
