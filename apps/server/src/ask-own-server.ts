import { type IncomingMessage, request as requestPlain } from 'node:http'
import { request as requestEncrypted } from 'node:https'
import { buffer } from 'node:stream/consumers'
import type { AskServer } from './domains/trust/index.ts'

const patienceMs = 15_000

/**
 * Asks the server of this very installation, as a browser at its public address would. It goes to no other place, and
 * follows no redirect: with it goes the cookie of the installation's own account.
 *
 * NOTE: `fetch` says by itself which host it asks; past a proxy the name has to be the public one.
 */
export function askOwnServer({ reachedAt, publicUrl }: { reachedAt: string; publicUrl: URL }): AskServer {
  return async (path, { method = 'GET', cookie, body, key } = {}) => {
    const text = body === undefined ? undefined : JSON.stringify(body)
    const headers = {
      Host: publicUrl.host,
      ...(method === 'GET' ? {} : { Origin: publicUrl.origin }),
      ...(cookie === undefined ? {} : { Cookie: cookie }),
      ...(key === undefined ? {} : { 'Idempotency-Key': key }),
      ...(text === undefined ? {} : { 'Content-Type': 'application/json' }),
      'Content-Length': Buffer.byteLength(text ?? ''),
    }
    const url = new URL(path, reachedAt)
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
    const request = url.protocol === 'https:' ? requestEncrypted : requestPlain
    request(url, { method, headers, agent: false, signal: AbortSignal.timeout(patienceMs) }, resolve)
      .on('error', reject)
      .end(text)
    const answer = await promise
    const bytes = await buffer(answer)
    return { status: answer.statusCode ?? 0, headers: readHeaders(answer), bytes }
  }
}

function readHeaders({ headersDistinct }: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, values = []] of Object.entries(headersDistinct))
    for (const value of values) headers.append(name, value)
  return headers
}
