import { isIP } from 'node:net'
import * as z from 'zod'
import { Secret } from '#server/kernel/secret.ts'

interface Setting {
  /** What the value must look like; given the text of the variable. */
  schema: z.ZodType<unknown, string>
  fallback?: string
  /** What to write instead when the value cannot be read. */
  mend: string
  summary: string
}

/** The mail server that takes our mail. */
export interface MailServer {
  host: string
  port: number
  /** `tls` from the first byte on, `starttls` before anything of ours is said, `none` on this machine only. */
  security: 'tls' | 'starttls' | 'none'
  credentials?: { user: Secret; password: Secret }
}

/** Undefined for what says more, or less, than a mail server. */
function readMailServer(url: URL): MailServer | undefined {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isPlain = /^\/?$/.test(url.pathname) && url.search === '' && url.hash === ''
  const isWhole = (url.username === '') === (url.password === '')
  if (!isPlain || !isWhole || (!/^[\w-]+(?:\.[\w-]+)*$/.test(host) && isIP(host) === 0)) return undefined
  const [user, password] = [url.username, url.password].map(decode)
  if (user === undefined || password === undefined) return undefined
  const isSecure = url.protocol === 'smtps:'
  return {
    host,
    port: url.port === '' ? (isSecure ? 465 : 587) : Number(url.port),
    security: isSecure ? 'tls' : isLoopbackHost(host) ? 'none' : 'starttls',
    ...(user === '' ? {} : { credentials: { user: new Secret(user), password: new Secret(password) } }),
  }
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    // A sign of percent that stands for nothing.
    return undefined
  }
}

/** Nobody but this machine answers there. */
export const isLoopbackHost = (host: string): boolean =>
  /^(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|localhost)$/.test(host)

/** An address, or a network such as 10.0.0.0/8. */
const isNetwork = (text: string) => {
  const [address = '', bits = '0', ...rest] = text.split('/')
  const most = isIP(address) === 4 ? 32 : isIP(address) === 6 ? 128 : -1
  return rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most
}

/** Every variable the server reads. `.env.example` lists the same, in this order. */
export const settings = {
  NODE_ENV: {
    schema: z.enum(['development', 'production', 'test']),
    fallback: 'development',
    mend: 'Write development or production.',
    summary: 'production refuses to start unsafe',
  },
  HOST: {
    schema: z.string().refine((text) => isIP(text) !== 0 || text === 'localhost'),
    fallback: '127.0.0.1',
    mend: 'Write the IP address to listen on, such as 127.0.0.1 or 0.0.0.0.',
    summary: 'address to listen on',
  },
  PORT: {
    schema: z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .refine((port) => port >= 1 && port <= 65_535),
    fallback: '3000',
    mend: 'Write a port from 1 to 65535.',
    summary: 'port to listen on',
  },
  PUBLIC_URL: {
    schema: z
      .url({ protocol: /^https?$/ })
      .transform((text) => new URL(text))
      .refine((url) => url.pathname === '/' && url.search === '' && url.hash === '' && url.username === ''),
    mend: 'Write the address people open, such as https://images.example.org, without a path.',
    summary: 'the address people open; on loopback http://localhost:PORT',
  },
  DATA_DIR: {
    schema: z.string().min(1),
    fallback: './data',
    mend: 'Write the folder where sealed files and the embedded database live.',
    summary: 'folder of sealed files and the embedded database',
  },
  TOMBSTONES_FILE: {
    schema: z.string().min(1),
    mend: 'Write the path of the file that lists erased accounts, on a disk whose backups are not the database\u2019s.',
    summary:
      'list of erased accounts, to be kept apart from backups of the database; absent: DATA_DIR/tombstones',
  },
  ACCEPT_LOST_TOMBSTONES: {
    schema: z.enum(['yes', 'no']),
    fallback: 'no',
    mend: 'Write yes for one start, when the list of erased accounts is lost for good; else leave it out.',
    summary:
      'a start without the list of erased accounts; a backup put back may then bring erased people back',
  },
  DATABASE_URL: {
    schema: z.url({ protocol: /^postgres(?:ql)?$/ }),
    mend: 'Write postgres://user:password@host/database, or leave it out to use the embedded PostgreSQL.',
    summary: 'PostgreSQL 18; absent: an embedded one below DATA_DIR',
  },
  INSTALLATION_KEY: {
    schema: z.string().refine((text) => decodeKey(text) !== undefined),
    mend: 'Write 32 random bytes as 64 hex digits or 43 base64url characters, such as from: openssl rand -hex 32',
    summary: '32 random bytes that seal names and e-mail addresses; keep it out of backups',
  },
  OIDC_ISSUER: {
    schema: z.url({ protocol: /^https?$/ }).transform((text) => new URL(text)),
    fallback: 'https://accounts.google.com',
    mend: 'Write the issuer of the identity provider, such as https://accounts.google.com',
    summary: 'the identity provider',
  },
  OIDC_CLIENT_ID: {
    schema: z.string().min(1),
    mend: 'Write the client id that the identity provider gave you.',
    summary: 'absent on loopback: a demo sign-in stands in',
  },
  OIDC_CLIENT_SECRET: {
    schema: z.string().min(1),
    mend: 'Write the client secret that the identity provider gave you.',
    summary: 'goes with OIDC_CLIENT_ID',
  },
  PARTNERS_FILE: {
    schema: z.string().min(1),
    mend: 'Write the path of a file as docs/guides/add-a-partner.md describes it.',
    summary:
      'YAML that states AI partners, their terms and models; their keys stand in *_API_KEY variables of your choice',
  },
  OPERATOR_FILE: {
    schema: z.string().min(1),
    mend: 'Write the path of a file that says who runs this installation, as docs/operator.example.yaml shows.',
    summary:
      'YAML that says who runs this installation, for its policies; on loopback the person at this computer',
  },
  SMTP_URL: {
    schema: z
      .url({ protocol: /^smtps?$/ })
      .transform((text) => readMailServer(new URL(text)))
      .refine((server) => server !== undefined),
    mend: 'Write smtps://user:password@host:465 or smtp://user:password@host:587, without a path; write signs such as @ and / in a password as %40 and %2F.',
    summary: 'mail server that takes our mail, with TLS off loopback; absent: no mail is sent',
  },
  ROLE: {
    schema: z.enum(['all', 'web', 'worker']),
    fallback: 'all',
    mend: 'Write all, web or worker.',
    summary: 'what this process does',
  },
  TRUSTED_PROXIES: {
    schema: z
      .string()
      .transform((text) =>
        text
          .split(',')
          .map((part) => part.trim())
          .filter((part) => part !== ''),
      )
      .refine((parts) => parts.every(isNetwork)),
    fallback: '',
    mend: 'Write the IP addresses or networks of your reverse proxies, with commas between.',
    summary: 'reverse proxies whose X-Forwarded-For is believed',
  },
  METRICS_TOKEN: {
    schema: z.string().min(16),
    mend: 'Write a token of 16 characters or more, or leave it out: then only this machine reads /metrics.',
    summary: 'bearer token of /metrics; absent: loopback only',
  },
  LOG_LEVEL: {
    schema: z.enum(['info', 'warn', 'error']),
    fallback: 'info',
    mend: 'Write info, warn or error.',
    summary: 'what is logged; content never is',
  },
  ALLOW_UNENCRYPTED_CONTENT_FOR_TESTS: {
    schema: z.enum(['yes', 'no']),
    fallback: 'no',
    mend: 'Leave it out. It exists for a test that proves the scanner finds content when it is there.',
    summary: 'never set it',
  },
} as const satisfies Record<string, Setting>

export type SettingName = keyof typeof settings

/** The bytes of an installation key written in hex or base64url; undefined when it is not 32 bytes or all alike. */
export function decodeKey(text: string): Buffer | undefined {
  const bytes = /^[\da-f]{64}$/i.test(text)
    ? Buffer.from(text, 'hex')
    : /^[\w-]{43}=?$/.test(text)
      ? Buffer.from(text, 'base64url')
      : undefined
  return bytes?.length === 32 && new Set(bytes).size >= 8 ? bytes : undefined
}
