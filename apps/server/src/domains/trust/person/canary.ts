import { type Result, bad, good } from '../result.ts'
import { searchEverywhere } from './search-everywhere.ts'
import type { Walk } from './walk.ts'

/** Remembers what can be found while the session is there. */
export async function searchDuring(walk: Walk, signal: AbortSignal): Promise<void> {
  walk.hitsDuring = (await searchEverywhere(walk, walk.marker, signal)).hits ?? 0
}

/** Nothing of what the own account said lies anywhere: not while it was there, and not after. */
export async function searchAfter(walk: Walk, signal: AbortSignal): Promise<Result> {
  const scanned = await searchEverywhere(walk, walk.marker, signal)
  const hits = (walk.hitsDuring ?? 0) + (scanned.hits ?? 0)
  if (hits > 0) return bad('found', { ...scanned, hits })
  return good(scanned, walk.parts.isDatabaseHere ? 'as-stated' : 'database-elsewhere')
}
