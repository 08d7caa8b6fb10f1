import type { ContentKind, PartnerDescription } from '#partner-spec'
import type { AccountReference, GenerationId } from '#server/kernel/ids.ts'

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
