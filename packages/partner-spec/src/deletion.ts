import type { PartnerConnection } from './adapter.ts'

/** What can be done about what a partner was sent, sooner than its own retention ends. */
export type EarlyDeletion =
  /** It keeps nothing that could be deleted: it is inside this program. */
  | { kind: 'never-stored' }
  /** It deletes for who writes to it; there is no call. */
  | { kind: 'in-writing' }
  /** There is no way. What it was sent is gone when the retention of the terms ends, and not before. */
  | { kind: 'not-possible' }
  | DeletionByApi

/** A call that deletes what was sent and what came of it. It may lie at another address, and need another key. */
export interface DeletionByApi {
  kind: 'api'
  /** Below which the call lies. */
  baseUrl: URL
  /** Headers that say who asks; made anew for each question, to this address only. */
  credentials?: () => Readonly<Record<string, string>>
  /**
   * Asks the partner to delete one request. Can be repeated, also after `deleted`, and carries no content. Never throws
   * for what a partner does; a partner that cannot be believed has not deleted.
   */
  deletePayloads(partnerRequestId: string, context: DeletionContext): Promise<DeletionOutcome>
}

export interface DeletionContext {
  connection: PartnerQuestions
  signal: AbortSignal
}

/** A connection on which no content can leave. */
export type PartnerQuestions = Pick<PartnerConnection, 'ask'>

/** What a partner said of a deletion. `status` is that of its answer (RFC 9110). */
export type DeletionOutcome =
  | { kind: 'deleted'; status: number }
  /** It has nothing of that name (any more). */
  | { kind: 'not-found'; status: number }
  /**
   * It will not, however often it is asked: the key is not good enough, or it does not take such a question. Without a
   * status it was not asked, because what it was to delete cannot be the name of a request.
   */
  | { kind: 'refused'; status?: number }
  /** It did not answer, cannot now, or said what cannot be believed. `retryAfterMs`: no sooner than that. */
  | { kind: 'try-later'; status?: number; retryAfterMs?: number }
