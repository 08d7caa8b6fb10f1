import type { ServerResponse } from 'node:http'

interface ErrorEnvelope {
  message: string
  type: string
  param: string | null
  code: string | null
}

/** The error envelope as captured from the partner. Its message may name what it is about. */
export const envelope = (code: string | null, rest: Partial<ErrorEnvelope> = {}) => ({
  error: {
    message: `The request failed: ${code}`,
    type: 'invalid_request_error',
    param: null,
    code,
    ...rest,
  } satisfies ErrorEnvelope,
})

/** @see github.com/jeffstric/ZJT/issues/480, a captured body; read 2026-11-23 */
export const refusal = (category: string) =>
  envelope('moderation_blocked', {
    message: `Your request was rejected by the safety system. If you believe this is an error, contact us at help.openai.com and include the request ID. safety_violations=[${category}].`,
    type: 'image_generation_user_error',
  })

export function answerJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  const bytes = Buffer.from(JSON.stringify(body))
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': bytes.length,
    ...headers,
  })
  response.end(bytes)
}
