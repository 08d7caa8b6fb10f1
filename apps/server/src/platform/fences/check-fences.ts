import { existsSync, readFileSync, statSync } from 'node:fs'

/** One protection of what is in memory and on disk, and how to put it up. */
export interface Fence {
  name: string
  isGood: boolean
  mend: string
}

export interface Grounds {
  /** Flags this process was started with. */
  flags: readonly string[]
  /** Options that reach it by the environment. */
  nodeOptions: string
  /** The text of /proc/self/limits; undefined where there is none. */
  resourceLimits: string | undefined
  /** The folder of sealed files and the database. */
  dataDir: string
}

const dumping =
  /--(?:heapsnapshot|heap-prof|report-|inspect|diagnostic-dir|abort-on-uncaught-exception|trace-event)/

/**
 * Looks at what could carry content out of a running process: a debugger, heap snapshots, core dumps, open folders.
 *
 * @see https://nodejs.org/docs/latest-v24.x/api/cli.html (read 2026-11-24)
 */
export function checkFences({ flags, nodeOptions, resourceLimits, dataDir }: Grounds): Fence[] {
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
      name: 'no core dumps',
      isGood: core === undefined || core === '0',
      mend: 'Start with npm start, or run: ulimit -c 0',
    },
    {
      name: 'data folder for its owner only',
      isGood: !existsSync(dataDir) || (statSync(dataDir).mode & 0o077) === 0,
      mend: `Run: chmod 700 ${dataDir}`,
    },
  ]
}

/** The grounds of this process. */
export function findGrounds({ nodeOptions, dataDir }: Pick<Grounds, 'nodeOptions' | 'dataDir'>): Grounds {
  const limitsFile = '/proc/self/limits'
  return {
    flags: process.execArgv,
    nodeOptions,
    dataDir,
    resourceLimits: existsSync(limitsFile) ? readFileSync(limitsFile, 'utf8') : undefined,
  }
}
