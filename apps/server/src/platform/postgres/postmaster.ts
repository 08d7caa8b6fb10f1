import { execFile } from 'node:child_process'
import { readFile, readlink, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { isGone, unlessGone } from './unless-gone.ts'

const run = promisify(execFile)

const fastShutdownMs = 30_000

/** The process that PostgreSQL's pid file names. It may have ended, or the file be a copy. */
export async function readPostmaster(dataFolder: string): Promise<number | undefined> {
  const text = await unlessGone(readFile(join(dataFolder, 'postmaster.pid'), 'utf8'))
  const pid = Number(text?.split('\n')[0])
  return pid > 0 ? pid : undefined
}

/**
 * Whether this process is a PostgreSQL that works in this data folder. A number is given again to another process, which
 * may even be the PostgreSQL of another folder. In doubt it is: two on one folder would destroy it.
 */
export async function worksIn(dataFolder: string, pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return isNamedPostgres(pid)
  const name = await unlessGone(readFile(`/proc/${pid}/comm`, 'utf8'))
  if (name?.trim() !== 'postgres') return false
  try {
    // Its main process stands in its data folder from before it writes its pid file.
    const place = await unlessGone(readlink(`/proc/${pid}/cwd`))
    return place !== undefined && place === (await unlessGone(realpath(dataFolder)))
  } catch {
    // Not ours to look at, as where a container forbids it.
    return true
  }
}

/** For systems without /proc. Exported for its test. */
export async function isNamedPostgres(pid: number): Promise<boolean> {
  try {
    const { stdout } = await run('ps', ['-o', 'comm=', '-p', String(pid)])
    return /(?:^|\/)postgres\s*$/.test(stdout)
  } catch {
    // There is no such process.
    return false
  }
}

/** Fast shutdown: connections are ended and everything is written. One that takes too long is ended without; it recovers. */
export async function stopPostmaster(dataFolder: string): Promise<void> {
  const pid = await readPostmaster(dataFolder)
  if (pid === undefined || !(await worksIn(dataFolder, pid))) return
  signal(pid, 'SIGINT')
  const deadline = performance.now() + fastShutdownMs
  let isHurried = false
  while (await worksIn(dataFolder, pid)) {
    if (!isHurried && performance.now() > deadline) {
      signal(pid, 'SIGQUIT')
      isHurried = true
    }
    await pause(10)
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (!isGone(error)) throw error
  }
}
