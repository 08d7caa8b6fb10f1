import type { ErrorCode } from '#contract'

/** What an error may say about itself in a log or an answer: ids, counts and codes, never content. */
export type SafeFacts = Readonly<Record<string, string | number | boolean>>

/**
 * The one error that leaves a module: a closed code and facts that are safe to log.
 *
 * `cause` is logged by class name only; its message is never shown or stored.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly facts: SafeFacts

  constructor(code: ErrorCode, facts: SafeFacts = {}, options?: { cause?: unknown }) {
    super(code, options)
    this.code = code
    this.facts = facts
  }
}
