import { PictureJson, recognisePicture } from '#partner-kit'
import type { AdapterEvent } from '#partner-spec'
import type { Asked } from './asked.ts'
import { imagesAnswer, readJson, readUsage } from './openai-images-api.ts'
import { outcomeOf } from './openai-images-errors.ts'
import { priceOf } from './openai-images-models.ts'

const restMaximumBytes = 65_536
const malformed: AdapterEvent = { kind: 'failed', failure: 'malformed-answer', disclosed: 'sent' }

/** Reads `{"data":[{"b64_json":…}],"usage":…}` and hands on each picture while it arrives. */
export async function* readImagesAnswer(
  body: AsyncIterable<Uint8Array>,
  asked: Asked,
): AsyncGenerator<AdapterEvent> {
  const { count, firstIndex } = asked.request
  const document = new PictureJson(body, { key: 'b64_json', restMaximumBytes })
  let images = 0
  for (let next = await document.nextPicture(); next !== undefined; next = await document.nextPicture()) {
    // More than was asked for is neither kept nor charged, nor waited for.
    if (images === count) break
    const picture = await recogniseAllowed(next, asked)
    if (picture === undefined) {
      yield malformed
      return
    }
    yield { kind: 'image', index: firstIndex + images, ...picture }
    images += 1
  }
  const rest = imagesAnswer.safeParse(readJson(document.rest()))
  const error = rest.data?.error
  const priceMicros = priceOf(asked.model, {
    usage: readUsage(rest.data?.usage),
    images,
    quality: asked.quality,
  })
  if (images > 0 && priceMicros !== undefined) yield { kind: 'usage', priceMicros }
  if (images === count) yield { kind: 'done' }
  else if (error !== undefined && error !== null)
    yield outcomeOf({ status: 200, error, stage: images === 0 ? 'input' : 'output' })
  // Fewer than were asked for, addresses instead of pictures, or nothing of what was promised.
  else yield malformed
}

/** A picture of a kind that cannot be what was asked for is not taken for it. */
export async function recogniseAllowed(bytes: AsyncIterable<Uint8Array>, { request }: Asked) {
  const picture = await recognisePicture(bytes)
  const isOpaque = picture.mediaType === 'image/jpeg'
  return request.background === 'transparent' && isOpaque ? undefined : picture
}
