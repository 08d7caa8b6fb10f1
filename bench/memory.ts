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
  const [first = ''] = readFileSync(join(server.dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
  const postmaster = Number(first)
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => readShare(Number(pid)))
    .filter(({ pid, parent }) => pid === postmaster || parent === postmaster)
  return processes.reduce((sum, { share }) => sum + share, 0)
}

function readStatus(pid: number, field: string): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) / 1024
}

function readShare(pid: number): { pid: number; parent: number; share: number }[] {
  try {
    const parent = readStatus(pid, 'PPid') * 1024
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
    return [{ pid, parent, share: Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) / 1024 }]
  } catch {
    // It ended while it was read.
    return []
  }
}
