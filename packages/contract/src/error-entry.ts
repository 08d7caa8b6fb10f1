/** What kind of failure a code is; the HTTP status follows from it in one place on the server. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'unprocessable'
  | 'payment-required'
  | 'rate-limited'
  | 'too-large'
  | 'misdirected'
  | 'unavailable'
  | 'storage-full'
  | 'bug'

export type Retry = 'never' | 'same-request' | 'later'

export interface ErrorEntry {
  kind: ErrorKind
  retry: Retry
  /** What happened, what it cost, what to do. English; the studio's catalogue translates by code. */
  sentence: string
}
