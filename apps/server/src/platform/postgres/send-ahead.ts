import { CompiledQuery } from 'kysely'
import type { Transaction } from './connect-database.ts'
import { aheadMark } from './statement-line.ts'

/**
 * Sends a write of a transaction without waiting for its answer, which is none. What fails is told by the next statement
 * that is waited for, at the latest by the commit, which undoes everything then.
 */
export async function sendAhead(tx: Transaction, { sql, parameters }: CompiledQuery): Promise<void> {
  await tx.executeQuery(CompiledQuery.raw(aheadMark + sql, [...parameters]))
}
