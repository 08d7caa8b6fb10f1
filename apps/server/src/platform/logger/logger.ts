import { type DestinationStream, pino } from 'pino'
import { describeError } from './describe-error.ts'
import { type LogCode, type LogFields, logFieldNames } from './log-codes.ts'

export interface Logger {
  info(code: LogCode, fields?: LogFields): void
  warn(code: LogCode, fields?: LogFields, error?: unknown): void
  error(code: LogCode, fields?: LogFields, error?: unknown): void
}

/** Writes one JSON line for each call: a code of the closed list, fields of the closed list, the class of an error. */
export function createLogger(options: {
  level: 'info' | 'warn' | 'error' | 'silent'
  destination?: DestinationStream
}): Logger {
  const settings = {
    level: options.level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level: string) => ({ level }) },
  }
  const lines = pino(settings, options.destination ?? openOutput())
  return {
    info: (code, fields) => lines.info(present(code, fields)),
    warn: (code, fields, error) => lines.warn(present(code, fields, error)),
    error: (code, fields, error) => lines.error(present(code, fields, error)),
  }
}

function openOutput(): DestinationStream {
  const output = pino.destination({ dest: 1, sync: true })
  // A terminal that was closed reads no more lines; that ends nothing.
  output.on('error', ignoreGoneReader)
  return output
}

function ignoreGoneReader(): void {
  return undefined
}

function present(code: LogCode, fields: LogFields = {}, error?: unknown): object {
  const line: Record<string, unknown> = { code }
  // Types end where data begins: what is not on the list is dropped here too, and text is bounded.
  for (const name of logFieldNames) {
    const value = fields[name]
    if (typeof value === 'number') line[name] = value
    if (typeof value === 'string') line[name] = /^[\w:/.-]{1,100}$/.test(value) ? value : '[dropped]'
  }
  if (error !== undefined) line['error'] = describeError(error)
  return line
}
