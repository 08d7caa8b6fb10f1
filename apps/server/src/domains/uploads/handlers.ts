import { type Upload, uploadRoles } from '#contract'
import type { ObjectListing } from '#server/domains/vault/index.ts'
import type { RouteHandlers } from '#server/http/index.ts'
import { AppError } from '#server/kernel/app-error.ts'
import { parseId } from '#server/kernel/ids.ts'
import { deleteUpload } from './delete-upload.ts'
import { createIntake } from './intake.ts'
import { receiveUpload } from './receive-upload.ts'
import type { UploadParts } from './parts.ts'

export type UploadHandlers = Pick<RouteHandlers, 'addUpload' | 'listUploads' | 'deleteUpload'>

export function createUploadHandlers(parts: UploadParts): UploadHandlers {
  const intake = createIntake()
  return {
    async addUpload({ session, query, raw, signal }) {
      const role = uploadRoles.find((known) => known === (query.get('role') ?? 'reference'))
      if (role === undefined) throw new AppError('http/invalid-parameter', { field: 'role' })
      const listing = await receiveUpload(parts, { session, role, incoming: raw.incoming, signal, intake })
      return { json: presentUpload(listing) }
    },

    async listUploads({ session }) {
      const reader = await parts.vaults.openReader(session)
      if (reader === undefined) return { json: { uploads: [] } }
      reader.close()
      const held = await parts.vaults.listUploads(parts.database, reader.vaultId)
      return { json: { uploads: held.map(presentUpload) } }
    },

    async deleteUpload({ session, params }) {
      const objectId = parseId('obj', params['id'] ?? '')
      if (objectId === undefined) throw new AppError('vault/object-not-found')
      await deleteUpload(parts, { session, objectId })
      return {}
    },
  }
}

function presentUpload({ objectId, kind, mediaType, sizeBytes, picture }: ObjectListing): Upload {
  return {
    id: objectId,
    role: kind === 'mask' ? 'mask' : 'reference',
    mediaType,
    sizeBytes,
    widthPx: picture?.widthPx ?? 0,
    heightPx: picture?.heightPx ?? 0,
    orientation: picture?.orientation ?? 1,
    marks: [...(picture?.marks ?? [])],
  }
}
