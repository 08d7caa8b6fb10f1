const unavailable = /^(?:08|57P0|53300|ECONN|ENOENT|EPIPE|ETIMEDOUT|25006|40001|40P01|57014)/
const storageFull = /^(?:53100|53200|ENOSPC|EDQUOT)/

/**
 * Tells from an error's code whether the database cannot be reached, or has no room. Nothing else of the error is read:
 * its message and detail may hold a row.
 *
 * @see https://www.postgresql.org/docs/18/errcodes-appendix.html (read 2026-11-24)
 */
export function classifyDatabaseError(error: unknown): 'unavailable' | 'storage-full' | undefined {
  if (!(error instanceof Error)) return undefined
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (storageFull.test(code)) return 'storage-full'
  if (unavailable.test(code)) return 'unavailable'
  if (isNoConnectionFree(error)) return 'unavailable'
  // pg says these without a code when a connection breaks.
  return /^(?:Connection terminated|Client has encountered a connection error)/.test(error.message)
    ? 'unavailable'
    : undefined
}

/** pg says so, without a code, when no connection was free in time: nothing was asked of the database. */
export const isNoConnectionFree = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('timeout exceeded when trying to connect')
