import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chown, mkdir, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { StartupFault } from '#server/kernel/startup-fault.ts'
import { copyBinaries } from './postgres-binaries.ts'

const run = promisify(execFile)

/** The user that every Unix has and nothing should run as. */
const nobody = 65_534

/**
 * Runs PostgreSQL's programs as somebody it accepts: it refuses to run as root.
 *
 * - As an ordinary user: as that user.
 * - As root: in a user namespace in which root is called nobody. It stays the owner of its files, so a clone below a home
 *   that only root may enter works, and no system user is needed.
 * - As root where namespaces are forbidden (most containers), or on a folder that is a user's: as that user, or nobody.
 *   Each program starts inside the folder it works in and calls it by a name that needs no way there.
 */
export interface PostgresRunner {
  /** Runs to the end; its output is thrown away. @throws StartupFault with the last thing it said */
  run(program: string, place: Place): Promise<void>
  /** Starts and leaves it running, in a process group of its own, so that Ctrl-C reaches only us. */
  start(program: string, place: Place & { outputFile: number }): ChildProcess
  /** Makes a folder that the programs may use, for them and us alone, or hands over one that is there. */
  giveFolder(path: string): Promise<void>
}

interface Place {
  folder: string
  /** What it is told, given the folder's name as the program sees it. */
  parameters: (folder: string) => readonly string[]
}

/** @throws StartupFault when root cannot run PostgreSQL on this system */
export async function choosePostgresRunner(dataFolder: string, binaries: string): Promise<PostgresRunner> {
  if (process.getuid?.() !== 0) return makeRunner({ binaries, prefix: [] })
  const owner = await findOwner(dataFolder)
  const prefix = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`, '--']
  const isOurs = owner === undefined || owner === 0
  if (isOurs && (await canRun([...prefix, 'true']))) return makeRunner({ binaries, prefix })
  if (process.platform !== 'linux') {
    throw new StartupFault(
      'database/not-as-root',
      'PostgreSQL does not run as root on this system. Start as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
    )
  }
  const uid = isOurs ? nobody : owner
  const isReachable = await canRun([join(binaries, 'bin/postgres'), '--version'], uid)
  return makeRunner({ binaries: isReachable ? binaries : await copyBinaries(binaries), prefix: [], uid })
}

async function findOwner(dataFolder: string): Promise<number | undefined> {
  try {
    return (await stat(join(dataFolder, 'PG_VERSION'))).uid
  } catch {
    // Nothing was made there yet: it will be whose we say.
    return undefined
  }
}

async function canRun([program = '', ...parameters]: string[], uid?: number): Promise<boolean> {
  try {
    await run(program, parameters, { cwd: '/', ...(uid === undefined ? {} : { uid, gid: uid }) })
    return true
  } catch {
    // Not installed, not to be reached, or the kernel or a container forbids it: the caller has another way.
    return false
  }
}

interface Identity {
  binaries: string
  prefix: readonly string[]
  uid?: number
}

function makeRunner({ binaries, prefix, uid }: Identity): PostgresRunner {
  const user = uid === undefined ? {} : { uid, gid: uid }
  const commandLine = (program: string, { folder, parameters }: Place) => {
    // Another user may not pass the folders above; whoever stands inside needs no way there.
    const told = parameters(uid === undefined ? folder : '/proc/self/cwd')
    const [first = '', ...rest] = [...prefix, join(binaries, 'bin', program), ...told]
    return { first, rest }
  }
  // Nothing of our own environment (keys, addresses) reaches the database.
  const environment = { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8', TZ: 'UTC' }
  return {
    async run(program, place) {
      const { first, rest } = commandLine(program, place)
      try {
        await run(first, rest, { env: environment, cwd: place.folder, ...user })
      } catch (error) {
        const output =
          error instanceof Error && 'stderr' in error && typeof error.stderr === 'string' ? error.stderr : ''
        throw new StartupFault(
          'database/not-made',
          `The embedded PostgreSQL could not make its files in ${place.folder}${findComplaint(output)}. Mend that, choose another folder with --data, or set DATABASE_URL to a PostgreSQL of your own.`,
          { cause: error },
        )
      }
    },
    start(program, { outputFile, ...place }) {
      const { first, rest } = commandLine(program, place)
      const options = { env: environment, cwd: place.folder, detached: true, ...user }
      return spawn(first, rest, { ...options, stdio: ['ignore', outputFile, outputFile] })
    },
    async giveFolder(path) {
      await mkdir(path, { recursive: true, mode: 0o700 })
      if (uid === undefined || (await stat(path)).uid === uid) return
      for (const name of await readdir(path, { recursive: true })) await chown(join(path, name), uid, uid)
      await chown(path, uid, uid)
    },
  }
}

/** The last thing PostgreSQL complained of: file names and reasons of the system, never a value. */
export function findComplaint(output: string): string {
  const complaints = [...output.matchAll(/(?:FATAL|PANIC|error|^postgres):\s+(.+)/gm)].map(([, text = '']) =>
    text.trim(),
  )
  const said = complaints.findLast((text) => !/^the database system is|^program ".*" failed/.test(text))
  return said === undefined ? '' : ` (it says: ${said})`
}
