import { logCodes, logFieldNames } from './log-codes.ts'

const known = new Set<string>(['level', 'time', 'code', 'error', ...logFieldNames])
/** What the program says to whoever starts it. */
const greeting = /^ {2}GPTImage is ready: \S+$/

/** Whether a line is the one that the program says when it is ready. */
export const isGreeting = (line: string): boolean => greeting.test(line)

/** Whether a line is one that the program can have written: a code of the list, with fields of the list. */
export function isListedLine(line: string): boolean {
  if (line === '' || isGreeting(line)) return true
  try {
    const entry: unknown = JSON.parse(line)
    const fields = Object.entries(entry ?? {})
    return (
      fields.every(([name]) => known.has(name)) &&
      fields.some(([name, code]) => name === 'code' && code in logCodes)
    )
  } catch {
    // No JSON, so none of ours.
    return false
  }
}
