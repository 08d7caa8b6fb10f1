import type { Schema } from '#database/schema.ts'

/** What is counted: a closed list, as it stands in the table. */
export type UsageEvent = Schema['daily_counts']['event']

/** One thing that was done. `detail`: the model of a generation, the browser of a sign-in; else empty. */
export interface Use {
  event: UsageEvent
  detail: string
}

/** How often something was done on a day, over everybody. `countedOn` is YYYY-MM-DD, in UTC. */
export interface DailyCount extends Use {
  countedOn: string
  count: number
}

/** A count as it may be shown. */
export interface ShownCount extends Use {
  countedOn: string
  atLeast: number
}

/** Below this many nothing is said: a few could be a few whom somebody knows. */
export const fewestShown = 20
/** Rounded down, so that two counts that belong together do not give away the small one between them. */
const shownInSteps = 10

/** What of the counts may leave: of days that are over, nothing small, nothing exact. */
export function presentUsage(counts: readonly DailyCount[], today: string): ShownCount[] {
  return counts
    .filter(({ countedOn, count }) => countedOn < today && count >= fewestShown)
    .map(({ countedOn, event, detail, count }) => ({
      countedOn,
      event,
      detail,
      atLeast: count - (count % shownInSteps),
    }))
}

const browsers: ReadonlyMap<string, string> = new Map([
  ['Chrome', 'Chrome'],
  ['Chromium', 'Chrome'],
  ['Firefox', 'Firefox'],
  ['Microsoft Edge', 'Edge'],
  ['Safari', 'Safari'],
])

/** One of five words for a browser, of what a device is called, such as "Firefox on Linux". */
export const browserOf = (deviceFamily: string | undefined): string =>
  browsers.get(deviceFamily?.split(' on ')[0] ?? '') ?? 'other'
