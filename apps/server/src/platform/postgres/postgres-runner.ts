import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chown, cp, mkdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The user that every Unix has and nothing runs as; only a label here, or the owner of files outside. */
const nobody = 65_534

/**
 * Runs PostgreSQL's programs as somebody it accepts: it refuses to run as root.
 *
 * - As an ordinary user: as that user.
 * - As root: in a user namespace in which root is called nobody. It stays the owner of its files, so a clone below a home
 *   that only root may enter works, and no system user is needed.
 * - As root where namespaces are forbidden (most containers): as nobody, with binaries and data outside the clone.
 */
export interface PostgresRunner {
  /** Where the data must lie for this runner. */
  dataFolder: string
  binaries: string
  /** Runs to the end; its output is thrown away. */
  run(program: string, parameters: readonly string[]): Promise<void>
  /** Starts and leaves it running, in a process group of its own, so that Ctrl-C reaches only us. */
  start(program: string, parameters: readonly string[], outputFile: number): ChildProcess
  /** Makes a folder that the programs may use, for them and us alone. */
  makeFolder(path: string): Promise<void>
}

export async function choosePostgresRunner(dataDir: string, binaries: string): Promise<PostgresRunner> {
  const inside = { dataFolder: join(resolve(dataDir), 'postgres'), binaries }
  if (process.getuid?.() !== 0) return makeRunner(inside, { prefix: [] })
  const prefix = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`, '--']
  if (await canRun([...prefix, 'true'])) return makeRunner(inside, { prefix })
  const outside = await moveOutside(dataDir, binaries)
  return makeRunner(outside, { prefix: [], uid: nobody, gid: nobody })
}

async function canRun([program = '', ...parameters]: string[]): Promise<boolean> {
  try {
    await run(program, parameters)
    return true
  } catch {
    // Not installed, or the kernel or a container forbids it: the caller has another way.
    return false
  }
}

async function moveOutside(dataDir: string, binaries: string) {
  const root = '/var/lib/gptimage'
  const version = (await readFile(join(binaries, '../package.json'), 'utf8')).match(
    /"version": "([^"]+)"/,
  )?.[1]
  const copied = join(root, `postgresql-${version ?? 'unknown'}`)
  await cp(binaries, copied, { recursive: true, verbatimSymlinks: true, force: false })
  const slug = resolve(dataDir).replaceAll(/[^\w]+/g, '-')
  const folder = join(root, `data${slug}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chown(folder, nobody, nobody)
  return { dataFolder: join(folder, 'postgres'), binaries: copied }
}

interface Identity {
  prefix: readonly string[]
  uid?: number
  gid?: number
}

function makeRunner(
  places: { dataFolder: string; binaries: string },
  { prefix, ...user }: Identity,
): PostgresRunner {
  const commandLine = (program: string, parameters: readonly string[]) => {
    const [first = '', ...rest] = [...prefix, join(places.binaries, 'bin', program), ...parameters]
    return { first, rest }
  }
  // Nothing of our own environment (keys, addresses) reaches the database.
  const environment = { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8', TZ: 'UTC' }
  return {
    ...places,
    async run(program, parameters) {
      const { first, rest } = commandLine(program, parameters)
      await run(first, rest, { env: environment, cwd: '/', ...user })
    },
    start(program, parameters, outputFile) {
      const { first, rest } = commandLine(program, parameters)
      const options = { env: environment, cwd: '/', detached: true, ...user }
      return spawn(first, rest, { ...options, stdio: ['ignore', outputFile, outputFile] })
    },
    async makeFolder(path) {
      await mkdir(path, { recursive: true, mode: 0o700 })
      if (user.uid !== undefined) await chown(path, user.uid, user.gid ?? user.uid)
    },
  }
}
