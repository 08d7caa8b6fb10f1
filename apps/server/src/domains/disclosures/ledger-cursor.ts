import { AppError } from '#server/kernel/app-error.ts'
import { parseId } from '#server/kernel/ids.ts'
import type { LedgerPlace } from './disclosures.store.ts'

/** Where a page of the ledger ended, for who wants the next. */
export const writeCursor = ({ at, id }: LedgerPlace): string => `${at.getTime()}.${id}`

/** @throws AppError http/invalid-parameter for what no page gave */
export function readCursor(text: string | null): LedgerPlace | undefined {
  if (text === null) return undefined
  const [, at, written = ''] = /^(\d{1,15})\.(dsc_[\w-]{22})$/.exec(text) ?? []
  const id = parseId('dsc', written)
  if (at === undefined || id === undefined) throw new AppError('http/invalid-parameter', { field: 'cursor' })
  return { at: new Date(Number(at)), id }
}
