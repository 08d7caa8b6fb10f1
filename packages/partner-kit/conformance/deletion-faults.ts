import type { DeletionOutcome } from '#partner-spec'

interface DeletionFault {
  /** In the middle of a sentence: "a deletion at a partner that …". */
  what: string
  expected: DeletionOutcome['kind']
  retryAfterMs?: number
}

/** What a partner can do wrong when it is asked to delete. Nothing of it counts as deleted. */
export const deletionFaults = {
  'no-answer': { what: 'never answers', expected: 'try-later' },
  'cut-before-answer': { what: 'deletes and breaks off before it says so', expected: 'try-later' },
  'half-a-body': { what: 'ends in the middle', expected: 'try-later' },
  busy: { what: 'is busy for a while', expected: 'try-later', retryAfterMs: 30_000 },
  'error-500': { what: 'answers 500', expected: 'try-later' },
  'error-502': { what: 'answers 502 with a page', expected: 'try-later' },
  'error-503': { what: 'answers 503', expected: 'try-later', retryAfterMs: 120_000 },
  'page-404': { what: 'answers 404 with a page', expected: 'try-later' },
  redirect: { what: 'sends elsewhere', expected: 'try-later' },
  'html-body': { what: 'says yes with a page', expected: 'try-later' },
  'empty-body': { what: 'says yes with nothing', expected: 'try-later' },
  'endless-body': { what: 'says yes without end', expected: 'try-later' },
  'packed-bomb': { what: 'says yes with a packed bomb', expected: 'try-later' },
  'invalid-json': { what: 'says yes in broken syntax', expected: 'try-later' },
  'other-operation': { what: 'answers another question', expected: 'try-later' },
  'other-persons-id': { what: 'says yes about another request', expected: 'try-later' },
  'left-over': { what: 'says that something is left', expected: 'try-later' },
  unauthorized: { what: 'does not know the key', expected: 'refused' },
  forbidden: { what: 'wants a key that may more', expected: 'refused' },
  'bad-request': { what: 'does not take such a question', expected: 'refused' },
} as const satisfies Readonly<Record<string, DeletionFault>>

export type DeletionFaultName = keyof typeof deletionFaults
export const deletionFaultNames = Object.keys(deletionFaults) as DeletionFaultName[] // oxlint-disable-line typescript/no-unsafe-type-assertion -- the keys of a constant
