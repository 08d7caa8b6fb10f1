/** What a partner does with what it receives; seconds. Default deny: a partner without stated terms does not start. */
export interface HandlingTerms {
  inputRetentionSeconds: number
  outputRetentionSeconds: number
  logRetentionSeconds: number
  trainsOnContent: boolean
  onwardRecipients: readonly string[]
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
  creditsPerImage: number
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
