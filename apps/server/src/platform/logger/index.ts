export { describeError } from './describe-error.ts'
export type { LogCode, LogFields } from './log-codes.ts'
export { isGreeting, isListedLine } from './is-listed-line.ts'
export { createLogger, type Logger } from './logger.ts'
