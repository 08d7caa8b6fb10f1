import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestServer } from '../packages/testkit/src/test-server.ts'

/** MiB of the server process that are in memory now. */
export const residentOf = ({ pid }: TestServer) => readStatus(pid, 'VmRSS')

/** Forgets the peak of the server process so far. @see proc_pid_clear_refs(5), value 5 */
export const forgetPeak = ({ pid }: TestServer) => writeFileSync(`/proc/${pid}/clear_refs`, '5')

/** The most that the server process had in memory since `forgetPeak`, MiB. */
export const peakOf = ({ pid }: TestServer) => readStatus(pid, 'VmHWM')

/** PostgreSQL's share of memory, MiB: what is shared between its processes is counted once. */
export function databaseShare(server: TestServer): number {
  const postmaster = findPostmaster(server)
  return sumOfShares(({ pid, parent }) => pid === postmaster || parent === postmaster)
}

const lookEveryMs = 20

/** Looks at the children of the server, but for PostgreSQL, again and again; `stop` gives the most they had, MiB. */
export function watchChildren(server: TestServer): { stop(): number } {
  const postmaster = findPostmaster(server)
  let most = 0
  const look = () => {
    const share = sumOfShares(({ pid, parent }) => parent === server.pid && pid !== postmaster)
    most = Math.max(most, share)
  }
  const timer = setInterval(look, lookEveryMs)
  return {
    stop() {
      clearInterval(timer)
      look()
      return most
    },
  }
}

function findPostmaster(server: TestServer): number {
  const [first = ''] = readFileSync(join(server.dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
  return Number(first)
}

function sumOfShares(isMeant: (process: { pid: number; parent: number }) => boolean): number {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => readShare(Number(pid), isMeant))
    .reduce((sum, share) => sum + share, 0)
}

function readStatus(pid: number, field: string): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) / 1024
}

function readShare(pid: number, isMeant: (process: { pid: number; parent: number }) => boolean): number[] {
  try {
    if (!isMeant({ pid, parent: readStatus(pid, 'PPid') * 1024 })) return []
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
    return [Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) / 1024]
  } catch {
    // It ended while it was read.
    return []
  }
}
