import { lstatSync, mkdirSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { dirname } from 'node:path'

const lookEveryMs = 250
/** A process number may belong to another process by now: nothing here takes this long. */
const oldestMs = 30 * 60_000

/**
 * Does the work unless it is done, in one process at a time; the others wait and find it done. The lock names its process,
 * so that one that was killed holds up nobody. It is a link that leads nowhere: made at once, with what it says.
 */
export function oneAtATime(lock, { isDone, what }, work) {
  mkdirSync(dirname(lock), { recursive: true })
  let isTold = false
  while (!take(lock)) {
    if (isDone()) return
    const holder = readHolder(lock)
    if (holder === undefined) continue
    if (!isAlive(holder) || ageMs(lock) > oldestMs) {
      removeStale(lock, holder)
      continue
    }
    if (!isTold) process.stderr.write(`Process ${holder} is ${what}; waiting for it …\n`)
    isTold = true
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, lookEveryMs)
  }
  try {
    if (!isDone()) work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function take(lock) {
  try {
    symlinkSync(String(process.pid), lock)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    return false
  }
}

function readHolder(lock) {
  try {
    return Number(readlinkSync(lock))
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
    return undefined
  }
}

function isAlive(pid) {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function ageMs(lock) {
  const found = lstatSync(lock, { throwIfNoEntry: false })
  return found === undefined ? 0 : Date.now() - found.mtimeMs
}

/** Of several that see it stale, one moves it away; what was moved by mistake, because it was taken anew, is put back. */
function removeStale(lock, holder) {
  const aside = `${lock}-${process.pid}`
  try {
    renameSync(lock, aside)
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
    return
  }
  if (readHolder(aside) === holder) rmSync(aside)
  else renameSync(aside, lock)
}
