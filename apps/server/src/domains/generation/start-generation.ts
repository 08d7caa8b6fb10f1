import { randomInt } from 'node:crypto'
import { type GenerationRequest, largestSeed } from '#contract'
import { requiringPermission } from '#server/domains/disclosures/index.ts'
import { type CatalogueEntry, pricePerImage } from '#server/domains/models/index.ts'
import type { Sitting, TicketInput } from '#server/domains/vault/index.ts'
import { AppError } from '#server/kernel/app-error.ts'
import { type GenerationId, makeId } from '#server/kernel/ids.ts'
import type { RequestSession } from '#server/http/index.ts'
import { openSitting } from './close-vaults.ts'
import type { Generation } from './generation.ts'
import { findByKey } from './generations.store.ts'
import { type InputIds, namedIn, openInputs, readInputIds } from './open-inputs.ts'
import type { GenerationParts } from './parts.ts'
import { type Identified, promptMediaType, type StartParts, writeAndStart } from './write-generation.ts'

export interface StartInput {
  session: RequestSession
  request: GenerationRequest
  /** From the Idempotency-Key header. */
  key: string | undefined
}

export interface Started {
  generation: Generation
  /** False for one that was there already under this key. */
  isNew: boolean
}

const keyShape = /^[\x21-\x7e]{16,255}$/

/**
 * Seals the prompt, then in one transaction holds the credits and writes the row: started at once where a slot is free and
 * nobody waits for it, else with tickets for the workers, who are told. The same key and request again give the generation
 * that is there already.
 *
 * @throws AppError of the codes that the contract lists for startGeneration; then nothing is kept
 */
export async function startGeneration(parts: StartParts, input: StartInput): Promise<Started> {
  const { session, request, key } = input
  if (key === undefined || !keyShape.test(key)) throw new AppError('generation/key-missing')
  const entry = parts.catalogue.checkRequest(request)
  const prompt = checkPrompt(request.prompt, entry)
  const ids = readInputIds(request)
  const { description: partner } = entry.partner
  const sitting = await openSitting(parts, session, {
    asked: describe(request),
    first: requiringPermission(parts.database, { accountId: session.accountId, partner }),
  })
  const identified = {
    idempotencyIndex: parts.installationKey.index('idempotency', JSON.stringify([session.accountId, key])),
    fingerprint: sitting.fingerprint,
  }
  try {
    const generation = await make(parts, { session, request, entry, prompt, ids, sitting, identified })
    return { generation, isNew: true }
  } catch (error) {
    // Sent before, it is there already, whatever has become since of what it was made from and paid with.
    const known = await findKnown(parts, session, identified)
    if (known === undefined) throw error
    return { generation: known, isNew: false }
  } finally {
    prompt.fill(0)
  }
}

interface Making {
  session: RequestSession
  request: GenerationRequest
  entry: CatalogueEntry
  prompt: Buffer
  ids: InputIds
  sitting: Sitting
  identified: Identified
}

async function make(parts: StartParts, making: Making): Promise<Generation> {
  const inputs = await takeInputs(parts, making.session, making.ids)
  try {
    return await sealAndWrite(parts, { ...making, inputs })
  } finally {
    for (const input of inputs) input.key.fill(0)
  }
}

async function sealAndWrite(
  parts: StartParts,
  making: Making & { inputs: readonly TicketInput[] },
): Promise<Generation> {
  const { sitting, prompt } = making
  const id = makeId('gen')
  const bytes = once(prompt)
  const sealed = await sitting.writer.seal({
    kind: 'prompt',
    mediaType: promptMediaType,
    generationId: id,
    bytes,
  })
  try {
    const generation = describeNew(parts, { ...making, id, promptObjectId: sealed.objectId })
    return await writeAndStart(parts, { ...making, generation, sealed })
  } catch (error) {
    // NOTE: our own no alone. What broke in the middle may have been committed; where it was not, the sweep finds the bytes.
    if (error instanceof AppError) await sealed.discard()
    throw error
  } finally {
    sealed.key.fill(0)
  }
}

async function takeInputs(
  { vaults }: GenerationParts,
  session: RequestSession,
  ids: InputIds,
): Promise<TicketInput[]> {
  const asked = namedIn(ids)
  if (asked.length === 0) return []
  const reader = await vaults.openReader(session, asked)
  return openInputs(reader, ids).finally(() => reader?.close())
}

function checkPrompt(text: string, { model }: CatalogueEntry): Buffer {
  if (text.trim() === '') throw new AppError('generation/prompt-empty')
  const prompt = Buffer.from(text, 'utf8')
  if (prompt.length > model.promptMaximumBytes) {
    throw new AppError('generation/prompt-too-long', {
      maximumBytes: model.promptMaximumBytes,
      sizeBytes: prompt.length,
    })
  }
  return prompt
}

/** Everything that makes a request another one. */
function describe(request: GenerationRequest): string {
  const { model, prompt, widthPx, heightPx, count, seed, background, quality, references, mask } = request
  return JSON.stringify([
    model,
    prompt,
    widthPx,
    heightPx,
    count,
    seed,
    background,
    quality,
    references,
    mask,
  ])
}

async function findKnown({ database }: GenerationParts, session: RequestSession, identified: Identified) {
  const known = await findByKey(database, session.accountId, identified.idempotencyIndex)
  if (known === undefined) return undefined
  if (!known.fingerprint.equals(identified.fingerprint)) throw new AppError('generation/key-conflict')
  return known.generation
}

function describeNew(
  { clock }: GenerationParts,
  made: Making & { id: GenerationId; promptObjectId: Generation['promptObjectId'] },
): Generation {
  const { request, entry, session } = made
  const now = clock.now()
  return {
    id: made.id,
    accountId: session.accountId,
    sessionId: session.sessionId,
    vaultId: made.sitting.vaultId,
    promptObjectId: made.promptObjectId,
    phase: 'queued',
    reason: undefined,
    refusal: undefined,
    attempt: 1,
    imagesAsked: request.count,
    imagesSealed: 0,
    imagesSealedBefore: 0,
    creditsPerImage: pricePerImage(entry.model, request.quality),
    chargedCredits: 0,
    disclosed: 'nothing',
    cancelRequested: false,
    modelId: entry.model.id,
    partnerId: entry.partner.description.id,
    widthPx: request.widthPx,
    heightPx: request.heightPx,
    seed: request.seed ?? randomInt(largestSeed + 1),
    background: request.background ?? 'scene',
    quality: request.quality,
    ...made.ids,
    workerId: undefined,
    createdAt: now,
    queuedAt: now,
    startedAt: undefined,
    endedAt: undefined,
    keptImages: [],
  }
}

async function* once(bytes: Buffer): AsyncIterable<Buffer> {
  yield bytes
}
