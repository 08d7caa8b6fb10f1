import type { PartnerQuestions } from '#partner-spec'
import { sendTo } from './connection.ts'
import type { SendLimits } from './send-request.ts'

export interface QuestionOptions {
  baseUrl: URL
  credentials?: () => Readonly<Record<string, string>>
  signal: AbortSignal
  limits: SendLimits
}

/**
 * A connection for questions alone, such as whether something was deleted: no row of the ledger is needed, because what
 * could carry content is not there.
 */
export const createQuestions = (options: QuestionOptions): PartnerQuestions => ({
  ask: ({ method, path, headers, answerMaximumBytes }) =>
    sendTo(options, {
      method,
      path,
      ...(headers === undefined ? {} : { headers }),
      ...(answerMaximumBytes === undefined ? {} : { answerMaximumBytes }),
    }),
})
