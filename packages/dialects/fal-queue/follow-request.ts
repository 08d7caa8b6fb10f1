import { PartnerFault } from '#partner-kit'
import type { AdapterEvent, PartnerAnswer } from '#partner-spec'
import { type Asking, askPatiently, pause } from './ask-patiently.ts'
import { queueStatus, readError } from './fal-queue-api.ts'
import { isJson, outcomeOf, readFailure, readWithoutPictures } from './fal-queue-errors.ts'

const firstWaitMs = 300
const longestWaitMs = 3_000
/** The longest that is waited for a picture. It is kept short of what the worker's own limits allow one answer to take. */
const patienceMs = 540_000

export type Followed =
  | { kind: 'completed' }
  /** Nobody waits any longer; the partner is to be told. */
  | { kind: 'too-long' }
  | { kind: 'ended'; event: AdapterEvent }

/**
 * Asks how far a request is until it is completed, less and less often.
 *
 * NOTE: not as a stream of events, which the partner's own client calls "experimental" and which says nothing while nothing
 * changes, so that a live one cannot be told from a dead one (fal-ai/fal-js at 381105e, libs/client/src/queue.ts).
 */
export async function* followRequest(
  asking: Asking,
  { path, id }: { path: string; id: string },
): AsyncGenerator<AdapterEvent, Followed> {
  let waitMs = firstWaitMs
  let waitedMs = 0
  let told: string | undefined
  for (;;) {
    const status = await askPatiently(asking, { method: 'GET', path: `${path}/status` }, (answer) =>
      readStatus(answer, id),
    )
    if (status.kind !== 'waiting') return status
    const news = JSON.stringify(status.event)
    if (news !== told) yield status.event
    told = news
    if (waitedMs >= patienceMs) return { kind: 'too-long' }
    await pause(asking, waitMs)
    waitedMs += waitMs
    waitMs = Math.min(longestWaitMs, waitMs * 1.4)
  }
}

async function readStatus(
  answer: PartnerAnswer,
  id: string,
): Promise<Followed | { kind: 'waiting'; event: AdapterEvent }> {
  // 202 while it waits or is drawn, 200 when it is completed: fal.ai/docs/api-reference/inference-api, read 2026-11-24.
  // It does not know what it took: then it did not say its name.
  if (answer.status === 404) throw new PartnerFault('malformed-answer', 'sent')
  if (answer.status !== 200 && answer.status !== 202)
    return { kind: 'ended', event: await readFailure(answer, true) }
  if (!isJson(answer)) throw new PartnerFault('malformed-answer', 'sent')
  const body = await readWithoutPictures(answer)
  const { data } = queueStatus.safeParse(body)
  if (data === undefined) {
    const error = readError(body)
    if (error === undefined) throw new PartnerFault('malformed-answer', 'sent')
    return { kind: 'ended', event: outcomeOf({ status: 500, error, isTaken: true }) }
  }
  // What it says of another request is not about this one, and may be another person's.
  if (data.request_id !== undefined && data.request_id !== id)
    throw new PartnerFault('malformed-answer', 'sent')
  if (data.status === 'COMPLETED') return { kind: 'completed' }
  return {
    kind: 'waiting',
    event:
      data.status === 'IN_QUEUE'
        ? { kind: 'queued', ahead: data.queue_position ?? 0 }
        : { kind: 'progress', fraction: 0 },
  }
}
