import { findBalance } from '#server/domains/billing/index.ts'
import { findRegionJudge } from '#server/domains/disclosures/index.ts'
import { pricePerImage } from '#server/domains/models/index.ts'
import { type RequestSession, type RouteHandlers, sendBytes } from '#server/http/index.ts'
import { AppError } from '#server/kernel/app-error.ts'
import { type GenerationId, type ObjectId, parseId } from '#server/kernel/ids.ts'
import { cancelGeneration, deleteGeneration, deleteImage, resumeGeneration } from './change-generation.ts'
import type { Generation } from './generation.ts'
import { sendAlone } from '#server/platform/postgres/index.ts'
import { objectsOf, viewGenerations, viewStarted } from './generation-view.ts'
import { findGeneration, listOfSession } from './generations.store.ts'
import { keepImage } from './keep-image.ts'
import { createImageTurns, type ImageTurns } from './image-turns.ts'
import type { GenerationParts } from './parts.ts'
import { findCursor } from './session-events.store.ts'
import type { createSessionStreams } from './session-streams.ts'
import { startGeneration } from './start-generation.ts'
import type { StartParts } from './write-generation.ts'

export type GenerationHandlers = Required<
  Pick<
    RouteHandlers,
    | 'listModels'
    | 'quote'
    | 'listGenerations'
    | 'startGeneration'
    | 'getGeneration'
    | 'cancelGeneration'
    | 'resumeGeneration'
    | 'deleteGeneration'
    | 'getImage'
    | 'deleteImage'
    | 'keepImage'
    | 'events'
  >
>

const listedAtMost = 200

export function createGenerationHandlers(
  parts: StartParts,
  streams: ReturnType<typeof createSessionStreams>,
): GenerationHandlers {
  const { database, catalogue } = parts
  const turns = createImageTurns()
  const present = async (session: RequestSession, generation: Generation) => {
    const [view] = await presentAll(parts, session, [generation])
    return view
  }
  return {
    async listModels({ session }) {
      const judge = await findRegionJudge(database, session.accountId)
      const models = catalogue.list().map((model) => {
        const { partner } = catalogue.requireModel(model.id)
        return { ...model, handling: { ...model.handling, isAllowed: judge(partner.description) } }
      })
      return { json: { models } }
    },

    async quote({ session, body }) {
      const { model } = catalogue.checkRequest(body)
      const credits = pricePerImage(model, body.quality) * body.count
      const { available } = await findBalance(database, session.accountReference)
      const handling = catalogue.list().find(({ id }) => id === model.id)?.handling
      if (handling === undefined) throw new AppError('models/unknown')
      const { partner, region, retentionSeconds } = handling
      return { json: { credits, creditsAfter: available - credits, partner, region, retentionSeconds } }
    },

    async listGenerations({ session }) {
      // The cursor first: whatever changes while the list is read is told again by an event.
      const cursor = await findCursor(database, session.sessionId)
      const generations = await listOfSession(database, session.sessionId, listedAtMost)
      return { json: { generations: await presentAll(parts, session, generations), cursor: cursor ?? 0 } }
    },

    async startGeneration({ session, body, header }) {
      const { generation, isNew } = await startGeneration(parts, {
        session,
        request: body,
        key: header('idempotency-key'),
      })
      const view = isNew ? viewStarted(parts, generation, body.prompt) : await present(session, generation)
      return { json: view }
    },

    async getGeneration({ session, params }) {
      const generation = await findGeneration(database, generationIdOf(params))
      if (generation?.sessionId !== session.sessionId) throw new AppError('generation/not-found')
      return { json: await present(session, generation) }
    },

    async cancelGeneration({ session, params }) {
      const generation = await cancelGeneration(parts, { session, id: generationIdOf(params) })
      return { json: await present(session, generation) }
    },

    async resumeGeneration({ session, params }) {
      const generation = await resumeGeneration(parts, { session, id: generationIdOf(params) })
      return { json: await present(session, generation) }
    },

    async deleteGeneration({ session, params }) {
      await deleteGeneration(parts, { session, id: generationIdOf(params) })
      return {}
    },

    async getImage({ session, params, raw }) {
      await sendImage({ ...parts, turns }, { session, objectId: objectIdOf(params), outgoing: raw.outgoing })
      return { hijacked: true }
    },

    async deleteImage({ session, params }) {
      await deleteImage(parts, { session, objectId: objectIdOf(params) })
      return {}
    },

    async keepImage({ session, params }) {
      await keepImage(parts, { session, objectId: objectIdOf(params) })
      return {}
    },

    events: (context) => streams.open(context),
  }
}

/** An id of another shape is one that does not exist. */
function generationIdOf(params: Readonly<Record<string, string>>): GenerationId {
  const id = parseId('gen', params['id'] ?? '')
  if (id === undefined) throw new AppError('generation/not-found')
  return id
}

function objectIdOf(params: Readonly<Record<string, string>>): ObjectId {
  const id = parseId('obj', params['id'] ?? '')
  if (id === undefined) throw new AppError('vault/object-not-found')
  return id
}

async function presentAll(
  parts: GenerationParts,
  session: RequestSession,
  generations: readonly Generation[],
) {
  const reader = generations.length === 0 ? undefined : await parts.vaults.openReader(session)
  try {
    const prompts = await reader?.openPrompts(generations.map(({ promptObjectId }) => promptObjectId))
    const listing = parts.vaults.listingObjects(parts.database, objectsOf(generations))
    return viewGenerations(parts, { generations, prompts, listed: await sendAlone(parts.database, listing) })
  } finally {
    reader?.close()
  }
}

async function sendImage(
  parts: GenerationParts & { turns: ImageTurns },
  {
    session,
    objectId,
    outgoing,
  }: { session: RequestSession; objectId: ObjectId; outgoing: Parameters<typeof sendBytes>[0] },
): Promise<void> {
  const reader = await parts.vaults.openReader(session, [objectId])
  if (reader === undefined) throw new AppError('vault/object-not-found')
  const opened = await reader.open(objectId).finally(() => reader.close())
  // However slowly it is read from here on, what opens the vault is gone from memory.
  session.token.fill(0)
  const { mediaType: contentType, sizeBytes, bytes } = opened
  try {
    // A prompt is an object too, and no image.
    if (!contentType.startsWith('image/')) throw new AppError('vault/object-not-found')
    await parts.turns.take(session.sessionId, () => sendBytes(outgoing, { contentType, sizeBytes, bytes }))
  } finally {
    opened.release()
  }
}
