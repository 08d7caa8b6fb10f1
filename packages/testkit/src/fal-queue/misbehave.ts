import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { FaultName } from '#partner-kit/conformance'
import { makePng } from '../make-png.ts'
import type { FalAnswer, Twist } from './fal-answers.ts'
import { type FalRequest, refusalOf } from './fal-request.ts'

export type FalFault = Exclude<FaultName, 'no-connection'>

export interface Misbehaving {
  response: ServerResponse
  wish: FalRequest
  /** What would be said now. */
  good(twist?: Twist): FalAnswer
  isResult: boolean
  /** How many questions of this kind came before, of any request. */
  before: number
  /** Until the fake is released or closed. */
  hold(): Promise<void>
}

type Misdeed = (doing: Misbehaving) => Promise<void> | void

const endless = 500 * 1024 * 1024
const filler = Buffer.alloc(65_536, 'QUJD')
const page = '<html><head><title>502</title></head><body><h1>Bad gateway</h1></body></html>'
const otherId = '00000000-0000-4000-8000-000000000000'
const json = { 'content-type': 'application/json' }

/** What each fault is in this wire format, at whatever question it is planted. */
export const misdeeds: Readonly<Record<FalFault, Misdeed>> = {
  'slow-answer': async (doing) => {
    await pause(150)
    answer(doing.response, doing.good())
  },
  'no-answer': async ({ hold, response }) => {
    await hold()
    response.destroy()
  },
  'cut-before-answer': ({ response }) => void response.destroy(),
  'cut-in-body': async ({ response, good }) => {
    const { body, headers } = write(good())
    response.writeHead(200, { ...headers, 'content-length': body.length })
    await send(response, body.subarray(0, body.length / 2))
    // Once what was sent has left this side; what follows is a reset.
    await pause(20)
    response.destroy()
  },
  'half-a-body': ({ response, good }) => {
    const { body, headers } = write(good())
    response.writeHead(200, headers).end(body.subarray(0, body.length / 2))
  },
  'slow-body': async ({ response, good }) => {
    const { body, headers } = write(good())
    response.writeHead(200, headers)
    for (let at = 0; at < body.length && !response.destroyed; at += 1) {
      await send(response, body.subarray(at, at + 1))
      await pause(50)
    }
  },
  'busy-once': (doing) => (doing.before === 0 ? busy(doing, '1') : answer(doing.response, doing.good())),
  busy: (doing) => busy(doing),
  'busy-until': (doing) => busy(doing, new Date(Date.now() + 1_000).toUTCString()),
  'busy-for-years': (doing) => busy(doing, '999999999'),
  'error-500': ({ response }) => requestError(response, 500, 'internal_error'),
  'error-502': ({ response }) => void response.writeHead(502, { 'content-type': 'text/html' }).end(page),
  'error-503': ({ response }) => requestError(response, 503, 'runner_scheduling_failure', '30'),
  'error-in-success': ({ response }) => requestError(response, 200, 'runner_server_error'),
  unauthorized: ({ response }) => say(response, 401, { detail: 'No user found for Key ID and Secret' }),
  'out-of-credit': ({ response }) =>
    say(response, 403, { detail: 'User is locked. Reason: Exhausted balance. Top up your balance.' }),
  redirect: ({ response }) =>
    void response.writeHead(307, { location: 'http://127.0.0.1:9/elsewhere' }).end(),
  'html-body': ({ response }) => void response.writeHead(200, { 'content-type': 'text/html' }).end(page),
  'truncated-picture': ({ response, good }) =>
    answer(response, good({ pictures: (all) => all.map((each) => each.subarray(0, each.length - 40)) })),
  'no-picture': ({ response, good }) =>
    answer(response, good({ pictures: () => [Buffer.from('GIF89a, and then more')] })),
  'wrong-content-type': ({ response, good }) => {
    const { body } = write(good())
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(body)
  },
  'empty-body': ({ response }) => void response.writeHead(200, json).end(),
  'empty-batch': ({ response, good }) => answer(response, good({ pictures: () => [] })),
  'endless-picture': ({ response, wish: { widthPx, heightPx } }) => {
    const head = makePng({ widthPx, heightPx }).subarray(0, 33).toString('base64')
    return sayEndlessly(response, `{"images":[{"url":"data:image/png;base64,${head}`)
  },
  'endless-rest': ({ response }) => sayEndlessly(response, '{"note":"'),
  'giant-picture': ({ response, good }) => {
    const claims = { claimedWidthPx: 30_000, claimedHeightPx: 30_000 }
    answer(response, good({ pictures: () => [makePng({ widthPx: 16, heightPx: 16, ...claims })] }))
  },
  'packed-bomb': ({ response }) =>
    void response
      .writeHead(200, { ...json, 'content-encoding': 'gzip' })
      .end(gzipSync(Buffer.alloc(20_000_000, ' '))),
  'invalid-json': ({ response, good }) => {
    const { body, headers } = write(good())
    response.writeHead(200, headers).end(Buffer.concat([body.subarray(0, -1), Buffer.from(',}')]))
  },
  'invalid-encoding': ({ response, good }) =>
    answer(response, good({ encode: (picture) => `data:image/png;base64,*${picture.toString('base64')}` })),
  'wrong-id': ({ response, good }) => answer(response, renamed(good(), `<b>no id</b> ${'x'.repeat(400)}`)),
  'other-persons-id': ({ response, good }) => answer(response, renamed(good(), otherId)),
  'other-operation': ({ response }) =>
    say(response, 200, { video: { url: 'https://v3.fal.media/files/a.mp4', content_type: 'video/mp4' } }),
  refusal: ({ response, wish }) => say(response, 422, refusalOf(inputOf(wish), 'violence')),
  'refusal-in-success': ({ response, isResult, wish, good }) => {
    if (!isResult) return say(response, 200, refusalOf(inputOf(wish), 'sexual'))
    answer(response, good({ flags: Array.from({ length: wish.count }, () => true) }))
  },
  'partial-batch': ({ response, good }) => answer(response, good({ pictures: (all) => all.slice(1) })),
  'surplus-batch': ({ response, good }) => answer(response, good({ pictures: (all) => [...all, ...all] })),
  'expired-address': ({ response, good }) =>
    answer(response, good({ encode: () => 'http://127.0.0.1:9/expired.png' })),
  'duplicate-completion': ({ response, good }) =>
    answer(response, good({ pictures: (all) => [...all, ...all] })),
}

/** What a refusal repeats: everything that was sent. */
const inputOf = ({ prompt, pictures }: FalRequest) => ({
  prompt,
  image_urls: pictures.map((picture) => `data:image/png;base64,${picture.toString('base64')}`),
})

const pause = async (milliseconds: number) => {
  const { promise, resolve } = Promise.withResolvers<void>()
  setTimeout(resolve, milliseconds)
  await promise
}

function renamed(good: FalAnswer, id: string): FalAnswer {
  const { headers, body } = good
  const isNamedInHead = 'x-fal-request-id' in headers
  return {
    ...good,
    headers: isNamedInHead ? { ...headers, 'x-fal-request-id': id } : headers,
    body: isNamedInHead ? body : { ...(body as object), request_id: id }, // oxlint-disable-line typescript/no-unsafe-type-assertion -- our own answers are objects
  }
}

const write = ({ headers, body }: FalAnswer) => ({ headers, body: Buffer.from(JSON.stringify(body)) })

/** Answers as the documentation says. */
export function answer(response: ServerResponse, good: FalAnswer): void {
  const { headers, body } = write(good)
  response.writeHead(good.status, { ...headers, 'content-length': body.length }).end(body)
}

export function say(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  answer(response, { status, headers: { ...json, ...headers }, body })
}

/** @see fal.ai/docs/documentation/model-apis/request-errors, read 2026-11-24 */
function requestError(response: ServerResponse, status: number, type: string, retryAfter?: string): void {
  say(
    response,
    status,
    { detail: `The request failed: ${type}`, error_type: type },
    { 'x-fal-error-type': type, ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }) },
  )
}

function busy({ response }: Misbehaving, retryAfter?: string): void {
  say(
    response,
    429,
    { detail: 'Too many requests at once', error_type: 'concurrent_requests_limit' },
    retryAfter === undefined ? {} : { 'retry-after': retryAfter },
  )
}

async function sayEndlessly(response: ServerResponse, start: string): Promise<void> {
  response.writeHead(200, json)
  let isTaken = await send(response, start)
  for (let sent = 0; sent < endless && isTaken; sent += filler.length) isTaken = await send(response, filler)
  response.end('"}')
}

/** Sends at the pace it is taken; false when nobody takes it any more. */
async function send(response: ServerResponse, bytes: Buffer | string): Promise<boolean> {
  if (response.destroyed) return false
  if (!response.write(bytes)) await drained(response)
  return !response.destroyed
}

async function drained(response: ServerResponse): Promise<void> {
  const over = new AbortController()
  const { signal } = over
  try {
    await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })])
  } finally {
    over.abort()
  }
}
