import type { Adapter, AdapterEvent, EnabledPartner, ImageRequest, PartnerConnection } from '#partner-spec'
import { failureOfStatus, PartnerUnreachable } from '#partner-kit'
import * as z from 'zod/mini'

/*
 * The dialect "plain", spoken by the fake partner only: POST /draw with JSON answers the bytes of one image under an
 * `x-request-id`; a refusal is 422 with a category; DELETE /draw/:id stops it.
 */

const refusalAnswer = z.object({ category: z.enum(['sexual', 'violence', 'other']) })

/** A partner of the dialect "plain", with terms that may be enabled. */
export function plainPartner(options: {
  baseUrl: string
  slots: number
  timeoutMs?: number
}): EnabledPartner {
  return {
    baseUrl: new URL(options.baseUrl),
    adapter: plainAdapter,
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
        deletion: 'none',
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
          maximumReferences: 0,
          takesMask: false,
          qualities: [],
          creditsPerImage: 1,
          usualSeconds: 1,
          promptMaximumBytes: 4_000,
        },
      ],
    },
  }
}

const plainAdapter: Adapter = {
  async *run(request, { connection }) {
    for (let index = request.firstIndex; index < request.firstIndex + request.count; index += 1) {
      const ended = yield* drawOne(connection, request, index)
      if (ended) return
    }
    yield { kind: 'done' }
  },
  async cancel(partnerRequestId, { connection }) {
    const response = await connection.ask({
      method: 'DELETE',
      path: `/draw/${encodeURIComponent(partnerRequestId)}`,
    })
    await response.body?.cancel()
    return response.ok ? 'cancelled' : 'too-late'
  },
  async close() {
    return undefined
  },
}

async function* drawOne(
  connection: PartnerConnection,
  request: ImageRequest,
  index: number,
): AsyncGenerator<AdapterEvent, boolean> {
  try {
    const response = await connection.sendContent(
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
          }),
        ),
      },
      ['prompt'],
    )
    const id = response.headers.get('x-request-id')
    if (id !== null && /^[\w-]{1,64}$/.test(id)) yield { kind: 'accepted', partnerRequestId: id }
    if (response.status === 422) {
      const { category } = refusalAnswer.parse(await response.json())
      yield { kind: 'refused', stage: 'input', category }
      return true
    }
    if (response.status !== 200 || response.body === null) {
      await response.body?.cancel()
      yield { kind: 'failed', failure: failureOfStatus(response.status), disclosed: 'sent' }
      return true
    }
    yield { kind: 'image', index, mediaType: 'image/png', bytes: response.body }
    return false
  } catch (error) {
    if (!(error instanceof PartnerUnreachable)) throw error
    yield {
      kind: 'failed',
      failure: error.isTimeout ? 'timed-out' : 'unavailable',
      disclosed: error.disclosed,
    }
    return true
  }
}
