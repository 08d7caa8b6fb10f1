/** True when what a row was to refer to is gone. @see https://www.postgresql.org/docs/18/errcodes-appendix.html */
export function isForeignKeyViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23503'
}
