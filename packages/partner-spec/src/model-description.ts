/**
 * Whom a partner passes content on to. A processor works for the partner, under its terms and for nothing else; whoever
 * decides itself what becomes of it is a controller, and keeps a partner from being used.
 */
export interface OnwardRecipient {
  name: string
  role: 'processor' | 'controller'
}

/** What a partner does with what it receives; seconds. Default deny: a partner without stated terms does not start. */
export interface HandlingTerms {
  inputRetentionSeconds: number
  outputRetentionSeconds: number
  logRetentionSeconds: number
  trainsOnContent: boolean
  onwardRecipients: readonly OnwardRecipient[]
  /** On what ground data may go to the region, for example "SCC 2021/914 module 2"; absent where it need not leave. */
  transferMechanism?: string
  /** Whether the partner deletes on request, sooner than it would by itself: not, when written to, or by a call. */
  deletion: 'none' | 'in-writing' | 'api'
  region: string
  minimumAge: number
  /** How the operator knows: their contract, the vendor's page, or that nothing leaves the machine. */
  basis: 'in-process' | 'self-hosted' | 'contract' | 'documentation'
  evidence: { url?: string; checkedOn: string }
}

/** One thing a user picks. Sizes are pixels. */
export interface ModelDescription {
  id: string
  name: string
  label?: string
  sizes: readonly { widthPx: number; heightPx: number }[]
  maximumCount: number
  takesSeed: boolean
  transparentBackground: boolean
  sendsPartials: boolean
  /** 0: it draws from words alone. */
  maximumReferences: number
  takesMask: boolean
  /** Cheapest first; empty: no such choice. */
  qualities: readonly ('low' | 'medium' | 'high')[]
  creditsPerImage: number
  /** Where a quality costs other than `creditsPerImage`. */
  creditsByQuality?: Readonly<Partial<Record<'low' | 'medium' | 'high', number>>>
  usualSeconds: number
  promptMaximumBytes: number
}

/** A partner as the operator configured it: terms, models, and how many generations it runs at once. */
export interface PartnerDescription {
  id: string
  name: string
  terms: HandlingTerms
  models: readonly ModelDescription[]
  slots: number
  /** False for `builtin`, which runs inside this program: no send, no disclosure. */
  leavesInstallation: boolean
}
