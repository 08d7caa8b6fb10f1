export { describeResult } from './describe-result.ts'
export type { AskServer, ReachedServer } from './parts.ts'
export { createTrust, type Trust } from './trust.ts'
