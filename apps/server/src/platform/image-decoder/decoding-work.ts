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

const lengthBytes = 4

/** Words and bytes as they go through a pipe: the length of the words, the words, the bytes. */
export function frameHead(words: DecodingWork | DecodingAnswer): Buffer {
  const text = Buffer.from(JSON.stringify(words))
  const head = Buffer.alloc(lengthBytes + text.length)
  head.writeUInt32BE(text.length)
  text.copy(head, lengthBytes)
  return head
}

/** @throws Error when the frame is cut off */
export function readFrame(frame: Buffer): { words: unknown; bytes: Buffer } {
  const end = lengthBytes + frame.readUInt32BE(0)
  if (frame.length < end) throw new Error('the frame is cut off')
  return { words: JSON.parse(frame.toString('utf8', lengthBytes, end)), bytes: frame.subarray(end) }
}
