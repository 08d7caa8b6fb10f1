import pg from 'pg'

/**
 * What keeps rows, statements and parameters out of PostgreSQL's log. Content never reaches it unsealed; this keeps even
 * sealed bytes and ids away.
 *
 * @see https://www.postgresql.org/docs/18/runtime-config-logging.html (read 2026-11-24)
 */
export const databaseLogFences: Readonly<Record<string, string>> = {
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_min_duration_statement: '-1',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_statement: 'none',
}

/** The settings of a running database that would let its log say more, each as a statement that mends it. */
export async function findOpenLogFences(connection: pg.ClientConfig): Promise<string[]> {
  const client = new pg.Client({ connectionTimeoutMillis: 5_000, ...connection })
  client.on('error', ignoreBrokenConnection)
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string; value: string; role: string }>(
      'select name, setting as value, current_user as role from pg_settings where name = any($1)',
      [Object.keys(databaseLogFences)],
    )
    return rows
      .filter(({ name, value }) => databaseLogFences[name] !== value)
      .map(
        ({ name, role }) =>
          `alter role ${pg.escapeIdentifier(role)} set ${name} = '${databaseLogFences[name]}';`,
      )
  } finally {
    await client.end()
  }
}

/** The statement that needed it fails by itself. */
function ignoreBrokenConnection(): void {
  return undefined
}
