import type { EnabledPartner, ImageInput, ImageRequest, MediaType } from '#partner-spec'

/** Whatever a person may write: quotes, line ends, a boundary, what JSON escapes, other scripts, a face. */
export const awkwardPrompt =
  'A "quoted" wish\\, 100%\r\n--boundary\r\ncontent-disposition: form-data; name="model"\r\n\r\n\u0001\t</s> 雪の日 🦊 \u2028é'

/** A request for the first model of a partner, at its first size; only what matters is stated. */
export function aRequest({ description }: EnabledPartner, change: Partial<ImageRequest> = {}): ImageRequest {
  const [model] = description.models
  const [size] = model?.sizes ?? []
  if (model === undefined || size === undefined) throw new Error('the partner has no model to ask')
  return {
    modelId: model.id,
    prompt: Buffer.from(awkwardPrompt),
    ...size,
    count: 1,
    firstIndex: 0,
    seed: 7,
    background: 'scene',
    quality: undefined,
    references: [],
    mask: undefined,
    ...change,
  }
}

/** A picture of a person's own, opened in pieces of 1000 bytes, as often as it is asked for. */
export function anInput(
  bytes: Buffer,
  described: { mediaType: MediaType; widthPx: number; heightPx: number },
): ImageInput {
  return {
    ...described,
    sizeBytes: bytes.length,
    async *open() {
      for (let at = 0; at < bytes.length; at += 1_000) yield bytes.subarray(at, at + 1_000)
    },
  }
}
