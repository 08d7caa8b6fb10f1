import { failedBy, makeJsonBody, readBounded, readRetryAfterMs, requestIdOf } from '#partner-kit'
import type {
  Adapter,
  AdapterContext,
  AdapterEvent,
  ContentKind,
  ImageRequest,
  PartnerAnswer,
  PartnerRequest,
} from '#partner-spec'
import type { Asked } from './asked.ts'
import { errorAnswer, readJson } from './openai-images-api.ts'
import { outcomeOf } from './openai-images-errors.ts'
import { documented, mostPartials, type OpenaiImagesModel, partialsAsked } from './openai-images-models.ts'
import { makeMultipartBody } from './multipart-body.ts'
import { readImagesAnswer } from './read-images-answer.ts'
import { readImagesStream } from './read-images-stream.ts'

const errorMaximumBytes = 65_536
/** The largest picture that is kept, in base64, and early states besides. */
const pictureMaximumBytes = 96 * 1024 * 1024

/** Speaks OpenAI's Images API: one send for all pictures of a request, nothing kept between two. */
export function createOpenaiImagesAdapter(models: ReadonlyMap<string, OpenaiImagesModel>): Adapter {
  return {
    async *run(request, context) {
      const model = models.get(request.modelId)
      if (model === undefined) throw new Error('this partner has no such model')
      if (!isAllowed(request)) {
        yield { kind: 'failed', failure: 'invalid-request', disclosed: 'nothing' }
        return
      }
      yield* draw(describe(request, model), context)
    },
    // A request has no life of its own here: it ends with its connection.
    cancel: async () => 'unsupported',
    async close() {
      return undefined
    },
  }
}

/** What the documentation forbids is not tried: nothing leaves for a refusal that is known before. */
function isAllowed({ count, references, mask }: ImageRequest): boolean {
  const [first] = references
  return (
    count <= documented.maximumCount &&
    references.length <= documented.maximumReferences &&
    references.every(({ sizeBytes }) => sizeBytes <= documented.referenceMaximumBytes) &&
    (mask === undefined ||
      (mask.mediaType === 'image/png' &&
        mask.sizeBytes <= documented.maskMaximumBytes &&
        mask.widthPx === first?.widthPx &&
        mask.heightPx === first.heightPx))
  )
}

function describe(request: ImageRequest, model: OpenaiImagesModel): Asked {
  return {
    request,
    model,
    quality: request.quality ?? model.usualQuality,
    operation: request.references.length === 0 ? 'image_generation' : 'image_edit',
    // A stream does not say which of several pictures it brings.
    isStreamed: model.sendsPartials && request.count === 1,
  }
}

async function* draw(asked: Asked, { connection }: AdapterContext): AsyncGenerator<AdapterEvent> {
  let answer: PartnerAnswer | undefined
  try {
    answer = await send(asked, connection)
    const partnerRequestId = requestIdOf(answer)
    if (partnerRequestId !== undefined) yield { kind: 'accepted', partnerRequestId }
    yield* read(answer, asked)
  } catch (error) {
    yield failedBy(error)
  } finally {
    answer?.close()
  }
}

async function send(asked: Asked, connection: AdapterContext['connection']): Promise<PartnerAnswer> {
  const { request } = asked
  const answerMaximumBytes = request.count * pictureMaximumBytes * (asked.isStreamed ? mostPartials + 1 : 1)
  if (asked.operation === 'image_edit') {
    const { contentType, body } = makeMultipartBody([
      ...Object.entries(fieldsOf(asked)).map(([name, value]) => ({ name, value: String(value) })),
      { name: 'prompt', value: request.prompt },
      ...request.references.map((picture) => ({ name: 'image[]', picture })),
      ...(request.mask === undefined ? [] : [{ name: 'mask', picture: request.mask }]),
    ])
    const kinds: ContentKind[] = [
      'prompt',
      'upload',
      ...(request.mask === undefined ? [] : ['mask' as const]),
    ]
    return connection.sendContent({ ...post('/images/edits', contentType), body, answerMaximumBytes }, kinds)
  }
  const body = makeJsonBody(request.prompt, fieldsOf(asked))
  try {
    return await connection.sendContent(
      { ...post('/images/generations', 'application/json'), body, answerMaximumBytes },
      ['prompt'],
    )
  } finally {
    body.fill(0)
  }
}

const post = (path: string, contentType: string): PartnerRequest => ({
  method: 'POST',
  path,
  headers: { 'content-type': contentType, accept: 'application/json, text/event-stream' },
})

/** Only what differs from the partner's defaults; no name or mark of a person. */
function fieldsOf({
  request,
  model,
  quality,
  isStreamed,
}: Asked): Readonly<Record<string, string | number | boolean>> {
  return {
    model: model.wireName,
    n: request.count,
    size: `${request.widthPx}x${request.heightPx}`,
    ...(quality === undefined ? {} : { quality }),
    ...(request.background === 'transparent' ? { background: 'transparent', output_format: 'png' } : {}),
    ...(model.asksForBase64 ? { response_format: 'b64_json' } : {}),
    ...(isStreamed ? { stream: true, partial_images: partialsAsked } : {}),
  }
}

async function* read(answer: PartnerAnswer, asked: Asked): AsyncGenerator<AdapterEvent> {
  const type = answer.header('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (answer.status !== 200) {
    const error = type.endsWith('json') ? await readError(answer) : undefined
    yield outcomeOf({ status: answer.status, error, stage: 'input', retryAfterMs: readRetryAfterMs(answer) })
  } else if (type === 'text/event-stream' && asked.isStreamed) yield* readImagesStream(answer.body, asked)
  else if (type === 'application/json') yield* readImagesAnswer(answer.body, asked)
  else yield { kind: 'failed', failure: 'malformed-answer', disclosed: 'sent' }
}

async function readError(answer: PartnerAnswer) {
  const text = (await readBounded(answer.body, errorMaximumBytes)).toString()
  return errorAnswer.safeParse(readJson(text)).data?.error
}
