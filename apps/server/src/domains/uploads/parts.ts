import type { Sitting, Vaults, VaultSession } from '#server/domains/vault/index.ts'
import type { Clock } from '#server/kernel/clock.ts'
import type { SessionId } from '#server/kernel/ids.ts'
import type { ImageDecoder } from '#server/platform/image-decoder/index.ts'
import type { Database, Transaction } from '#server/platform/postgres/index.ts'

/** What taking in pictures is handed. */
export interface UploadParts {
  database: Database
  vaults: Vaults
  clock: Clock
  decoder: ImageDecoder
  /** The session's sitting, after one past its limits was closed. */
  openSitting(session: VaultSession): Promise<Sitting>
  /** Tells the session's tabs, at the commit, that what is held has changed. */
  tellSittingChanged(tx: Transaction, sessionId: SessionId): Promise<void>
}
