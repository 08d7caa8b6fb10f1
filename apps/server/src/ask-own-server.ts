import { type IncomingMessage, request as requestPlain } from 'node:http'
import { request as requestEncrypted } from 'node:https'
import { buffer } from 'node:stream/consumers'
import type { Answer, AskOptions, ReachedServer } from './domains/trust/index.ts'

const patienceMs = 15_000

/**
 * Reaches the server of this very installation, as a browser at its public address would. What is asked goes to no other
 * place, and follows no redirect: with it goes the cookie of the installation's own account.
 *
 * NOTE: `fetch` says by itself which host it asks, and walks a path before it is sent; past a proxy the name has to be the
 * public one, and a path that climbs has to arrive as one.
 */
export function reachOwnServer({ pid, reachedAt, publicUrl }: Reached): ReachedServer {
  const url = new URL(reachedAt)
  // The program itself speaks plainly: where it is asked under TLS, something stands before it.
  const isDirect = url.protocol === 'http:'
  return { pid, isDirect, ask: (path, options) => ask({ url, publicUrl, path, ...options }) }
}

interface Reached {
  pid: number
  reachedAt: string
  publicUrl: URL
}

type Asked = AskOptions & { url: URL; publicUrl: URL; path: string }

async function ask({ url, publicUrl, path, method = 'GET', ...said }: Asked): Promise<Answer> {
  const body = said.text ?? (said.body === undefined ? undefined : JSON.stringify(said.body))
  const headers = {
    Host: publicUrl.host,
    Origin: method === 'GET' ? undefined : publicUrl.origin,
    Cookie: said.cookie,
    'Idempotency-Key': said.key,
    'Content-Type': said.body === undefined ? undefined : 'application/json',
    'Content-Length': String(Buffer.byteLength(body ?? '')),
    ...said.headers,
  }
  const options = {
    path,
    method,
    headers: Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)),
    agent: false,
    signal: AbortSignal.timeout(patienceMs),
  } as const
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const request =
    url.protocol === 'https:' ? requestEncrypted(url, options, resolve) : requestPlain(url, options, resolve)
  request.on('error', reject).end(body)
  const answer = await promise
  const bytes = await buffer(answer)
  return { status: answer.statusCode ?? 0, headers: readHeaders(answer), bytes }
}

function readHeaders({ headersDistinct }: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, values = []] of Object.entries(headersDistinct))
    for (const value of values) headers.append(name, value)
  return headers
}
