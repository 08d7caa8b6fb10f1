export { describeError } from './describe-error.ts'
export { type LogCode, logCodes, type LogFields, logFieldNames } from './log-codes.ts'
export { createLogger, type Logger } from './logger.ts'
