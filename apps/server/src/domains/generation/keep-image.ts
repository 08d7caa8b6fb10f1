import type { RequestSession } from '#server/http/index.ts'
import { AppError } from '#server/kernel/app-error.ts'
import type { ObjectId } from '#server/kernel/ids.ts'
import { sendAlone } from '#server/platform/postgres/index.ts'
import { storeKeptImage } from './generations.store.ts'
import type { GenerationParts } from './parts.ts'
import { appendEvents, lockWithSession } from './session-events.store.ts'

/**
 * Erases the server's copy of a result that the person's device has written durably, and remembers that it is there.
 * Said twice, the second finds nothing; a partial, a prompt and somebody else's are not there either.
 *
 * @throws AppError vault/object-not-found
 */
export async function keepImage(
  parts: GenerationParts,
  { session, objectId }: { session: RequestSession; objectId: ObjectId },
): Promise<void> {
  const reader = await parts.vaults.openReader(session, [objectId])
  const notFound = new AppError('vault/object-not-found')
  if (reader === undefined) throw notFound
  const { generationId } = await reader.describe(objectId).finally(() => reader.close())
  // An upload belongs to no generation, and is not kept this way.
  if (generationId === undefined) throw notFound
  const removeBytes = await parts.database.transaction().execute(async (tx) => {
    const generation = await lockWithSession(tx, generationId)
    if (generation?.sessionId !== session.sessionId) throw notFound
    // Read under the lock: of two tabs that say so at once, one keeps it.
    const listed = await sendAlone(tx, parts.vaults.listingObjects(tx, { generationIds: [generation.id] }))
    const image = listed.find((object) => object.objectId === objectId && object.kind === 'image')
    if (image?.imageIndex === undefined) throw notFound
    const remove = await parts.vaults.removeObjects(tx, generation.vaultId, [objectId])
    await storeKeptImage(tx, generation.id, image.imageIndex)
    const at = parts.clock.now()
    await appendEvents(tx, session.sessionId, [
      { kind: 'generation-changed', generationId: generation.id, at },
      { kind: 'sitting-changed', at },
    ])
    return remove
  })
  await removeBytes()
}
