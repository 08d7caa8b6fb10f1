import type { LiveCheck } from './live-checks.ts'
import type { Words } from './words.ts'

/** One thing that people can rely on, how it is done, and what shows that it is so. */
export interface Pledge {
  sentence: Words
  mechanism: Words
  /** Where it lives in the repository. */
  places: readonly string[]
  /** Tests that break when it does not hold. */
  tests: readonly string[]
  /** What shows it on the running installation: nothing is promised that nothing shows. */
  checks: readonly [LiveCheck, ...LiveCheck[]]
}
