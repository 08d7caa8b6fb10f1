import { PictureJson, readBounded, readEventStream } from '#partner-kit'
import type { AdapterEvent, ImageBytes } from '#partner-spec'
import type { Asked } from './asked.ts'
import { apiError, readJson, readUsage, streamEvent } from './openai-images-api.ts'
import { outcomeOf } from './openai-images-errors.ts'
import { mostPartials, priceOf } from './openai-images-models.ts'
import { recogniseAllowed } from './read-images-answer.ts'

const restMaximumBytes = 16_384
/** A picture that comes before the name of its event has to wait for it; a larger one is not waited for. */
const heldMaximumBytes = 8 * 1024 * 1024
/** Signs of life and early states together; more is no way to send one picture. */
const mostEvents = 10_000

const malformed: AdapterEvent = { kind: 'failed', failure: 'malformed-answer', disclosed: 'sent' }

/** Reads `partial_image` and `completed` events of one picture; each is handed on while it arrives. */
export async function* readImagesStream(
  body: AsyncIterable<Uint8Array>,
  asked: Asked,
): AsyncGenerator<AdapterEvent> {
  let partials = 0
  let events = 0
  for await (const event of readEventStream(body)) {
    events += 1
    if (events > mostEvents) break
    const document = new PictureJson(event.data, { key: 'b64_json', restMaximumBytes })
    const found = await findPicture(document, event.name)
    const picture = found.bytes === undefined ? undefined : await recogniseAllowed(found.bytes, asked)
    if (found.bytes !== undefined && picture === undefined) break
    const index = asked.request.firstIndex
    if (picture !== undefined && found.name === `${asked.operation}.partial_image`) {
      partials += 1
      // More early states than there can be are passed over.
      if (partials > mostPartials) continue
      yield { kind: 'partial', index, ...picture }
      yield { kind: 'progress', fraction: partials / (mostPartials + 1) }
    } else if (picture !== undefined && found.name === `${asked.operation}.completed`) {
      yield { kind: 'image', index, ...picture }
      yield* readUsageOf(document, asked)
      yield { kind: 'done' }
      return
    } else if (picture !== undefined) break
    const failure = await readFailure(document, event.name, partials > 0)
    if (failure !== undefined) {
      yield failure
      return
    }
  }
  // It ended, or went on, without the picture.
  yield malformed
}

/** The picture of an event, and what the event is called: by its own line, or by its `type` wherever that stands. */
async function findPicture(
  document: PictureJson,
  named: string,
): Promise<{ name: string; bytes: ImageBytes | undefined }> {
  const bytes = await document.nextPicture()
  const name = named === '' ? typeOf(document) : named
  if (bytes === undefined || name !== '') return { name, bytes }
  const held = await readBounded(bytes, heldMaximumBytes)
  await document.nextPicture()
  return { name: typeOf(document), bytes: once(held) }
}

const typeOf = (document: PictureJson) => /"type"\s*:\s*"([a-z_.]{1,60})"/.exec(document.rest())?.[1] ?? ''

async function* readUsageOf(document: PictureJson, asked: Asked): AsyncGenerator<AdapterEvent> {
  await document.nextPicture()
  const { data } = streamEvent.safeParse(readJson(document.rest()))
  const usage = readUsage(data?.usage)
  const priceMicros = priceOf(asked.model, { usage, images: 1, quality: asked.quality })
  if (priceMicros !== undefined) yield { kind: 'usage', priceMicros }
}

/** What an event without a picture says of a failure; undefined where it says none. */
async function readFailure(
  document: PictureJson,
  named: string,
  hasShown: boolean,
): Promise<AdapterEvent | undefined> {
  await document.nextPicture()
  const { data } = streamEvent.safeParse(readJson(document.rest()))
  const isFlat = named === 'error' || data?.type === 'error'
  const error = data?.error ?? (isFlat ? apiError.safeParse(data).data : undefined)
  if (error === undefined) return isFlat ? malformed : undefined
  return outcomeOf({ status: 200, error, stage: hasShown ? 'output' : 'input' })
}

async function* once(bytes: Buffer): ImageBytes {
  yield bytes
}
