import type { Adapter } from './adapter.ts'
import type { EarlyDeletion } from './deletion.ts'
import type { PartnerDescription } from './model-description.ts'

/** A partner ready to be used: what it is, how it is spoken to, and where it is reached. */
export interface EnabledPartner {
  description: PartnerDescription
  adapter: Adapter
  /** Absent for partners inside this program. */
  baseUrl?: URL
  /** Headers that say who asks: the operator's key. Made anew for each send, to the partner's own address only. */
  credentials?: () => Readonly<Record<string, string>>
  /** Hosts beside its own, with their ports where those are not the usual, at which results may lie; absent: none. */
  resultHosts?: readonly string[]
  /** What can be done about what it was sent, before its own retention ends. */
  deletion: EarlyDeletion
}
