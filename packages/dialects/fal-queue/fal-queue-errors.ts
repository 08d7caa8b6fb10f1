import { failureOfStatus, PictureJson, readRetryAfterMs } from '#partner-kit'
import type { AdapterEvent, PartnerAnswer, PartnerFailure, RefusalCategory } from '#partner-spec'
import { type ApiError, readError, readJson } from './fal-queue-api.ts'

/** A refusal repeats what it refuses: the prompt, escaped. The pictures in it are passed over. */
const errorMaximumBytes = 262_144

/** @see fal.ai/docs/documentation/model-apis/errors and /request-errors, read 2026-11-24 */
const failureOfType: Readonly<Record<string, PartnerFailure>> = {
  request_timeout: 'timed-out',
  startup_timeout: 'timed-out',
  runner_connection_timeout: 'timed-out',
  generation_timeout: 'timed-out',
  runner_scheduling_failure: 'unavailable',
  runner_disconnected: 'unavailable',
  runner_connection_refused: 'unavailable',
  runner_connection_error: 'unavailable',
  runner_incomplete_response: 'unavailable',
  runner_server_error: 'unavailable',
  internal_error: 'unavailable',
  internal_server_error: 'unavailable',
  downstream_service_error: 'unavailable',
  downstream_service_unavailable: 'unavailable',
  client_disconnected: 'unavailable',
  client_cancelled: 'unavailable',
  bad_request: 'invalid-request',
  concurrent_requests_limit: 'rate-limited',
}

/** Gravest first. The names are those of the partner's content checker, "categories" in its errors. */
const categories: readonly (readonly [RefusalCategory, RegExp])[] = [
  ['minors', /minors?|child/],
  ['sexual', /sexual|nudity|nsfw/],
  ['self-harm', /self[-_ ]?harm/],
  ['hate', /hate|harassment/],
  ['violence', /violen|gore/],
  ['illegal', /illicit|illegal/],
  ['real-person', /public[-_ ]figure|real[-_ ]person|likeness/],
]

const refusalType = 'content_policy_violation'

function categoryOf({ modelErrors }: ApiError): RefusalCategory {
  const named = modelErrors.flatMap((error) => error.categories ?? []).join(' ')
  return categories.find(([, pattern]) => pattern.test(named))?.[0] ?? 'other'
}

export interface WhatFailed {
  /** Of the answer; 200 where the error came inside it. */
  status: number
  error: ApiError | undefined
  /** The content was taken before: whatever comes now, it is not sent again. */
  isTaken: boolean
  retryAfterMs?: number | undefined
}

/** What a refusal or failure of theirs is in our words. */
export function outcomeOf({ status, error, isTaken, retryAfterMs }: WhatFailed): AdapterEvent {
  if (error?.modelErrors.some(({ type }) => type === refusalType) === true)
    return { kind: 'refused', stage: 'input', category: categoryOf(error) }
  const failure = failureOf(status, error)
  // Only what was never taken is sent again, so "too busy" must not be said of anything else.
  if (failure === 'rate-limited' && isTaken)
    return { kind: 'failed', failure: 'unavailable', disclosed: 'sent' }
  return {
    kind: 'failed',
    failure,
    disclosed: 'sent',
    ...(failure === 'rate-limited' && retryAfterMs !== undefined ? { retryAfterMs } : {}),
  }
}

function failureOf(status: number, error: ApiError | undefined): PartnerFailure {
  // "User is locked. Reason: Exhausted balance." is a 403 without a code; github.com/fal-ai/fal, read 2026-11-24.
  if (status === 403 && /exhausted balance|top.?up/i.test(error?.sentence ?? '')) return 'out-of-credit'
  const types = [error?.type, ...(error?.modelErrors.map(({ type }) => type) ?? [])]
  return types.flatMap((type) => failureOfType[type ?? ''] ?? [])[0] ?? failureOfStatus(status)
}

/** The last word about an answer that is no success. */
export async function readFailure(answer: PartnerAnswer, isTaken: boolean): Promise<AdapterEvent> {
  const error = isJson(answer) ? readError(await readWithoutPictures(answer)) : undefined
  return outcomeOf({ status: answer.status, error, isTaken, retryAfterMs: readRetryAfterMs(answer) })
}

/** @throws PartnerFault when it is longer than an answer without pictures can be */
export async function readWithoutPictures(answer: PartnerAnswer): Promise<unknown> {
  const document = new PictureJson(answer.body, { form: 'data-url', restMaximumBytes: errorMaximumBytes })
  while ((await document.nextPicture()) !== undefined);
  return readJson(document.rest())
}

export const isJson = (answer: PartnerAnswer) =>
  answer.header('content-type')?.split(';', 1)[0]?.trim().toLowerCase() === 'application/json'
