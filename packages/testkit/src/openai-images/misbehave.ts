import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { FaultName } from '#partner-kit/conformance'
import { makePng } from '../make-png.ts'
import { answerJson, envelope, refusal } from './openai-errors.ts'
import {
  answerWell,
  headOf,
  makeAnswer,
  makeEvent,
  makeEvents,
  pause,
  send,
  type Speaking,
} from './speak-openai.ts'

export interface Misbehaving extends Speaking {
  /** How many content requests came before this one. */
  before: number
  earlierId: string
  /** Until the fake is released or closed. */
  hold(): Promise<void>
}

type Misdeed = (speaking: Misbehaving) => Promise<void> | void

const endless = 500 * 1024 * 1024
const filler = Buffer.alloc(65_536, 'QUJD')

/** What each fault is in this wire format. */
export const misdeeds: Readonly<Record<Exclude<FaultName, 'no-connection'>, Misdeed>> = {
  'slow-answer': async (speaking) => {
    await pause(150)
    await answerWell(speaking)
  },
  'no-answer': async ({ hold, response }) => {
    await hold()
    response.destroy()
  },
  'cut-before-answer': ({ response }) => void response.destroy(),
  'cut-in-body': async (speaking) => {
    const { response, requestId } = speaking
    const { contentType, body } = makeAnswer(speaking)
    response.writeHead(200, { ...headOf(requestId, contentType), 'content-length': body.length })
    await send(response, body.subarray(0, body.length / 2))
    // Once what was sent has left this side; what follows is a reset.
    await pause(20)
    response.destroy()
  },
  'half-a-body': (speaking) => {
    const { contentType, body } = makeAnswer(speaking)
    say(speaking, contentType, body.subarray(0, body.length / 2))
  },
  'slow-body': async (speaking) => {
    const { response, requestId } = speaking
    const { contentType, body } = makeAnswer(speaking)
    response.writeHead(200, headOf(requestId, contentType))
    for (let at = 0; at < body.length && !response.destroyed; at += 1) {
      await send(response, body.subarray(at, at + 1))
      await pause(50)
    }
  },
  'busy-once': (speaking) => (speaking.before === 0 ? busy(speaking, '1') : answerWell(speaking)),
  busy: (speaking) => busy(speaking),
  'busy-until': (speaking) => busy(speaking, new Date(Date.now() + 1_000).toUTCString()),
  'busy-for-years': (speaking) => busy(speaking, '999999999'),
  'error-500': ({ response }) =>
    answerJson(response, 500, envelope('server_error', { type: 'server_error' })),
  'error-502': ({ response }) => void response.writeHead(502, { 'content-type': 'text/html' }).end(page),
  'error-503': ({ response }) => void response.writeHead(503, { 'retry-after': '30' }).end(),
  'error-in-success': (speaking) => sayError(speaking, envelope('server_error')),
  unauthorized: ({ response }) => answerJson(response, 401, envelope('invalid_api_key')),
  'out-of-credit': ({ response }) =>
    answerJson(response, 429, envelope('insufficient_quota', { type: 'insufficient_quota' })),
  redirect: ({ response }) =>
    void response.writeHead(307, { location: 'http://127.0.0.1:9/v1/images' }).end(),
  'html-body': (speaking) => say(speaking, 'text/html', page),
  'truncated-picture': (speaking) =>
    sayTwisted(speaking, {
      pictures: (good) => good.map((picture) => picture.subarray(0, picture.length - 40)),
    }),
  'no-picture': (speaking) =>
    sayTwisted(speaking, { pictures: () => [Buffer.from('GIF89a, and then more')] }),
  'wrong-content-type': (speaking) => say(speaking, 'application/octet-stream', makeAnswer(speaking).body),
  'empty-body': (speaking) => say(speaking, makeAnswer(speaking).contentType, ''),
  'empty-batch': (speaking) => sayTwisted(speaking, { pictures: () => [] }),
  'endless-picture': (speaking) => {
    const { operation, widthPx, heightPx } = speaking.wish
    const head = makePng({ widthPx, heightPx }).subarray(0, 33).toString('base64')
    const start = speaking.wish.isStreamed
      ? `event: ${operation}.completed\ndata: {"type":"${operation}.completed","b64_json":"${head}`
      : `{"created":1,"data":[{"b64_json":"${head}`
    return sayEndlessly(speaking, start)
  },
  'endless-rest': (speaking) =>
    sayEndlessly(speaking, speaking.wish.isStreamed ? 'data: {"note":"' : '{"created":1,"note":"'),
  'giant-picture': (speaking) => {
    const claims = { claimedWidthPx: 30_000, claimedHeightPx: 30_000 }
    sayTwisted(speaking, { pictures: () => [makePng({ widthPx: 16, heightPx: 16, ...claims })] })
  },
  'packed-bomb': ({ response, requestId }) => {
    response.writeHead(200, { ...headOf(requestId, 'application/json'), 'content-encoding': 'gzip' })
    response.end(gzipSync(Buffer.alloc(20_000_000, ' ')))
  },
  'invalid-json': (speaking) =>
    speaking.wish.isStreamed
      ? say(speaking, 'text/event-stream', 'event: error\ndata: {"error":{"code":,}\n\n')
      : say(speaking, 'application/json', '{"created":1,"data":[{"b64_json":}]}'),
  'invalid-encoding': (speaking) =>
    sayTwisted(speaking, {
      encode: (picture) => picture.toString('base64').replace(/^.{80}/, (start) => `${start}*`),
    }),
  'wrong-id': (speaking) => answerWell({ ...speaking, requestId: `<b>no id</b> ${'x'.repeat(400)}` }),
  'other-persons-id': (speaking) => answerWell({ ...speaking, requestId: speaking.earlierId }),
  'other-operation': (speaking) => {
    const other = speaking.wish.operation === 'image_edit' ? 'image_generation' : 'image_edit'
    if (speaking.wish.isStreamed) sayTwisted(speaking, { operation: other })
    else say(speaking, 'application/json', '{"object":"list","data":[{"id":"gpt-image-2","object":"model"}]}')
  },
  refusal: ({ response, requestId }) =>
    answerJson(response, 400, refusal('violence'), { 'x-request-id': requestId }),
  'refusal-in-success': (speaking) => sayError(speaking, refusal('sexual')),
  'partial-batch': (speaking) => sayTwisted(speaking, { pictures: (good) => good.slice(1) }),
  'surplus-batch': (speaking) => sayTwisted(speaking, { pictures: (good) => [...good, ...good] }),
  'expired-address': (speaking) => {
    const url = 'http://127.0.0.1:9/expired.png'
    const body = speaking.wish.isStreamed
      ? makeEvent(speaking, `${speaking.wish.operation}.completed`, { url })
      : JSON.stringify({ created: 1, data: [{ url }] })
    say(speaking, makeAnswer(speaking).contentType, body)
  },
  'duplicate-completion': (speaking) => sayTwisted(speaking, { pictures: (good) => [...good, ...good] }),
}

const page = '<html><head><title>502</title></head><body><h1>Bad gateway</h1></body></html>'

function say({ response, requestId }: Speaking, contentType: string, body: Buffer | string): void {
  response.writeHead(200, headOf(requestId, contentType)).end(body)
}

function sayTwisted(speaking: Speaking, twist: Parameters<typeof makeAnswer>[1]): void {
  const { contentType, body } = makeAnswer(speaking, twist)
  say(speaking, contentType, body)
}

/** In the middle of a stream, after something was shown; or instead of the pictures. */
function sayError(speaking: Speaking, error: object): void {
  if (!speaking.wish.isStreamed) {
    say(speaking, 'application/json', JSON.stringify(error))
    return
  }
  const shown = makeEvents(speaking).slice(0, 1)
  const event = Buffer.from(`event: error\ndata: ${JSON.stringify({ type: 'error', ...error })}\n\n`)
  say(speaking, 'text/event-stream', Buffer.concat([...shown, event]))
}

function busy({ response }: { response: ServerResponse }, retryAfter?: string): void {
  answerJson(
    response,
    429,
    envelope('rate_limit_exceeded', { type: 'requests' }),
    retryAfter === undefined ? {} : { 'retry-after': retryAfter },
  )
}

async function sayEndlessly(speaking: Speaking, start: string): Promise<void> {
  const { response, requestId, wish } = speaking
  response.writeHead(200, headOf(requestId, wish.isStreamed ? 'text/event-stream' : 'application/json'))
  let isTaken = await send(response, start)
  for (let sent = 0; sent < endless && isTaken; sent += filler.length) isTaken = await send(response, filler)
  response.end('"}')
}
