import * as z from 'zod/mini'
import type { Usage } from './openai-images-models.ts'

/*
 * The partner's answers, as far as they are read. Pictures are not in them: they were taken out as they arrived, and an
 * empty string stands in their place. Source: github.com/openai/openai-openapi at f85dbe2 (2026-08-21).
 */

const tokens = z.int().check(z.gte(0), z.lte(1_000_000_000))

/** ImageGenUsage and ImagesUsage. Without details every token counts as the dearer kind, a picture. */
const usage = z.object({
  input_tokens: tokens,
  output_tokens: tokens,
  input_tokens_details: z.optional(z.object({ text_tokens: tokens, image_tokens: tokens })),
  output_tokens_details: z.optional(z.object({ text_tokens: tokens, image_tokens: tokens })),
})

/** The envelope of every error; nothing of `message` is kept but the categories it names. */
export const apiError = z.object({
  message: z.optional(z.nullable(z.string())),
  type: z.optional(z.nullable(z.string())),
  code: z.optional(z.nullable(z.string())),
})
export type ApiError = z.infer<typeof apiError>

/** ImagesResponse, or an error under HTTP 200. */
export const imagesAnswer = z.object({
  data: z.optional(z.nullable(z.array(z.unknown()))),
  usage: z.optional(z.unknown()),
  error: z.optional(z.nullable(apiError)),
})

/** ImageGenStreamEvent, ImageEditStreamEvent, or an error in the middle of a stream, in either of its two shapes. */
export const streamEvent = z.object({
  type: z.optional(z.string()),
  partial_image_index: z.optional(z.unknown()),
  usage: z.optional(z.unknown()),
  error: z.optional(z.nullable(apiError)),
  message: z.optional(z.unknown()),
  code: z.optional(z.unknown()),
})

/** The answer to anything that failed. */
export const errorAnswer = z.object({ error: apiError })

/** A bill that cannot be read is none, and no reason to lose a picture over. */
export function readUsage(value: unknown): Usage | undefined {
  const { success, data } = usage.safeParse(value)
  if (!success) return undefined
  const { input_tokens_details: input, output_tokens_details: output } = data
  return {
    textInput: input?.text_tokens ?? 0,
    imageInput: input?.image_tokens ?? data.input_tokens,
    textOutput: output?.text_tokens ?? 0,
    imageOutput: output?.image_tokens ?? data.output_tokens,
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
