import type { SignedAuditRun, TrustView } from '#contract'
import type { Pledge } from '#policies/pledge-shape.ts'
import { type PledgeId, pledges } from '#policies/pledges.ts'

/** How old a proof may be and still show something. */
export const freshMs = 24 * 60 * 60_000

type RunResult = SignedAuditRun['run']['results'][number]

/** What a check last came to, and when. */
export interface LastResult extends RunResult {
  at: Date
}

export interface JudgedPledge {
  id: PledgeId
  pledge: Pledge
  state: TrustView['pledges'][number]['state']
  why?: NonNullable<TrustView['pledges'][number]['why']>
  /** When the oldest of what shows it was found out. */
  provenAt?: Date
  /** What each of its checks last came to; a check that was never made is not among them. */
  results: readonly LastResult[]
}

/**
 * What of the pledges is shown now: each of its checks must have been good the last time it came to anything, within a day.
 * `runs` are genuine ones, newest first.
 */
export function judgePledges(runs: readonly SignedAuditRun[], now: Date): JudgedPledge[] {
  const last = new Map<string, LastResult>()
  const unchecked = new Map<string, LastResult>()
  for (const { run } of runs) {
    // A run of a time to come was dated by a clock that was wrong: it shows nothing of today.
    const at = new Date(run.startedAt)
    if (at > now) continue
    for (const result of run.results) {
      const into = result.outcome === 'not-checked' ? unchecked : last
      if (!into.has(result.check)) into.set(result.check, { ...result, at })
    }
  }
  return pledges.map(([id, pledge]) => {
    const results = pledge.checks.flatMap((check) => last.get(check) ?? unchecked.get(check) ?? [])
    return { id, pledge, results, ...judge(pledge, results, now) }
  })
}

function judge(
  { checks }: Pledge,
  results: readonly LastResult[],
  now: Date,
): Pick<JudgedPledge, 'state' | 'why' | 'provenAt'> {
  const isFresh = ({ at }: LastResult) => now.getTime() - at.getTime() < freshMs
  const unverified = (why: NonNullable<JudgedPledge['why']>) => ({ state: 'unverified', why }) as const
  if (results.some(({ outcome }) => outcome === 'bad')) return unverified('bad')
  if (results.length < checks.length) return unverified('never')
  if (results.some(({ outcome }) => outcome === 'not-checked')) return unverified('not-checked')
  if (!results.every(isFresh)) return unverified('old')
  const oldest = Math.min(...results.map(({ at }) => at.getTime()))
  return { state: 'proven', provenAt: new Date(oldest) }
}
