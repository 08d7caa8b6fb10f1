import { createHash } from 'node:crypto'
import type { HandlingTerms } from '#partner-spec'

const known = new WeakMap<HandlingTerms, string>()
const versionBytes = 16

/**
 * Names a partner's handling terms: others have another name, and must be agreed to anew. That they were looked at again
 * changes nothing.
 */
export function versionOfTerms(terms: HandlingTerms): string {
  const found = known.get(terms)
  if (found !== undefined) return found
  const { evidence, ...handling } = terms
  const entries = Object.entries({ ...handling, source: evidence.url ?? '' })
  const text = JSON.stringify(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)))
  const version = createHash('sha256').update(text).digest().subarray(0, versionBytes).toString('base64url')
  known.set(terms, version)
  return version
}
