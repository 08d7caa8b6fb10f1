import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { TrustView } from '#contract'
import type { RouteHandlers, RouteResult } from '#server/http/index.ts'
import { gatherTrust } from './page/gather-trust.ts'
import { renderTrust } from './page/render-trust.ts'
import type { TrustFacts } from './page/trust-facts.ts'
import type { TrustParts } from './parts.ts'

/** Figures of the moment are a few seconds old at most; whoever asks meanwhile is given the same, and costs nothing. */
const cacheSeconds = 5
const pack = promisify(gzip)

export type TrustHandlers = Required<Pick<RouteHandlers, 'trust' | 'trustJson'>>

export function createTrustHandlers(parts: TrustParts, { sweepLag }: { sweepLag(): number }): TrustHandlers {
  let made: { until: number; facts: Promise<TrustFacts>; page?: Promise<RouteResult> } | undefined
  const take = () => {
    const now = performance.now()
    if (made === undefined || made.until <= now) {
      const facts = gatherTrust(parts, sweepLag())
      const fresh = { until: now + cacheSeconds * 1000, facts }
      made = fresh
      // One that failed is not kept: the next who asks may be luckier.
      facts.catch(() => {
        if (made === fresh) made = undefined
      })
    }
    return made
  }
  return {
    async trust() {
      const taken = take()
      taken.page ??= taken.facts.then(toPage)
      return taken.page
    },
    async trustJson() {
      return { json: toView(await take().facts), cacheSeconds }
    },
  }
}

async function toPage(facts: TrustFacts): Promise<RouteResult> {
  const html = renderTrust(facts)
  return { html, cacheSeconds, encoded: { gzip: await pack(html) } }
}

function toView({ now, judged, latest, fill }: TrustFacts): TrustView {
  return {
    at: now.toISOString(),
    pledges: judged.map(({ id, pledge, state, why, provenAt }) => ({
      id,
      sentence: fill(pledge.sentence.en),
      state,
      ...(why === undefined ? {} : { why }),
      ...(provenAt === undefined ? {} : { provenAt: provenAt.toISOString() }),
      checks: [...pledge.checks],
    })),
    ...(latest === undefined ? {} : { latest }),
  }
}
