/* What a row was refused for. https://www.postgresql.org/docs/18/errcodes-appendix.html (read 2026-11-29) */

const hasCode = (error: unknown, code: string): error is Error =>
  error instanceof Error && 'code' in error && error.code === code

/** What a row was to refer to is gone. */
export const isForeignKeyViolation = (error: unknown): boolean => hasCode(error, '23503')

/** Another row has what must be there once. */
export const isUniqueViolation = (error: unknown): boolean => hasCode(error, '23505')

/** A column that must have a value has none. */
export const isMissing = (error: unknown, column: string): boolean =>
  hasCode(error, '23502') && 'column' in error && error.column === column
