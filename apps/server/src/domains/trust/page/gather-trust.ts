import { readFigures } from '../figures.store.ts'
import { judgePledges, type LastResult } from '../judge-pledges.ts'
import type { TrustParts } from '../parts.ts'
import { listRuns } from '../runs.store.ts'
import { openRun } from '../signed-run.ts'
import { tellLive } from './live-figures.ts'
import type { TrustFacts } from './trust-facts.ts'

/** Some days of daily runs, and of some made by hand between them. */
const runsRead = 20

/** Reads what the page speaks of: the genuine ones of the newest runs, and figures of this moment. */
export async function gatherTrust(parts: TrustParts, sweepLagSeconds: number): Promise<TrustFacts> {
  const { database, installationKey, policies } = parts
  const now = parts.clock.now()
  const [stored, figures, disclosed] = await Promise.all([
    listRuns(database, { until: now, limit: runsRead }),
    readFigures(database),
    parts.countDisclosed(),
  ])
  const runs = stored.flatMap((one) => openRun(installationKey, one) ?? [])
  const [latest] = runs
  const results: LastResult[] = (latest?.run.results ?? []).map((result) => ({
    ...result,
    at: new Date(latest?.run.startedAt ?? now),
  }))
  const facts = {
    ...parts,
    now,
    judged: judgePledges(runs, now),
    results,
    latest,
    figures,
    disclosed,
    sweepLagSeconds,
    fill: (template: string) => policies.fill(template),
  }
  return { ...facts, live: tellLive(facts) }
}
