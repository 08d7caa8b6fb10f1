import type { SignedAuditRun } from '#contract'
import type { PledgeId } from '#policies/pledges.ts'
import type { Figures } from '../figures.store.ts'
import type { JudgedPledge, LastResult } from '../judge-pledges.ts'
import type { TrustParts } from '../parts.ts'

/** Everything that the page speaks of. */
export interface TrustFacts
  extends Pick<TrustParts, 'partners' | 'operator' | 'build' | 'policyVersion' | 'publicUrl' | 'policies'> {
  now: Date
  judged: readonly JudgedPledge[]
  /** What each check of the newest run came to. */
  results: readonly LastResult[]
  latest: SignedAuditRun | undefined
  figures: Figures
  disclosed: Awaited<ReturnType<TrustParts['countDisclosed']>>
  sweepLagSeconds: number
  /** A figure of this moment, beside the pledge that it is about. */
  live: Readonly<Partial<Record<PledgeId, string>>>
  fill(template: string): string
}
