import { makePng } from '../make-png.ts'
import type { OpenaiRequest } from './openai-request.ts'

const made = new Map<string, Buffer>()

/** A picture of the size asked for; each of a request is another. `sizeBytes` fills it up. */
export function drawPicture(
  { widthPx, heightPx, background }: OpenaiRequest,
  { mark, sizeBytes = 0, scale = 1 }: { mark: number; sizeBytes?: number; scale?: number },
): Buffer {
  const wish = {
    widthPx: Math.max(1, Math.round(widthPx * scale)),
    heightPx: Math.max(1, Math.round(heightPx * scale)),
    hasAlpha: background === 'transparent',
    mark,
    sizeBytes,
  }
  const key = JSON.stringify(wish)
  const picture = made.get(key) ?? makePng(wish)
  made.set(key, picture)
  return picture
}

/** As the schema has it: size and quality as they were resolved. */
export const describeAnswer = ({ size, quality, background }: OpenaiRequest) => ({
  size: size === 'auto' ? '1024x1024' : size,
  quality: quality === 'auto' ? 'high' : quality,
  background: background === 'auto' ? 'opaque' : background,
  output_format: 'png',
})

/** ImageGenUsage; the numbers are made up, their sums are right. */
export function countUsage({ prompt, images, mask, count }: OpenaiRequest) {
  const text = Math.ceil(prompt.length / 4)
  const pictures = (images.length + (mask === undefined ? 0 : 1)) * 272
  const output = count * 1_056
  return {
    input_tokens: text + pictures,
    output_tokens: output,
    total_tokens: text + pictures + output,
    input_tokens_details: { text_tokens: text, image_tokens: pictures },
    output_tokens_details: { text_tokens: 0, image_tokens: output },
  }
}
