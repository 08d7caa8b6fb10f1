import * as z from 'zod/mini'

/*
 * The partner's answers, as far as they are read. Pictures are not in them: they were taken out as they arrived, and the
 * head of their data URL stands in their place.
 *
 * Sources: fal-ai/fal-js at 381105e (2026-08-02), libs/client/src/types/common.ts; fal.ai/docs/inference-api/queue/*,
 * fal.ai/docs/documentation/model-apis/errors and /request-errors, read 2026-11-24.
 */

/** Of a request; "UUID format" in fal.ai/docs/platform-apis/v1/models/requests/payloads, read 2026-11-24. */
export const isRequestName = (id: string) => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)

/** The answer to a submission. Its addresses are not read: they are made of what was asked for and of this name. */
export const submitted = z.object({ request_id: z.string() })

export const queueStatus = z.object({
  status: z.enum(['IN_QUEUE', 'IN_PROGRESS', 'COMPLETED']),
  request_id: z.optional(z.string()),
  queue_position: z.optional(z.nullable(z.int().check(z.gte(0)))),
})

const picture = z.object({ url: z.string() })

/** What models answer with: one picture or several; `has_nsfw_concepts` says of each whether it was blackened. */
export const modelResult = z.object({
  images: z.optional(z.nullable(z.array(picture))),
  image: z.optional(z.nullable(picture)),
  has_nsfw_concepts: z.optional(z.nullable(z.array(z.boolean()))),
})

const modelError = z.object({ type: z.string(), categories: z.optional(z.nullable(z.array(z.string()))) })
export type ModelError = z.infer<typeof modelError>

/** A model says no with a list, what is around it with a sentence and a type; nothing of a sentence is kept. */
const errorAnswer = z.object({
  detail: z.optional(z.union([z.string(), z.array(z.unknown())])),
  error_type: z.optional(z.nullable(z.string())),
})

export interface ApiError {
  modelErrors: readonly ModelError[]
  type: string | undefined
  /** Looked at for whether an account is out of money, which has no code. */
  sentence: string
}

/** Undefined where nothing is said of an error. Some models answer with the bare list. */
export function readError(body: unknown): ApiError | undefined {
  const { data } = errorAnswer.safeParse(Array.isArray(body) ? { detail: body } : body)
  if (data === undefined || (data.detail === undefined && typeof data.error_type !== 'string'))
    return undefined
  const { detail, error_type: type } = data
  const list = Array.isArray(detail) ? detail : []
  return {
    modelErrors: list.flatMap((each) => modelError.safeParse(each).data ?? []),
    type: type ?? undefined,
    sentence: typeof detail === 'string' ? detail : '',
  }
}

/** JSON that is none is as far from what was promised as JSON of another shape. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
