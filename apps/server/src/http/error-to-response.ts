import { randomUUID } from 'node:crypto'
import { type ErrorBody, type ErrorCode, errorCatalogue, type ErrorKind } from '#contract'
import { AppError } from '#server/kernel/app-error.ts'
import { classifyDatabaseError } from '#server/platform/postgres/index.ts'

/** The one place where a kind of failure becomes a status (RFC 9110; 507 of RFC 4918). */
const statusOf: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  'payment-required': 402,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  misdirected: 421,
  unprocessable: 422,
  'rate-limited': 429,
  bug: 500,
  unavailable: 503,
  'storage-full': 507,
}

const retryAfterSeconds = 5

export interface ErrorAnswer {
  status: number
  body: ErrorBody
  headers: readonly (readonly [string, string])[]
  /** Present for a defect: what the log line and the answer share. */
  incident?: string
}

/** Turns whatever was thrown into an answer. What is not ours says nothing of itself. */
export function toErrorAnswer(error: unknown): ErrorAnswer {
  const code = findCode(error)
  const { kind, sentence, retry } = errorCatalogue[code]
  const facts = error instanceof AppError && kind !== 'bug' && kind !== 'not-found' ? error.facts : {}
  const incident = kind === 'bug' ? randomUUID() : undefined
  const seconds =
    typeof facts['retryAfterSeconds'] === 'number' ? facts['retryAfterSeconds'] : retryAfterSeconds
  return {
    status: statusOf[kind],
    body: {
      error: {
        code,
        message: sentence,
        retry,
        ...(Object.keys(facts).length === 0 ? {} : { facts }),
        ...(incident === undefined ? {} : { incident }),
      },
    },
    headers: kind === 'rate-limited' || kind === 'unavailable' ? [['Retry-After', String(seconds)]] : [],
    ...(incident === undefined ? {} : { incident }),
  }
}

function findCode(error: unknown): ErrorCode {
  if (error instanceof AppError) return error.code
  const database = classifyDatabaseError(error)
  if (database === 'unavailable') return 'http/unavailable'
  return database === 'storage-full' ? 'http/storage-full' : 'http/bug'
}
