import * as z from 'zod/mini'

/** A size in pixels that a model draws at. */
export const imageSize = z.object({ widthPx: z.int(), heightPx: z.int() })
export type ImageSize = z.infer<typeof imageSize>

export const qualities = ['low', 'medium', 'high'] as const
export type Quality = (typeof qualities)[number]

/** What a partner does with what it is sent; seconds. Shown before anything is sent. */
export const handling = z.object({
  partnerId: z.string(),
  partner: z.string(),
  region: z.string(),
  retentionSeconds: z.int(),
  /** False when the model runs inside this installation and nothing leaves it. */
  leavesInstallation: z.boolean(),
  /** False where the person keeps to other regions: it is refused. */
  isAllowed: z.boolean(),
})

export const model = z.object({
  id: z.string(),
  name: z.string(),
  /** An honest label shown wherever the model is named, for example "built-in sketch, not AI". */
  label: z.optional(z.string()),
  sizes: z.array(imageSize),
  maximumCount: z.int(),
  seed: z.boolean(),
  transparentBackground: z.boolean(),
  partials: z.boolean(),
  /** How many pictures of one's own it takes beside the prompt; 0: none. */
  maximumReferences: z.int(),
  /** Redraws only where a mask of the first reference is transparent. */
  masks: z.boolean(),
  /** The qualities it can be asked for, cheapest first; empty: it has no such choice. */
  qualities: z.array(z.enum(qualities)),
  creditsPerImage: z.int(),
  /** Where a quality costs other than that. */
  creditsByQuality: z.optional(z.partialRecord(z.enum(qualities), z.int())),
  usualSeconds: z.number(),
  promptMaximumBytes: z.int(),
  handling,
})
export type Model = z.infer<typeof model>

export const modelList = z.object({ models: z.array(model) })
