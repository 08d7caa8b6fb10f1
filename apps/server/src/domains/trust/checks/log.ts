import { open, realpath } from 'node:fs/promises'
import { isGreeting, isListedLine } from '#server/platform/logger/index.ts'
import type { Look } from '../parts.ts'
import { judge, notChecked, type Result } from '../result.ts'

/** Enough to hold days of it, and little enough to be held. */
const readAtMost = 4 * 1024 * 1024

/** Each line of the running server's log is one of the closed list; where it goes to a file. */
export async function checkLog({ server }: Look): Promise<Result> {
  if (server === undefined) return notChecked('no-server')
  const path = await findLogFile(server.pid)
  if (path === undefined) return notChecked('not-visible')
  const lines = sinceReady(await readLines(path))
  return judge(lines.filter((line) => !isListedLine(line)).length, 'found', { lines: lines.length })
}

/** Where the output of a process goes, if that is a file that can be read. */
export async function findLogFile(pid: number): Promise<string | undefined> {
  try {
    const path = await realpath(`/proc/${pid}/fd/1`)
    await using file = await open(path, 'r')
    return (await file.stat()).isFile() ? path : undefined
  } catch {
    // A pipe, a terminal, another user's, or no Linux.
    return undefined
  }
}

/** The last of it, from the first whole line on. */
async function readLines(path: string): Promise<string[]> {
  await using file = await open(path, 'r')
  const { size } = await file.stat()
  const from = Math.max(0, size - readAtMost)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(size, readAtMost)), 0, undefined, from)
  const lines = buffer.toString('utf8', 0, bytesRead).split('\n')
  return lines.slice(from === 0 ? 0 : 1, -1)
}

/** What was there before is of whatever started it: npm, an install. */
const sinceReady = (lines: readonly string[]) => lines.slice(Math.max(0, lines.findLastIndex(isGreeting)))
