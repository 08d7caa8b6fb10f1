import { createUploadHandlers, type UploadHandlers } from './handlers.ts'
import type { UploadParts } from './parts.ts'

/** Pictures of one's own, on their way in. */
export interface Uploads {
  handlers: UploadHandlers
}

export function createUploads(parts: UploadParts): Uploads {
  return { handlers: createUploadHandlers(parts) }
}
