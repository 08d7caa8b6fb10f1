import type { RequestSession } from '#server/http/index.ts'
import { AppError } from '#server/kernel/app-error.ts'
import type { GenerationId, ObjectId } from '#server/kernel/ids.ts'
import { requirePermission } from '#server/domains/disclosures/index.ts'
import type { TicketInput } from '#server/domains/vault/index.ts'
import { notify, sendAlone, type Transaction } from '#server/platform/postgres/index.ts'
import { applyEvent } from './apply-event.ts'
import type { Generation } from './generation.ts'
import { missingImages } from './generation-state.ts'
import { deleteGeneration as deleteRow, findGeneration } from './generations.store.ts'
import { namedIn, openInputs } from './open-inputs.ts'
import type { GenerationParts } from './parts.ts'
import { appendEvents, lockWithSession } from './session-events.store.ts'
import { writeTickets } from './write-generation.ts'

export interface OwnInput {
  session: RequestSession
  id: GenerationId
}

/** Locks a generation of this very session. @throws AppError generation/not-found: foreign and missing are alike */
async function lockOwn(tx: Transaction, { session, id }: OwnInput): Promise<Generation> {
  const generation = await lockWithSession(tx, id)
  if (generation === undefined || generation.sessionId !== session.sessionId)
    throw new AppError('generation/not-found')
  return generation
}

/** Waiting, it ends at once; running, its worker is told. What has ended stays as it is. */
export async function cancelGeneration(parts: GenerationParts, input: OwnInput): Promise<Generation> {
  return parts.database.transaction().execute(async (tx) => {
    const generation = await lockOwn(tx, input)
    return applyEvent(parts, tx, { generation, event: { kind: 'cancel-asked' } })
  })
}

/**
 * Goes on with what is missing as the next attempt, under a reservation of its own.
 *
 * @throws AppError of the codes that the contract lists for resumeGeneration
 */
export async function resumeGeneration(parts: GenerationParts, input: OwnInput): Promise<Generation> {
  const { session, id } = input
  const asked = await findGeneration(parts.database, id)
  if (asked?.sessionId !== session.sessionId) throw new AppError('generation/not-found')
  // NOTE: all that it opens is looked up here. Who holds a connection and asks for another may wait for themselves.
  const reader = await parts.vaults.openReader(session, [asked.promptObjectId, ...namedIn(asked)])
  if (reader === undefined) throw new AppError('generation/cannot-resume')
  let promptKey: Buffer | undefined
  let inputs: TicketInput[] = []
  try {
    const sitting = await parts.vaults.openSitting(session)
    return await parts.database.transaction().execute(async (tx) => {
      const generation = await lockOwn(tx, input)
      const isOfSitting = generation.vaultId === sitting.vaultId
      if (generation.phase !== 'interrupted' || missingImages(generation) === 0 || !isOfSitting) {
        throw new AppError('generation/cannot-resume')
      }
      const { partner } = parts.catalogue.requireModel(generation.modelId)
      await requirePermission(tx, { accountId: generation.accountId, partner: partner.description })
      promptKey = await reader.openKey(generation.promptObjectId)
      inputs = await openInputs(reader, generation)
      const resumed = await applyEvent(parts, tx, { generation, event: { kind: 'resumed' } })
      const { accountReference } = session
      await writeTickets(parts, tx, { generation: resumed, accountReference, sitting, promptKey, inputs })
      await notify(tx, 'work', resumed.partnerId)
      return resumed
    })
  } finally {
    promptKey?.fill(0)
    for (const { key } of inputs) key.fill(0)
    reader.close()
  }
}

/** Ends it if it has not ended, and erases its prompt, its images and its row. */
export async function deleteGeneration(parts: GenerationParts, input: OwnInput): Promise<void> {
  const removeBytes = await parts.database.transaction().execute(async (tx) => {
    const generation = await lockOwn(tx, input)
    await applyEvent(parts, tx, { generation, event: { kind: 'erased' } })
    const objects = await sendAlone(tx, parts.vaults.listingObjects(tx, { generationIds: [generation.id] }))
    const remove = await parts.vaults.removeObjects(
      tx,
      generation.vaultId,
      objects.map(({ objectId }) => objectId),
    )
    await deleteRow(tx, generation.id)
    const at = parts.clock.now()
    await appendEvents(tx, generation.sessionId, [
      { kind: 'generation-removed', generationId: generation.id, at },
      { kind: 'sitting-changed', at },
    ])
    return remove
  })
  await removeBytes()
}

/** Erases one image of this sitting. @throws AppError vault/object-not-found */
export async function deleteImage(
  parts: GenerationParts,
  { session, objectId }: { session: RequestSession; objectId: ObjectId },
): Promise<void> {
  const reader = await parts.vaults.openReader(session, [objectId])
  const notFound = new AppError('vault/object-not-found')
  if (reader === undefined) throw notFound
  const { vaultId } = reader
  const { generationId, kind } = await reader.describe(objectId).finally(() => reader.close())
  if (generationId === undefined || kind === 'prompt') throw notFound
  const removeBytes = await parts.database.transaction().execute(async (tx) => {
    const generation = await lockOwn(tx, { session, id: generationId })
    const remove = await parts.vaults.removeObjects(tx, vaultId, [objectId])
    const at = parts.clock.now()
    await appendEvents(tx, session.sessionId, [
      { kind: 'generation-changed', generationId: generation.id, at },
      { kind: 'sitting-changed', at },
    ])
    return remove
  })
  await removeBytes()
}
