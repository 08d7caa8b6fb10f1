import { existsSync, readFileSync, statSync } from 'node:fs'
import { createLogger } from '#server/platform/logger/index.ts'

/** One protection of what is in memory and on disk, and how to put it up. */
export interface Fence {
  name: string
  isGood: boolean
  mend: string
}

export interface Grounds {
  /** Flags this process was started with. */
  flags: readonly string[]
  /** Options that reach it by the environment: NODE_OPTIONS. */
  nodeOptions: string
  /** NODE_TLS_REJECT_UNAUTHORIZED, which turns the check of every certificate off. */
  tlsRejectUnauthorized: string | undefined
  /** What of Node it was told to report on: NODE_DEBUG and NODE_DEBUG_NATIVE. */
  nodeDebug: string
  /** The text of /proc/self/limits; undefined where there is none. */
  resourceLimits: string | undefined
  /** What the log makes of `planted`, handed to it in every place. */
  logged: string
  /** The folder of sealed files and the database. */
  dataDir: string
}

/** Stands for content: it must not be found in a log. */
export const planted = 'words of a person'

/** Node takes underscores for dashes. */
const dumping =
  /--(?:heapsnapshot|heap[-_]prof|report[-_]|inspect|diagnostic[-_]dir|abort[-_]on[-_]uncaught|trace[-_]event|tls[-_]keylog|trace[-_]tls)/

/**
 * Looks at what could carry content out of a running process: a debugger, heap snapshots, core dumps, open folders.
 *
 * @see https://nodejs.org/docs/latest-v24.x/api/cli.html (read 2026-11-24)
 */
export function checkFences(grounds: Grounds): Fence[] {
  const { flags, nodeOptions, tlsRejectUnauthorized, nodeDebug, resourceLimits, logged, dataDir } = grounds
  const core = /Max core file size\s+(\S+)/.exec(resourceLimits ?? '')?.[1]
  const given = [...flags, nodeOptions].join(' ')
  return [
    {
      name: 'no debugger by signal',
      isGood: flags.includes('--disable-sigusr1'),
      mend: 'Start with npm start, or give Node --disable-sigusr1.',
    },
    {
      name: 'no heap snapshots, reports or inspector',
      isGood: !dumping.test(given),
      mend: 'Take the flags for snapshots, reports, traces and the inspector out of the command line and of NODE_OPTIONS.',
    },
    {
      name: 'certificates are checked',
      isGood: tlsRejectUnauthorized !== '0',
      mend: 'Take NODE_TLS_REJECT_UNAUTHORIZED out of the environment; name an authority of your own with NODE_EXTRA_CA_CERTS.',
    },
    {
      name: 'no tracing of what is sent',
      isGood: nodeDebug === '',
      mend: 'Unset NODE_DEBUG and NODE_DEBUG_NATIVE.',
    },
    {
      name: 'no core dumps',
      isGood: core === undefined || core === '0',
      mend: 'Start with npm start, or run: ulimit -c 0',
    },
    {
      name: 'log of listed words only',
      isGood: logged !== '' && !logged.includes(planted),
      mend: 'Its list lets content through: do not run this build, and report it.',
    },
    {
      name: 'data folder for its owner only',
      isGood: !existsSync(dataDir) || isOwnAlone(dataDir),
      mend: `Run as the user that starts the server: chown "$(id -u)" ${dataDir} && chmod 700 ${dataDir}`,
    },
  ]
}

/** Another owner could put a link in the place of any file that is written there. */
function isOwnAlone(folder: string): boolean {
  const { mode, uid } = statSync(folder)
  return (mode & 0o077) === 0 && uid === (process.getuid?.() ?? uid)
}

/** The grounds of this process. */
export function findGrounds(
  environment: Readonly<Record<string, string | undefined>>,
  dataDir: string,
): Grounds {
  const limitsFile = '/proc/self/limits'
  return {
    flags: process.execArgv,
    nodeOptions: environment['NODE_OPTIONS'] ?? '',
    tlsRejectUnauthorized: environment['NODE_TLS_REJECT_UNAUTHORIZED'],
    nodeDebug: `${environment['NODE_DEBUG'] ?? ''}${environment['NODE_DEBUG_NATIVE'] ?? ''}`,
    dataDir,
    logged: logPlanted(),
    resourceLimits: existsSync(limitsFile) ? readFileSync(limitsFile, 'utf8') : undefined,
  }
}

/** The grounds of another process of this user, such as a server that runs; undefined where they cannot be seen. */
export function findGroundsOf(pid: number, dataDir: string): Grounds | undefined {
  const read = (name: string) => readFileSync(`/proc/${pid}/${name}`, 'utf8')
  try {
    const words = read('cmdline').split('\0').slice(1)
    const script = words.findIndex((word) => !word.startsWith('-'))
    const entries = read('environ').split('\0')
    const environment = Object.fromEntries(
      entries.map((entry) => [entry.split('=')[0] ?? '', entry.slice(entry.indexOf('=') + 1)]),
    )
    return {
      ...findGrounds(environment, dataDir),
      flags: script === -1 ? words : words.slice(0, script),
      resourceLimits: read('limits'),
    }
  } catch {
    // It is gone, or another user's, or there is no /proc.
    return undefined
  }
}

function logPlanted(): string {
  const lines: string[] = []
  const logger = createLogger({ level: 'info', destination: { write: (line) => void lines.push(line) } })
  const fields = { reason: planted, [planted]: planted }
  logger.error('server-failed', fields, Object.assign(new Error(planted), { code: planted, detail: planted }))
  return lines.join('')
}
