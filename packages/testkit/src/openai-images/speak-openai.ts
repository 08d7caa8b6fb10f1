import type { ServerResponse } from 'node:http'
import type { OpenaiRequest } from './openai-request.ts'
import { countUsage, describeAnswer, drawPicture } from './openai-pictures.ts'

/** What of a good answer is another way. */
export interface Twist {
  pictures?: (good: readonly Buffer[]) => readonly Buffer[]
  /** Instead of the base64 of a picture. */
  encode?: (picture: Buffer) => string
  operation?: OpenaiRequest['operation']
}

export interface Speaking {
  wish: OpenaiRequest
  response: ServerResponse
  requestId: string
  pictureBytes: number
  /** Given instead of one that is drawn. */
  picture: Buffer | undefined
  /** Free in the format, and used by nobody that is to be understood: spread out, usage first, no event names. */
  layout: 'usual' | 'unusual'
  partialDelayMs: number
  eventsSentAt: number[]
}

export const pause = async (milliseconds: number) => {
  const { promise, resolve } = Promise.withResolvers<void>()
  setTimeout(resolve, milliseconds)
  await promise
}

const created = () => Math.floor(Date.now() / 1000)

/** The whole good answer, or one with a twist, in the way that was asked for. */
export function makeAnswer(speaking: Speaking, twist: Twist = {}): { contentType: string; body: Buffer } {
  return speaking.wish.isStreamed
    ? { contentType: 'text/event-stream', body: Buffer.concat(makeEvents(speaking, twist)) }
    : { contentType: 'application/json', body: makeDocument(speaking, twist) }
}

function picturesOf({ wish, pictureBytes, picture }: Speaking, { pictures }: Twist): readonly Buffer[] {
  const good = Array.from(
    { length: wish.count },
    (_, mark) => picture ?? drawPicture(wish, { mark, sizeBytes: pictureBytes }),
  )
  return pictures?.(good) ?? good
}

const toBase64 = (picture: Buffer) => picture.toString('base64')

/** @see ImagesResponse */
function makeDocument(speaking: Speaking, twist: Twist): Buffer {
  const { wish, layout } = speaking
  const encode = twist.encode ?? toBase64
  const data = picturesOf(speaking, twist).map((picture) => ({ b64_json: encode(picture) }))
  const usage = countUsage(wish)
  const document = { created: created(), ...describeAnswer(wish), data, usage }
  return Buffer.from(
    layout === 'usual'
      ? JSON.stringify(document)
      : JSON.stringify({ usage, data, created: created(), ...describeAnswer(wish), note: null }, null, 2),
  )
}

/** @see ImageGenStreamEvent and ImageEditStreamEvent */
export function makeEvents(speaking: Speaking, twist: Twist = {}): Buffer[] {
  const { wish } = speaking
  const operation = twist.operation ?? wish.operation
  const encode = twist.encode ?? toBase64
  const partials = Array.from({ length: wish.partialImages }, (_, index) =>
    makeEvent(speaking, `${operation}.partial_image`, {
      b64_json: toBase64(drawPicture(wish, { mark: 100 + index, scale: 0.25 * (index + 1) })),
      partial_image_index: index,
    }),
  )
  const completed = picturesOf(speaking, twist).map((picture) =>
    makeEvent(speaking, `${operation}.completed`, { b64_json: encode(picture), usage: countUsage(wish) }),
  )
  return [...partials, ...completed]
}

export function makeEvent({ wish, layout }: Speaking, type: string, fields: object): Buffer {
  const described = { created_at: created(), ...describeAnswer(wish) }
  return Buffer.from(
    layout === 'usual'
      ? `event: ${type}\ndata: ${JSON.stringify({ type, ...fields, ...described })}\n\n`
      : `: a sign of life\r\ndata:${JSON.stringify({ ...fields, ...described, type })}\r\n\r\n`,
  )
}

/** Answers as the documentation says. */
export async function answerWell(speaking: Speaking): Promise<void> {
  const { wish, response, requestId, eventsSentAt } = speaking
  if (!wish.isStreamed) {
    const { contentType, body } = makeAnswer(speaking)
    response.writeHead(200, { ...headOf(requestId, contentType), 'content-length': body.length })
    response.end(body)
    return
  }
  response.writeHead(200, headOf(requestId, 'text/event-stream'))
  for (const event of makeEvents(speaking)) {
    await send(response, event)
    eventsSentAt.push(performance.timeOrigin + performance.now())
    if (speaking.partialDelayMs > 0) await pause(speaking.partialDelayMs)
  }
  response.end()
}

export const headOf = (requestId: string, contentType: string) => ({
  'content-type': contentType,
  'x-request-id': requestId,
  'openai-processing-ms': '41',
})

/** Sends at the pace it is taken; false when nobody takes it any more. */
export async function send(response: ServerResponse, bytes: Buffer | string): Promise<boolean> {
  if (response.destroyed) return false
  if (!response.write(bytes)) await drained(response)
  return !response.destroyed
}

async function drained(response: ServerResponse): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  response.once('drain', resolve).once('close', resolve)
  await promise
  response.off('drain', resolve).off('close', resolve)
}
