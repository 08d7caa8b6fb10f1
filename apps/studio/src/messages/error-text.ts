import { type CallCode, CallError } from '../api/request.ts'
import { te } from './errors/messages.ts'

/** The sentence for a code: what happened, what it cost, what to do. A code without one does not compile. */
export function errorText(code: CallCode): string {
  return te(`error.${code}`)
}

/** The sentence for whatever a call threw, with the incident number where there is one. */
export function faultText(error: unknown): string {
  if (!(error instanceof CallError)) return errorText('studio/unreadable')
  const sentence = errorText(error.code)
  return error.incident === undefined
    ? sentence
    : `${sentence} ${te('error.incident', { incident: error.incident })}`
}
