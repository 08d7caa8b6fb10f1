import * as z from 'zod/mini'

/** What a child is asked for. Sizes are pixels. */
export const decodingWork = z.discriminatedUnion('kind', [
  /** A file in, a plain file of 8 bits in sRGB out, upright. */
  z.object({ kind: z.literal('decode'), maximumPixels: z.int() }),
  /** A file in, pixels out: RGBA, upright, no side longer than asked. */
  z.object({ kind: z.literal('read'), maximumPixels: z.int(), longestSidePx: z.int() }),
  /** Pixels in, a PNG out. */
  z.object({ kind: z.literal('write'), widthPx: z.int(), heightPx: z.int() }),
])
export type DecodingWork = z.infer<typeof decodingWork>

/** What a child says before its bytes. */
export const decodingAnswer = z.union([
  z.object({ fault: z.enum(['damaged', 'animated', 'too-large']) }),
  z.object({ widthPx: z.int(), heightPx: z.int() }),
])
export type DecodingAnswer = z.infer<typeof decodingAnswer>

/** The descriptor a child answers through: decoders print warnings to the usual two. */
export const answerPipe = 3
