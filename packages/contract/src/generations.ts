import * as z from 'zod/mini'
import { largestSeed, mostReferences } from './limits.ts'
import { qualities } from './models.ts'

export const generationPhases = [
  'reserved',
  'queued',
  'running',
  'delivered',
  'refused',
  'failed',
  'interrupted',
  'cancelled',
] as const
export type GenerationPhase = (typeof generationPhases)[number]

export const backgrounds = ['scene', 'transparent'] as const

export const generationRequest = z.object({
  model: z.string().check(z.maxLength(100)),
  prompt: z.string(),
  widthPx: z.int(),
  heightPx: z.int(),
  count: z.int().check(z.gte(1), z.lte(10)),
  /** 0 to 2^32 - 1; absent: one is chosen and shown. */
  seed: z.optional(z.int().check(z.gte(0), z.lte(largestSeed))),
  background: z.optional(z.enum(backgrounds)),
  quality: z.optional(z.enum(qualities)),
  /** Ids of uploads or pictures of this sitting, in their roles' order: the first is what a mask belongs to. */
  references: z.optional(z.array(z.string().check(z.maxLength(40))).check(z.maxLength(mostReferences))),
  /** Id of a PNG of the first reference's size, uploaded as a mask: what is transparent in it is drawn anew. */
  mask: z.optional(z.string().check(z.maxLength(40))),
})
export type GenerationRequest = z.infer<typeof generationRequest>

export const quoteRequest = z.object({
  model: z.string().check(z.maxLength(100)),
  widthPx: z.int(),
  heightPx: z.int(),
  count: z.int().check(z.gte(1), z.lte(10)),
  quality: z.optional(z.enum(qualities)),
})
export type QuoteRequest = z.infer<typeof quoteRequest>

export const quote = z.object({
  credits: z.int(),
  creditsAfter: z.int(),
  partner: z.string(),
  region: z.string(),
  retentionSeconds: z.int(),
})
export type Quote = z.infer<typeof quote>

/** One of the images asked for. `id` opens it through GET /api/images/:id. */
export const generationImage = z.object({
  index: z.int(),
  /** `kept`: the person's device has it for good, and the server no longer does. */
  state: z.enum(['waiting', 'developing', 'ready', 'kept', 'deleted', 'absent']),
  /** The newest partial while developing, the result when ready. */
  id: z.optional(z.string()),
  mediaType: z.optional(z.string()),
  sizeBytes: z.optional(z.int()),
  /** What came, in pixels; it may differ from what was asked. */
  widthPx: z.optional(z.int()),
  heightPx: z.optional(z.int()),
  /** When the server's copy is gone at the latest. */
  expiresAt: z.optional(z.iso.datetime()),
})

export const generationReasons = [
  'safety',
  'partner-unavailable',
  'partner-timed-out',
  'partner-malformed',
  'partner-rejected',
  'partner-busy',
  'outcome-unknown',
  'by-person',
  'signed-out',
  'vault-closed',
  'worker-lost',
  'storage-full',
] as const
export type GenerationReason = (typeof generationReasons)[number]

/** Refusal categories, in plain words for people; partners' own words are mapped to these. */
export const refusalCategories = [
  'sexual',
  'minors',
  'violence',
  'hate',
  'self-harm',
  'real-person',
  'illegal',
  'other',
] as const
export type RefusalCategory = (typeof refusalCategories)[number]

/** A picture of one's own that a generation was given. */
export const generationInput = z.object({ id: z.string(), held: z.boolean() })

export const generationView = z.object({
  id: z.string(),
  attempt: z.int(),
  phase: z.enum(generationPhases),
  reason: z.optional(z.enum(generationReasons)),
  refusal: z.optional(
    z.object({ by: z.string(), stage: z.enum(['input', 'output']), category: z.enum(refusalCategories) }),
  ),
  model: z.string(),
  widthPx: z.int(),
  heightPx: z.int(),
  count: z.int(),
  seed: z.int(),
  background: z.enum(backgrounds),
  quality: z.optional(z.enum(qualities)),
  /** What was given beside the prompt, in order; opened through GET /api/images/:id while `held`. */
  references: z.array(generationInput),
  mask: z.optional(generationInput),
  /** Credits held or taken for this attempt, and what was really charged over all attempts. */
  quotedCredits: z.int(),
  chargedCredits: z.int(),
  /** 1 is next; only while queued. */
  position: z.optional(z.int()),
  canResume: z.boolean(),
  createdAt: z.iso.datetime(),
  startedAt: z.optional(z.iso.datetime()),
  endedAt: z.optional(z.iso.datetime()),
  images: z.array(generationImage),
  /** Opened for this request only; absent in events, and once the sitting has ended. */
  prompt: z.optional(z.string()),
})
export type GenerationView = z.infer<typeof generationView>

export const generationList = z.object({ generations: z.array(generationView), cursor: z.int() })
