import type { LiveCheck } from '#policies/live-checks.ts'
import type { Check, Look } from '../parts.ts'
import { good, notChecked, type Result } from '../result.ts'
import { within } from '../within.ts'
import { searchAfter, searchDuring } from './canary.ts'
import { checkCookie } from './cookies.ts'
import { correctName } from './correction.ts'
import { decide } from './decisions.ts'
import { eraseAndSearch } from './erasure.ts'
import { takeAlong } from './export.ts'
import { endSession } from './forgetting.ts'
import { compareHeld } from './held.ts'
import { openWalk } from './open-walk.ts'
import { askAsPerson } from './rank.ts'
import { askForbidden } from './refusal.ts'
import { findPlanted } from './scanner.ts'
import type { Walk } from './walk.ts'

/** What is looked at with an account of the installation's own, in this order: it ends its session, and then its account. */
export const personChecks = {
  scanner: findPlanted,
  refusal: askForbidden,
  held: compareHeld,
  correction: correctName,
  decisions: decide,
  export: takeAlong,
  rank: askAsPerson,
  forgetting: endSession,
  cookies: checkCookie,
  canary: searchAfter,
  erasure: eraseAndSearch,
} as const satisfies Partial<Record<LiveCheck, Check<Walk>>>

type PersonCheck = keyof typeof personChecks
const checks = Object.entries(personChecks) as [PersonCheck, Check<Walk>][] // oxlint-disable-line typescript/no-unsafe-type-assertion -- the entries of a constant

/** Tells what each comes to as it does. Without a server nobody answers, and nothing is opened. */
export async function* walkAsPerson(
  look: Look,
  bounds: { limitMs: number; onDefect(check: LiveCheck, error: unknown): void },
): AsyncGenerator<readonly [PersonCheck, Result]> {
  const { server } = look
  const boundsOf = (check: LiveCheck) => ({
    limitMs: bounds.limitMs,
    onDefect: (error: unknown) => bounds.onDefect(check, error),
  })
  let walk: Walk | undefined
  const opened =
    server === undefined
      ? notChecked('no-server')
      : await within<Look>(
          async (place, signal) => {
            walk = await openWalk(place, server, signal)
            await searchDuring(walk, signal)
            return good({})
          },
          look,
          boundsOf('canary'),
        )
  if (walk === undefined) {
    for (const [name] of checks)
      yield [name, name === 'canary' || server === undefined ? opened : notChecked('not-reached')]
    return
  }
  for (const [name, check] of checks) {
    const result = await within(check, walk, boundsOf(name))
    // A search that did not come to its end while the session was there has not shown what it was for.
    yield [name, name === 'canary' && walk.hitsDuring === undefined ? opened : result]
  }
}
