import { makePng } from '../make-png.ts'
import type { FalRequest } from './fal-request.ts'

/** An answer before it is written, so that it can be written wrongly. */
export interface FalAnswer {
  status: number
  headers: Readonly<Record<string, string>>
  body: unknown
}

export type Layout = 'usual' | 'unusual'

export interface Twist {
  pictures?: (good: readonly Buffer[]) => readonly Buffer[]
  /** Instead of the data URL of a picture. */
  encode?: (picture: Buffer) => string
  flags?: readonly boolean[]
}

/** @see fal-ai/fal-js at 381105e (2026-08-02), libs/client/src/types/common.ts: InQueueQueueStatus */
export const submissionAnswer = (origin: string, app: string, id: string): FalAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: { status: 'IN_QUEUE', request_id: id, ...addresses(origin, app, id), queue_position: 0 },
})

const addresses = (origin: string, app: string, id: string) => ({
  response_url: `${origin}${app}/requests/${id}`,
  status_url: `${origin}${app}/requests/${id}/status`,
  cancel_url: `${origin}${app}/requests/${id}/cancel`,
})

/** "The API returns 202 while the request is in the queue or in progress, and 200 when it is complete." */
export function statusAnswer(
  origin: string,
  app: string,
  { id, polls }: { id: string; polls: number },
): FalAnswer {
  const state = polls === 0 ? 'IN_QUEUE' : polls === 1 ? 'IN_PROGRESS' : 'COMPLETED'
  return {
    status: state === 'COMPLETED' ? 200 : 202,
    headers: { 'content-type': 'application/json' },
    body: {
      status: state,
      request_id: id,
      ...addresses(origin, app, id),
      ...(state === 'IN_QUEUE' ? { queue_position: 2 } : { logs: null }),
      ...(state === 'COMPLETED' ? { metrics: { inference_time: 0.83 } } : {}),
    },
  }
}

const toDataUrl = (picture: Buffer) => `data:image/png;base64,${picture.toString('base64')}`

/** The output schema of FLUX models; the order of fields is free. */
export function resultAnswer(
  wish: FalRequest,
  { id, layout, pictureBytes }: { id: string; layout: Layout; pictureBytes: number },
  twist: Twist = {},
): FalAnswer {
  const good = Array.from({ length: wish.count }, (_, mark) => draw(wish, mark, pictureBytes))
  const pictures = twist.pictures?.(good) ?? good
  const encode = twist.encode ?? toDataUrl
  const images = pictures.map((picture) => ({
    url: encode(picture),
    content_type: 'image/png',
    width: wish.widthPx,
    height: wish.heightPx,
  }))
  const flags = twist.flags ?? pictures.map(() => false)
  const rest = { seed: 271_828, prompt: wish.prompt, timings: { inference: 0.83 } }
  return {
    status: 200,
    headers: {
      'content-type': layout === 'usual' ? 'application/json' : 'application/json; charset=utf-8',
      'x-fal-request-id': id,
      'x-fal-billable-units': String(wish.count * 1.5),
    },
    body:
      layout === 'usual'
        ? { images, has_nsfw_concepts: flags, ...rest }
        : { ...rest, has_nsfw_concepts: flags, images: images.map(({ url, ...each }) => ({ ...each, url })) },
  }
}

const drawn = new Map<string, Buffer>()

function draw({ widthPx, heightPx }: FalRequest, mark: number, sizeBytes: number): Buffer {
  const key = `${widthPx} ${heightPx} ${mark} ${sizeBytes}`
  const picture = drawn.get(key) ?? makePng({ widthPx, heightPx, mark, sizeBytes })
  drawn.set(key, picture)
  return picture
}
