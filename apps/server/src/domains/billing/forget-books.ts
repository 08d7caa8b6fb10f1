import { retentionSeconds } from '#policies/retention.ts'
import type { Clock } from '#server/kernel/clock.ts'
import type { Logger } from '#server/platform/logger/index.ts'
import type { Database } from '#server/platform/postgres/index.ts'
import { deleteBook, findQuietBooks } from './books.store.ts'

export interface BookParts {
  database: Database
  clock: Clock
  logger: Logger
  /** Whether there is still an account of this pseudonym. */
  hasAccount(accountReference: string): Promise<boolean>
}

const lookEveryMs = 60 * 60_000
const foundAtOnce = 100

/**
 * Forgets the whole book of an account that is gone, once its last entry is past its time. Asked in every round of the
 * sweeper, it looks once an hour: these are times of years.
 */
export function createBookSweep(parts: BookParts): () => Promise<void> {
  let nextAt = 0
  return async () => {
    const now = parts.clock.now().getTime()
    if (now < nextAt) return
    await forgetBooks(parts, new Date(now - retentionSeconds.ledger * 1000))
    nextAt = now + lookEveryMs
  }
}

async function forgetBooks({ database, logger, hasAccount }: BookParts, before: Date): Promise<void> {
  let after = ''
  for (let found = foundAtOnce; found === foundAtOnce; ) {
    const quiet = await findQuietBooks(database, { before, after, atMost: foundAtOnce })
    for (const accountReference of quiet) {
      if (await hasAccount(accountReference)) continue
      await database.transaction().execute((tx) => deleteBook(tx, accountReference))
      logger.info('swept', { reason: 'books', count: 1 })
    }
    found = quiet.length
    after = quiet.at(-1) ?? after
  }
}

/** Forgets the book of the account with which the installation checks itself: it is nobody's, and no tax law asks for it. */
export async function forgetOwnBook(database: Database, accountReference: string): Promise<void> {
  await database.transaction().execute((tx) => deleteBook(tx, accountReference))
}
