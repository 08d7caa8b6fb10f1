import { failureOfStatus } from '#partner-kit'
import type { AdapterEvent, PartnerFailure, RefusalCategory } from '#partner-spec'
import type { ApiError } from './openai-images-api.ts'

/** Codes that say "we will not", which is an outcome and no failure. Compatible servers use the others. */
const refusalCodes = new Set([
  'moderation_blocked',
  'content_policy_violation',
  'image_content_policy_violation',
  'content_filter',
  'safety_violation',
])

const failureOfCode: Readonly<Record<string, PartnerFailure>> = {
  insufficient_quota: 'out-of-credit',
  billing_hard_limit_reached: 'out-of-credit',
  billing_not_active: 'out-of-credit',
  rate_limit_exceeded: 'rate-limited',
  invalid_api_key: 'unauthorized',
  server_error: 'unavailable',
}

/** Gravest first: of several, the person is told the first. The names are those of OpenAI's moderation categories. */
const categories: readonly (readonly [RefusalCategory, RegExp])[] = [
  ['minors', /minors?|child/],
  ['sexual', /sexual|nudity/],
  ['self-harm', /self[-_ ]?harm/],
  ['hate', /hate|harassment/],
  ['violence', /violen|graphic|gore/],
  ['illegal', /illicit|illegal|weapon|drug/],
  ['real-person', /public[-_ ]figure|real[-_ ]person|likeness/],
]

/** Some refusals came without a code: the words in which the partner says it are the only sign. */
const isRefusal = (code: string, message: string) =>
  refusalCodes.has(code) || /safety_violations=\[|rejected by (?:the|our) safety system/.test(message)

/** Reads `safety_violations=[a, b]` out of a message; the rest of it may quote the prompt and is not looked at. */
export function categoryOf(message: string): RefusalCategory {
  const named = /safety_violations=\[([\w/, -]{1,200})\]/.exec(message)?.[1] ?? ''
  return categories.find(([, pattern]) => pattern.test(named))?.[0] ?? 'other'
}

export interface WhatFailed {
  /** Of the answer; 200 where the error came inside it. */
  status: number
  error: ApiError | undefined
  /** `output` once something of the picture had been shown. */
  stage: 'input' | 'output'
  retryAfterMs?: number | undefined
}

/** What a refusal or failure of theirs is in our words. */
export function outcomeOf({ status, error, stage, retryAfterMs }: WhatFailed): AdapterEvent {
  const code = error?.code ?? error?.type ?? ''
  const message = error?.message ?? ''
  if (isRefusal(code, message)) return { kind: 'refused', stage, category: categoryOf(message) }
  const failure = failureOfCode[code] ?? failureOfStatus(status)
  return {
    kind: 'failed',
    failure,
    disclosed: 'sent',
    ...(failure === 'rate-limited' && retryAfterMs !== undefined ? { retryAfterMs } : {}),
  }
}
