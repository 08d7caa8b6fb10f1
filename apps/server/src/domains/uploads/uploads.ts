import type { RouteHandlers } from '#server/http/index.ts'
import type { Sitting, Vaults, VaultSession } from '#server/domains/vault/index.ts'
import type { Clock } from '#server/kernel/clock.ts'
import type { SessionId } from '#server/kernel/ids.ts'
import type { Database, Transaction } from '#server/platform/postgres/index.ts'
import { createUploadHandlers } from './handlers.ts'

/** What taking in pictures is handed. */
export interface UploadParts {
  database: Database
  vaults: Vaults
  clock: Clock
  /** The session's sitting, after one past its limits was closed. */
  openSitting(session: VaultSession): Promise<Sitting>
  /** Tells the session's tabs, at the commit, that what is held has changed. */
  tellSittingChanged(tx: Transaction, sessionId: SessionId): Promise<void>
}

/** Pictures of one's own, on their way in. */
export interface Uploads {
  handlers: Pick<RouteHandlers, 'addUpload' | 'listUploads' | 'deleteUpload'>
}

export function createUploads(parts: UploadParts): Uploads {
  return { handlers: createUploadHandlers(parts) }
}
