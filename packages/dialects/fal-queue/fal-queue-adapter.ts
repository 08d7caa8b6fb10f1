import { setTimeout as waitReally } from 'node:timers/promises'
import { failedBy, PartnerFault } from '#partner-kit'
import type {
  Adapter,
  AdapterContext,
  AdapterEvent,
  ContentAnswer,
  ContentKind,
  ImageRequest,
  PartnerConnection,
} from '#partner-spec'
import type { Asking, Wait } from './ask-patiently.ts'
import { isRequestName, readError, submitted } from './fal-queue-api.ts'
import { isJson, outcomeOf, readFailure, readWithoutPictures } from './fal-queue-errors.ts'
import { appOf, type FalQueueModel } from './fal-queue-models.ts'
import { followRequest } from './follow-request.ts'
import { makeRequestBody } from './request-body.ts'
import { readResult } from './read-result.ts'
import { RecentNames } from './recent-names.ts'

export interface AdapterOptions {
  models: ReadonlyMap<string, FalQueueModel>
  /** Results may lie at addresses of the partner. */
  takesAddresses: boolean
  /** For tests. */
  wait?: Wait
}

/**
 * What the partner is asked to keep, and not to do by itself. Its documentation calls them preferences, and so do we: they
 * are asked for with each request, and nobody can see from here whether they are kept.
 *
 * @see fal.ai/docs/documentation/model-apis/common-parameters and /media-expiration, read 2026-11-24
 * @see fal-ai/fal-js at 381105e (2026-08-02), libs/client/src/storage.ts, for the shape of the second
 */
const preferences = {
  // No copy of the prompt and the answer beside the answer itself.
  'x-fal-store-io': '0',
  // One send is one request at one model: not up to ten, and not at another one.
  'x-fal-no-retry': '1',
  'x-app-fal-disable-fallback': 'true',
  // Seconds until it must have begun; nothing is drawn for somebody who has gone.
  'x-fal-request-timeout': '300',
} as const

/** What a model stores all the same is nobody's to read, and gone after the shortest time that has a name. */
const forNobody = { expiration_duration_seconds: 60, initial_acl: { default: 'forbid', rules: [] } }
/** Long enough to be fetched once. */
const forOnce = { expiration_duration_seconds: 600 }

/** Speaks fal's queue: submits once, asks until it is completed, reads the pictures. */
export function createFalQueueAdapter({ models, takesAddresses, wait = pauseFor }: AdapterOptions): Adapter {
  const names = new RecentNames()
  const apps = [...new Set([...models.values()].flatMap(appsOf))]
  const cancel: Adapter['cancel'] = async (id, { connection }) => {
    if (!isRequestName(id)) return 'too-late'
    const known = names.appOf(id)
    return cancelAt(connection, id, known === undefined ? apps : [known])
  }
  return {
    async *run(request, context) {
      const model = models.get(request.modelId)
      if (model === undefined) throw new Error('this partner has no such model')
      if (!isAllowed(request, model)) {
        yield { kind: 'failed', failure: 'invalid-request', disclosed: 'nothing' }
        return
      }
      yield* draw({ request, model, names, cancel, takesAddresses }, { ...context, wait })
    },
    cancel,
    async close() {
      return undefined
    },
  }
}

async function pauseFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  await waitReally(milliseconds, undefined, { signal })
}

const appsOf = ({ wireName, references }: FalQueueModel) => [
  appOf(wireName),
  ...(references === undefined ? [] : [appOf(references.wireName)]),
]

/** What this dialect cannot say is not left out, and nothing leaves for it. */
const isAllowed = ({ references, mask, background, quality }: ImageRequest, model: FalQueueModel) =>
  mask === undefined &&
  background === 'scene' &&
  quality === undefined &&
  references.length <= (model.references === undefined ? 0 : model.references.field === 'image_url' ? 1 : 16)

interface Wish {
  request: ImageRequest
  model: FalQueueModel
  names: RecentNames
  takesAddresses: boolean
  cancel: Adapter['cancel']
}

async function* draw(wish: Wish, asking: Asking): AsyncGenerator<AdapterEvent> {
  let isTaken = false
  try {
    const { request, model } = wish
    const wireName = request.references.length === 0 ? model.wireName : model.references?.wireName
    const sent = await submit(wish, asking, wireName ?? model.wireName)
    if ('event' in sent) {
      yield sent.event
      return
    }
    isTaken = true
    const { id } = sent
    yield { kind: 'accepted', partnerRequestId: id }
    const path = `/${appOf(wireName ?? model.wireName)}/requests/${id}`
    const followed = yield* followRequest(asking, { path, id })
    if (followed.kind === 'completed') yield* readResult(asking, { request, model, path, id })
    else if (followed.kind === 'ended') yield followed.event
    else {
      await wish.cancel(id, asking).catch(ignoreFault)
      yield { kind: 'failed', failure: 'timed-out', disclosed: 'sent' }
    }
  } catch (error) {
    const failed = failedBy(error)
    // Whatever a later question says of itself: the content had been taken.
    yield isTaken && failed.kind === 'failed' ? { ...failed, disclosed: 'sent' } : failed
  }
}

async function submit(
  { request, model, names, takesAddresses }: Wish,
  { connection }: AdapterContext,
  wireName: string,
): Promise<{ id: string } | { event: AdapterEvent }> {
  const { body, wipe } = makeRequestBody(request, model)
  const kinds: ContentKind[] = request.references.length === 0 ? ['prompt'] : ['prompt', 'upload']
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    ...preferences,
    'x-fal-object-lifecycle-preference': JSON.stringify(takesAddresses ? forOnce : forNobody),
  }
  try {
    const answer = await connection.sendContent(
      { method: 'POST', path: `/${wireName}`, headers, body, isNamedInBody: true },
      kinds,
    )
    try {
      if (answer.status !== 200 && answer.status !== 202) {
        await nameFailed(answer)
        return { event: await readFailure(answer, false) }
      }
      if (!isJson(answer)) throw new PartnerFault('malformed-answer', 'sent')
      const told = await readWithoutPictures(answer)
      const id = submitted.safeParse(told).data?.request_id
      const error = id === undefined ? readError(told) : undefined
      if (error !== undefined) return { event: outcomeOf({ status: 500, error, isTaken: false }) }
      // A name that another request had would lead to the pictures of another person.
      if (id === undefined || !isRequestName(id) || !names.take(id, appOf(wireName)))
        throw new PartnerFault('malformed-answer', 'sent')
      await answer.knownAs(id)
      return { id }
    } finally {
      answer.close()
    }
  } finally {
    wipe()
  }
}

/**
 * What failed at once may be kept all the same: its name stands in the head of the answer, and is what it is deleted by.
 *
 * @see fal-ai/fal-js at 381105e (2026-08-02), libs/client/src/response.ts, which reads it from errors
 */
async function nameFailed(answer: ContentAnswer): Promise<void> {
  const id = answer.header('x-fal-request-id')
  if (id !== undefined && isRequestName(id)) await answer.knownAs(id)
}

/** @see fal.ai/docs/inference-api/queue/cancel, read 2026-11-24: OK, CANCELLATION_REQUESTED, ALREADY_COMPLETED, NOT_FOUND */
async function cancelAt(
  connection: PartnerConnection,
  id: string,
  apps: readonly string[],
): Promise<'cancelled' | 'too-late'> {
  for (const app of apps) {
    const answer = await connection.ask({ method: 'PUT', path: `/${app}/requests/${id}/cancel` })
    answer.close()
    if (answer.status === 200 || answer.status === 202) return 'cancelled'
    if (answer.status !== 404) return 'too-late'
  }
  return 'too-late'
}

function ignoreFault(error: unknown): void {
  if (!(error instanceof PartnerFault)) throw error
}
