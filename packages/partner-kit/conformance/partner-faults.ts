import type { Disclosed, PartnerFailure } from '#partner-spec'

/** How one request may end, as a person and a bill see it. */
export interface Expected {
  outcome: 'delivered' | 'refused' | PartnerFailure
  /** Absent: all that were asked for when delivered, none otherwise. `fewer`: those that had come whole. */
  images?: number | 'fewer'
  /** What a failure says of the send; absent: `sent`. */
  disclosed?: Disclosed
  /** Content requests that leave, and rows of the ledger; absent: 1. */
  sends?: number
}

interface PartnerFault {
  /** In the middle of a sentence: "a partner that …". */
  what: string
  expected: Expected
  /** Asked with several pictures, answered whole. */
  count?: number
}

/**
 * What a partner can do wrong, each mapped to one closed word. A fake partner of every dialect can do all of them, in the
 * way of its own wire format.
 */
export const partnerFaults = {
  'slow-answer': { what: 'takes its time', expected: { outcome: 'delivered' } },
  'no-answer': { what: 'never answers', expected: { outcome: 'timed-out', disclosed: 'unknown' } },
  'no-connection': {
    what: 'is not there',
    expected: { outcome: 'unavailable', disclosed: 'nothing', sends: 0 },
  },
  'cut-before-answer': {
    what: 'breaks off before it answers',
    expected: { outcome: 'unavailable', disclosed: 'unknown' },
  },
  'cut-in-body': { what: 'breaks off in the middle', expected: { outcome: 'unavailable', images: 'fewer' } },
  'half-a-body': {
    what: 'ends in the middle as if that were all',
    expected: { outcome: 'malformed-answer', images: 'fewer' },
  },
  'slow-body': { what: 'sends a byte now and then', expected: { outcome: 'timed-out' } },
  'busy-once': { what: 'is busy once', expected: { outcome: 'delivered', sends: 2 } },
  busy: { what: 'stays busy', expected: { outcome: 'rate-limited', sends: 3 } },
  'busy-until': { what: 'is busy until a date', expected: { outcome: 'rate-limited', sends: 3 } },
  'busy-for-years': { what: 'is busy for years', expected: { outcome: 'rate-limited' } },
  'error-500': { what: 'answers 500', expected: { outcome: 'unavailable' } },
  'error-502': { what: 'answers 502 with a page', expected: { outcome: 'unavailable' } },
  'error-503': { what: 'answers 503', expected: { outcome: 'unavailable' } },
  'error-in-success': { what: 'hides an error in a 200', expected: { outcome: 'unavailable' } },
  unauthorized: { what: 'does not know the key', expected: { outcome: 'unauthorized' } },
  'out-of-credit': { what: 'wants to be paid', expected: { outcome: 'out-of-credit' } },
  redirect: { what: 'sends elsewhere', expected: { outcome: 'malformed-answer' } },
  'html-body': { what: 'answers with a page', expected: { outcome: 'malformed-answer' } },
  'truncated-picture': { what: 'sends a picture cut short', expected: { outcome: 'malformed-answer' } },
  'no-picture': { what: 'calls something a picture that is none', expected: { outcome: 'malformed-answer' } },
  'wrong-content-type': {
    what: 'calls its answer something else',
    expected: { outcome: 'malformed-answer' },
  },
  'empty-body': { what: 'answers with nothing', expected: { outcome: 'malformed-answer' } },
  'empty-batch': { what: 'answers with no pictures', expected: { outcome: 'malformed-answer' } },
  'endless-picture': { what: 'sends a picture of 500 MB', expected: { outcome: 'malformed-answer' } },
  'endless-rest': { what: 'sends 500 MB of something else', expected: { outcome: 'malformed-answer' } },
  'giant-picture': { what: 'sends a picture of 30,000 × 30,000', expected: { outcome: 'malformed-answer' } },
  'packed-bomb': { what: 'sends a packed bomb', expected: { outcome: 'malformed-answer' } },
  'invalid-json': { what: 'sends broken syntax', expected: { outcome: 'malformed-answer' } },
  'invalid-encoding': { what: 'sends a broken encoding', expected: { outcome: 'malformed-answer' } },
  'wrong-id': { what: 'gives an id that can be none', expected: { outcome: 'delivered' } },
  'other-persons-id': { what: "gives another request's id", expected: { outcome: 'delivered' } },
  'other-operation': { what: 'answers another question', expected: { outcome: 'malformed-answer' } },
  refusal: { what: 'refuses', expected: { outcome: 'refused' } },
  'refusal-in-success': { what: 'refuses within a 200', expected: { outcome: 'refused' } },
  'partial-batch': {
    what: 'sends three of four',
    expected: { outcome: 'malformed-answer', images: 3 },
    count: 4,
  },
  'surplus-batch': { what: 'sends more than asked for', expected: { outcome: 'delivered' }, count: 2 },
  'expired-address': { what: 'sends an address instead', expected: { outcome: 'malformed-answer' } },
  'duplicate-completion': { what: 'ends twice', expected: { outcome: 'delivered' } },
} as const satisfies Readonly<Record<string, PartnerFault>>

export type FaultName = keyof typeof partnerFaults
export const faultNames = Object.keys(partnerFaults) as FaultName[] // oxlint-disable-line typescript/no-unsafe-type-assertion -- the keys of a constant
