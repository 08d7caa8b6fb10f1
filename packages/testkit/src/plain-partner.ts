import { buffer } from 'node:stream/consumers'
import type {
  Adapter,
  AdapterEvent,
  DeletionByApi,
  EnabledPartner,
  ImageInput,
  ImageRequest,
  PartnerConnection,
} from '#partner-spec'
import { failedBy, failureOfStatus, readBounded, readDeletion, requestIdOf } from '#partner-kit'
import * as z from 'zod/mini'

/*
 * The dialect "plain", spoken by the fake partner only: POST /draw with JSON answers the bytes of one image under an
 * `x-request-id`; a refusal is 422 with a category; DELETE /draw/:id stops it, DELETE /kept/:id deletes what is kept of it.
 */

const answerMaximumBytes = 128 * 1024 * 1024
const refusalAnswer = z.object({ category: z.enum(['sexual', 'violence', 'other']) })

/** A partner of the dialect "plain", with terms that may be enabled. */
export function plainPartner(options: {
  baseUrl: string
  slots: number
  timeoutMs?: number
  /** May delete. */
  deletionKey?: string
}): EnabledPartner {
  return {
    baseUrl: new URL(options.baseUrl),
    adapter: plainAdapter,
    deletion: plainDeletion(options),
    description: {
      id: 'plain',
      name: 'Plain',
      slots: options.slots,
      leavesInstallation: true,
      terms: {
        inputRetentionSeconds: 0,
        outputRetentionSeconds: 0,
        logRetentionSeconds: 86_400,
        trainsOnContent: false,
        onwardRecipients: [],
        deletion: 'api',
        region: 'test',
        minimumAge: 13,
        basis: 'self-hosted',
        evidence: { checkedOn: '2026-11-24' },
      },
      models: [
        {
          id: 'plain/picture',
          name: 'Plain picture',
          sizes: [
            { widthPx: 512, heightPx: 512 },
            { widthPx: 1024, heightPx: 1024 },
          ],
          maximumCount: 4,
          takesSeed: true,
          transparentBackground: false,
          sendsPartials: false,
          maximumReferences: 4,
          takesMask: true,
          qualities: ['low', 'high'],
          creditsByQuality: { high: 3 },
          creditsPerImage: 1,
          usualSeconds: 1,
          promptMaximumBytes: 4_000,
        },
      ],
    },
  }
}

const deletionAnswer = z.object({ deleted: z.string(), left: z.literal(0) })

const plainDeletion = ({
  baseUrl,
  deletionKey = 'plain-deletion-key',
}: {
  baseUrl: string
  deletionKey?: string
}): DeletionByApi => ({
  kind: 'api',
  baseUrl: new URL(baseUrl),
  credentials: () => ({ authorization: `Bearer ${deletionKey}` }),
  async deletePayloads(id, { connection }) {
    if (!/^[\w-]{1,128}$/.test(id)) return { kind: 'refused' }
    return readDeletion(
      () => connection.ask({ method: 'DELETE', path: `/kept/${id}` }),
      (body) => deletionAnswer.safeParse(body).data?.deleted === id,
    )
  },
})

const plainAdapter: Adapter = {
  async *run(request, { connection }) {
    for (let index = request.firstIndex; index < request.firstIndex + request.count; index += 1) {
      const ended = yield* drawOne(connection, request, index)
      if (ended) return
    }
    yield { kind: 'done' }
  },
  async cancel(partnerRequestId, { connection }) {
    const answer = await connection.ask({
      method: 'DELETE',
      path: `/draw/${encodeURIComponent(partnerRequestId)}`,
    })
    answer.close()
    return answer.status === 204 ? 'cancelled' : 'too-late'
  },
  async close() {
    return undefined
  },
}

const inWords = async (input: ImageInput) => (await buffer(input.open())).toString('base64')

async function* drawOne(
  connection: PartnerConnection,
  request: ImageRequest,
  index: number,
): AsyncGenerator<AdapterEvent, boolean> {
  try {
    const { references, mask } = request
    const answer = await connection.sendContent(
      {
        method: 'POST',
        path: '/draw',
        headers: { 'content-type': 'application/json' },
        body: Buffer.from(
          JSON.stringify({
            prompt: Buffer.from(request.prompt).toString('utf8'),
            width: request.widthPx,
            height: request.heightPx,
            seed: request.seed + index,
            quality: request.quality,
            references: await Promise.all(references.map(inWords)),
            mask: mask === undefined ? undefined : await inWords(mask),
          }),
        ),
        answerMaximumBytes,
      },
      [
        'prompt',
        ...(references.length === 0 ? [] : ['upload' as const]),
        ...(mask === undefined ? [] : ['mask' as const]),
      ],
    )
    const id = requestIdOf(answer)
    if (id !== undefined) yield { kind: 'accepted', partnerRequestId: id }
    if (answer.status === 422) {
      const body: unknown = JSON.parse((await readBounded(answer.body, 1000)).toString())
      yield { kind: 'refused', stage: 'input', category: refusalAnswer.parse(body).category }
      return true
    }
    if (answer.status !== 200) {
      answer.close()
      yield { kind: 'failed', failure: failureOfStatus(answer.status), disclosed: 'sent' }
      return true
    }
    yield { kind: 'image', index, mediaType: 'image/png', bytes: answer.body }
    return false
  } catch (error) {
    yield failedBy(error)
    return true
  }
}
