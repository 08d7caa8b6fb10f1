import type { RequestSession } from '#server/http/index.ts'
import { AppError } from '#server/kernel/app-error.ts'
import type { ObjectId } from '#server/kernel/ids.ts'
import type { UploadParts } from './parts.ts'

/** Erases one upload or mask of this sitting. @throws AppError vault/object-not-found */
export async function deleteUpload(
  parts: UploadParts,
  { session, objectId }: { session: RequestSession; objectId: ObjectId },
): Promise<void> {
  const reader = await parts.vaults.openReader(session, [objectId])
  if (reader === undefined) throw new AppError('vault/object-not-found')
  const { kind } = await reader.describe(objectId).finally(() => reader.close())
  if (kind !== 'upload' && kind !== 'mask') throw new AppError('vault/object-not-found')
  const removeBytes = await parts.database.transaction().execute(async (tx) => {
    // First, as it locks the session, which everybody locks before anything in it.
    await parts.tellSittingChanged(tx, session.sessionId)
    return parts.vaults.removeObjects(tx, reader.vaultId, [objectId])
  })
  await removeBytes()
}
