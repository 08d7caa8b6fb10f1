import { PartnerFault, PictureJson, recognisePicture } from '#partner-kit'
import type { AdapterEvent, ImageBytes, ImageRequest, PartnerAnswer, PartnerRequest } from '#partner-spec'
import { type Asking, askPatiently } from './ask-patiently.ts'
import { modelResult, readError, readJson } from './fal-queue-api.ts'
import { isJson, outcomeOf, readFailure } from './fal-queue-errors.ts'
import { type FalQueueModel, priceOf } from './fal-queue-models.ts'

const restMaximumBytes = 262_144
/** Pictures up to this together wait in memory for the word about them; larger ones are asked for once more. */
const heldMaximumBytes = 2 * 1024 * 1024
/** The largest picture that is kept. */
const pictureMaximumBytes = 72 * 1024 * 1024
const mostBillableUnits = 1_000_000

export interface Drawing {
  request: ImageRequest
  model: FalQueueModel
  path: string
  id: string
}

/** What an answer holds beside its pictures, and the pictures where they are small enough. */
interface Result {
  held: readonly Buffer[] | undefined
  /** Where they lie instead. Whether that is an address that may be asked, the connection knows. */
  addresses: readonly string[]
  count: number
  /** Of each picture in order, whether the partner blackened it. */
  flags: readonly boolean[]
  billableUnits: number | undefined
}

/**
 * Reads a completed request. Whether a picture was blackened stands behind the pictures, and a black one is no result: so
 * none is handed on before that is known.
 *
 * @see fal.ai/docs/inference-api/queue/result, read 2026-11-24: the model's own answer, status and headers included, kept
 * for 1 hour, or 6 minutes from 10 KB on
 */
export async function* readResult(asking: Asking, drawing: Drawing): AsyncGenerator<AdapterEvent> {
  const result = await askPatiently(asking, askFor(drawing), (answer) => receive(answer, drawing))
  if ('event' in result) {
    yield result.event
    return
  }
  const { count, firstIndex } = drawing.request
  const wanted = Math.min(count, result.count)
  const isWanted = (at: number) => at < wanted && result.flags[at] !== true
  const pictures = readPictures(asking, drawing, { result, isWanted })
  let images = 0
  for await (const bytes of pictures) {
    yield { kind: 'image', index: firstIndex + images, ...(await recognisePicture(bytes)) }
    images += 1
  }
  yield* conclude(drawing, result, { images, wanted })
}

function* conclude(
  { request, model }: Drawing,
  { flags, billableUnits }: Result,
  { images, wanted }: { images: number; wanted: number },
): Generator<AdapterEvent> {
  const priceMicros = priceOf(model, { images: wanted, billableUnits })
  if (priceMicros !== undefined && wanted > 0) yield { kind: 'usage', priceMicros }
  if (images === request.count) yield { kind: 'done' }
  // "NSFW" is all that is said of it.
  else if (flags.slice(0, wanted).includes(true))
    yield { kind: 'refused', stage: 'output', category: 'sexual' }
  else yield { kind: 'failed', failure: 'malformed-answer', disclosed: 'sent' }
}

const askFor = ({ path, request }: Drawing): Omit<PartnerRequest, 'body'> => ({
  method: 'GET',
  path,
  answerMaximumBytes: Math.ceil((request.count * pictureMaximumBytes * 4) / 3) + restMaximumBytes,
})

async function receive(answer: PartnerAnswer, drawing: Drawing): Promise<Result | { event: AdapterEvent }> {
  if (answer.status !== 200) return { event: await readFailure(answer, true) }
  const document = open(answer, drawing)
  const held = await hold(document, drawing.request.count)
  const body = readJson(document.rest())
  const { data } = modelResult.safeParse(body)
  const images = data?.images ?? (data?.image === undefined || data.image === null ? undefined : [data.image])
  if (images === undefined) {
    const error = readError(body)
    if (error === undefined) throw new PartnerFault('malformed-answer', 'sent')
    return { event: outcomeOf({ status: 500, error, isTaken: true }) }
  }
  const addresses = images.flatMap(({ url }) => (url.startsWith('data:') ? [] : [url]))
  // All within, or all elsewhere; and no picture that nothing says what it is.
  if (
    held.count !== (addresses.length === 0 ? images.length : 0) ||
    ![0, images.length].includes(addresses.length)
  )
    throw new PartnerFault('malformed-answer', 'sent')
  return {
    held: held.pictures,
    addresses,
    count: images.length,
    flags: data?.has_nsfw_concepts ?? [],
    billableUnits: readUnits(answer),
  }
}

function open(answer: PartnerAnswer, { id }: Drawing): PictureJson {
  const named = answer.header('x-fal-request-id')
  if (!isJson(answer) || (named !== undefined && named !== id))
    throw new PartnerFault('malformed-answer', 'sent')
  return new PictureJson(answer.body, { key: 'url', form: 'data-url', restMaximumBytes })
}

/** Reads to the end. Pictures behind those that were asked for, and those too large to be held, are passed over. */
async function hold(document: PictureJson, most: number) {
  let pictures: Buffer[] | undefined = []
  let room = heldMaximumBytes
  let count = 0
  for (let next = await document.nextPicture(); next !== undefined; next = await document.nextPicture()) {
    count += 1
    if (pictures === undefined || count > most) continue
    const picture = await gather(next, room)
    if (picture === undefined) pictures = undefined
    else {
      room -= picture.length
      pictures.push(picture)
    }
  }
  return { pictures, count }
}

/** A picture whole; undefined when it is larger than there is room for. @throws PartnerFault when it is none */
async function gather(bytes: ImageBytes, room: number): Promise<Buffer | undefined> {
  let pieces: Uint8Array[] | undefined = []
  let total = 0
  for await (const piece of bytes) {
    total += piece.byteLength
    if (total > pictureMaximumBytes) throw new PartnerFault('malformed-answer', 'sent')
    if (total > room) pieces = undefined
    pieces?.push(piece)
  }
  return pieces === undefined ? undefined : Buffer.concat(pieces)
}

function readPictures(
  asking: Asking,
  drawing: Drawing,
  { result, isWanted }: { result: Result; isWanted: (at: number) => boolean },
): AsyncGenerator<ImageBytes> {
  const { held, addresses } = result
  if (addresses.length > 0)
    return fetchEach(
      asking,
      addresses.filter((_, at) => isWanted(at)),
    )
  return held === undefined ? readAgain(asking, drawing, isWanted) : only(held, isWanted)
}

async function* fetchEach({ connection }: Asking, addresses: readonly string[]): AsyncGenerator<ImageBytes> {
  for (const address of addresses) {
    const answer = await connection.fetchResult(address, pictureMaximumBytes)
    try {
      // Gone, moved, or not to be had now: the request was drawn, and this is what came of it.
      if (answer.status >= 500) throw new PartnerFault('unavailable', 'sent')
      if (answer.status !== 200) throw new PartnerFault('malformed-answer', 'sent')
      yield answer.body
    } finally {
      answer.close()
    }
  }
}

async function* only(held: readonly Buffer[], isWanted: (at: number) => boolean): AsyncGenerator<ImageBytes> {
  for (const [at, picture] of held.entries()) if (isWanted(at)) yield once(picture)
}

/** The same answer once more, handed on while it arrives. Nothing is repeated from here on. */
async function* readAgain(
  { connection }: Asking,
  drawing: Drawing,
  isWanted: (at: number) => boolean,
): AsyncGenerator<ImageBytes> {
  const answer = await connection.ask(askFor(drawing))
  try {
    if (answer.status !== 200) throw new PartnerFault('malformed-answer', 'sent')
    const document = open(answer, drawing)
    for (let at = 0; ; at += 1) {
      const picture = await document.nextPicture()
      if (picture === undefined) return
      if (isWanted(at)) yield picture
    }
  } finally {
    answer.close()
  }
}

async function* once(bytes: Buffer): ImageBytes {
  yield bytes
}

/** A bill that cannot be read is none. @see fal.ai/docs/documentation/development/request-headers, read 2026-11-24 */
function readUnits(answer: PartnerAnswer): number | undefined {
  const text = answer.header('x-fal-billable-units') ?? ''
  const units = /^\d{1,12}(?:\.\d{1,12})?$/.test(text) ? Number(text) : Number.NaN
  return units <= mostBillableUnits ? units : undefined
}
