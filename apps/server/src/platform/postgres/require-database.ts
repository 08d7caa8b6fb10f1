import pg from 'pg'
import { StartupFault } from '#server/kernel/startup-fault.ts'

const oldestVersion = 18
const reasons: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:ENOTFOUND|EAI_AGAIN)$/,
    'The host in DATABASE_URL has no address. Mend its name, or the name service of this machine.',
  ],
  [
    /^(?:ECONNREFUSED|ENOENT|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/,
    'Nobody answers at DATABASE_URL. Start PostgreSQL there, or mend the host and port.',
  ],
  [
    /^28/,
    'PostgreSQL does not accept the user or the password in DATABASE_URL. Mend them, or the rules in its pg_hba.conf.',
  ],
  [/^3D000$/, 'The database in DATABASE_URL does not exist. Make it with createdb, or mend its name.'],
  [
    /^53300$/,
    'PostgreSQL at DATABASE_URL has no connection free. Raise its max_connections, or end what holds them.',
  ],
  [/^57P03$/, 'PostgreSQL at DATABASE_URL is starting or stopping. Start GPTImage again in a moment.'],
  [
    /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT|UNABLE_TO|CERT_|ERR_TLS)/,
    'The certificate of PostgreSQL at DATABASE_URL is not trusted. Name its authority with sslrootcert= in DATABASE_URL.',
  ],
]

/** Asks a database of the operator's own once, so that a start fails with its reason. @throws StartupFault */
export async function requireDatabase(connection: pg.ClientConfig): Promise<void> {
  const client = new pg.Client({ connectionTimeoutMillis: 5_000, ...connection })
  let version: number
  try {
    await client.connect()
    const { rows } = await client.query<{ server_version_num: string }>('show server_version_num')
    version = Math.floor(Number(rows[0]?.server_version_num) / 10_000)
    await client.end()
  } catch (cause) {
    throw new StartupFault('database/not-reachable', explain(cause), { cause })
  }
  if (version < oldestVersion) {
    throw new StartupFault(
      'database/too-old',
      `The database at DATABASE_URL is PostgreSQL ${version}. GPTImage needs PostgreSQL ${oldestVersion} or newer.`,
    )
  }
}

function explain(error: unknown): string {
  // Several addresses that all fail come as one error with the code of the first.
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  const known = reasons.find(([pattern]) => pattern.test(code))?.[1]
  if (known !== undefined) return known
  const named = /^[\w-]{1,40}$/.test(code) ? ` (${code})` : ''
  return `The database at DATABASE_URL cannot be used${named}. See that it is PostgreSQL, that it answers in time, and that its address is right.`
}
