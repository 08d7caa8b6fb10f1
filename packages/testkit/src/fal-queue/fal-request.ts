/** What the fake partner understood of a submission that passed every rule. */
export interface FalRequest {
  endpoint: string
  prompt: string
  count: number
  widthPx: number
  heightPx: number
  isInline: boolean
  pictures: readonly Buffer[]
  storesIo: boolean
}

/** A request the documentation does not allow. */
export class InvalidFalRequest extends Error {
  readonly status: number
  readonly body: unknown

  constructor(status: number, rule: string, body: unknown = { detail: rule }) {
    super(rule)
    this.status = status
    this.body = body
  }
}

/** @see fal.ai/docs/documentation/model-apis/errors, "Error Object Structure", read 2026-11-24 */
export const modelError = (type: string, more: object = {}) => ({
  detail: [
    {
      loc: ['body', 'prompt'],
      msg: `What was sent is wrong: ${type}`,
      type,
      url: `https://docs.fal.ai/errors#${type}`,
      ...more,
    },
  ],
})

/** It repeats what it refuses. @see the same page, "content_policy_violation" */
export const refusalOf = (input: unknown, category: string) =>
  modelError('content_policy_violation', {
    msg: 'The content was flagged by a content checker.',
    categories: [category],
    input,
  })
