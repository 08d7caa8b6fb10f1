import type { ModelDescription } from '#partner-spec'

/** What this dialect must know of a model beside what a person sees of it. */
export interface OpenaiImagesModel {
  /** What the partner calls it. */
  wireName: string
  /** Compatible servers that answer with addresses unless asked otherwise; OpenAI's own models refuse the field. */
  asksForBase64: boolean
  sendsPartials: boolean
  /** Sent where a person chose none, so that nobody pays for what "auto" takes; undefined: the model has no such choice. */
  usualQuality: ModelDescription['qualities'][number] | undefined
  prices?: Prices
}

/** The partner's own price; millionths of a US dollar. */
export type Prices =
  | { unit: 'image'; perImage: number; perImageByQuality?: Readonly<Record<string, number>> }
  /** For a million tokens. */
  | { unit: 'token'; textInput: number; imageInput: number; imageOutput: number; textOutput?: number }

/**
 * What the documentation allows, whatever an operator states.
 *
 * @see github.com/openai/openai-openapi at f85dbe2 (2026-08-21), CreateImageRequest and CreateImageEditRequest
 */
export const documented = {
  maximumCount: 10,
  maximumReferences: 16,
  /** "less than 50MB" and "less than 4MB"; the smaller reading of a megabyte. */
  referenceMaximumBytes: 50_000_000 - 1,
  maskMaximumBytes: 4_000_000 - 1,
} as const

/** How many early states are asked for while a picture develops; each costs tokens of its own. */
export const partialsAsked = 2
/** Of those that come, as the documentation bounds them. */
export const mostPartials = 3

export interface Usage {
  textInput: number
  imageInput: number
  textOutput: number
  imageOutput: number
}

/** What the partner's bill will say; millionths of a US dollar, rounded up. Undefined when nobody knows. */
export function priceOf(
  { prices }: OpenaiImagesModel,
  drawn: { usage: Usage | undefined; images: number; quality: string | undefined },
): number | undefined {
  if (prices === undefined) return undefined
  if (prices.unit === 'image') {
    const each = prices.perImageByQuality?.[drawn.quality ?? ''] ?? prices.perImage
    return each * drawn.images
  }
  const { usage } = drawn
  if (usage === undefined) return undefined
  const micros =
    usage.textInput * prices.textInput +
    usage.imageInput * prices.imageInput +
    usage.textOutput * (prices.textOutput ?? prices.imageOutput) +
    usage.imageOutput * prices.imageOutput
  return Math.ceil(micros / 1_000_000)
}
