import { makeJsonBody } from '#partner-kit'
import type { ImageInput, ImageRequest, StreamedBody } from '#partner-spec'
import type { FalQueueModel } from './fal-queue-models.ts'

export interface RequestBody {
  body: Uint8Array | StreamedBody
  /** Overwrites the prompt in it. */
  wipe(): void
}

/**
 * What is submitted. Pictures stand in it as data URLs, which are opened and encoded as they are sent: nothing is uploaded
 * to the partner's storage, whose files stay when a request is deleted.
 *
 * @see fal.ai/docs/documentation/model-apis/fal-cdn ("Data URIs"), fal.ai/docs/documentation/model-apis/inference/payloads,
 * read 2026-11-24
 */
export function makeRequestBody(request: ImageRequest, model: FalQueueModel): RequestBody {
  const head = makeJsonBody(request.prompt, fieldsOf(request, model))
  const wipe = () => void head.fill(0)
  if (request.references.length === 0 || model.references === undefined) return { body: head, wipe }
  const isList = model.references.field === 'image_urls'
  const parts: (Buffer | ImageInput)[] = [
    head.subarray(0, -1),
    Buffer.from(`,"${model.references.field}":${isList ? '[' : ''}`),
    ...request.references.flatMap((input, index) => [
      Buffer.from(`${index === 0 ? '' : ','}"data:${input.mediaType};base64,`),
      input,
      Buffer.from('"'),
    ]),
    Buffer.from(isList ? ']}' : '}'),
  ]
  const sizeBytes = parts.reduce((sum, part) => sum + sizeOf(part), 0)
  return { body: { sizeBytes, pieces: stream(parts) }, wipe }
}

/**
 * Only what differs from the partner's defaults; no name or mark of a person. `sync_mode` asks for pictures within the
 * answer: "returned as a data URI and the output data won't be available in the request history".
 *
 * @see fal.ai/models/fal-ai/flux-1/schnell/llms.txt, read 2026-11-24
 */
const fieldsOf = ({ widthPx, heightPx, count, seed }: ImageRequest, { takesSeed }: FalQueueModel) => ({
  image_size: { width: widthPx, height: heightPx },
  num_images: count,
  ...(takesSeed ? { seed } : {}),
  sync_mode: true,
})

const sizeOf = (part: Buffer | ImageInput) =>
  Buffer.isBuffer(part) ? part.length : Math.ceil(part.sizeBytes / 3) * 4

async function* stream(parts: readonly (Buffer | ImageInput)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    if (Buffer.isBuffer(part)) yield part
    else yield* encode(part)
  }
}

/** Base64 of what is read piece by piece: each three bytes are four characters, whatever the pieces are. */
async function* encode(input: ImageInput): AsyncGenerator<Uint8Array> {
  let over = Buffer.alloc(0)
  for await (const piece of input.open()) {
    const bytes = Buffer.concat([over, piece])
    const whole = bytes.length - (bytes.length % 3)
    over = bytes.subarray(whole)
    if (whole > 0) yield Buffer.from(bytes.toString('base64', 0, whole), 'latin1')
  }
  if (over.length > 0) yield Buffer.from(over.toString('base64'), 'latin1')
}
