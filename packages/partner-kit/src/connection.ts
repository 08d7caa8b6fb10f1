import type { ContentKind, Disclosed, PartnerConnection, PartnerRequest } from '#partner-spec'

/** What the ledger of disclosures gives for a recorded row, and takes to settle it. */
export interface ConnectionOptions<Ref> {
  baseUrl: URL
  /** Credentials; made anew for each request and never part of a disclosure. */
  headers?: () => Readonly<Record<string, string>>
  /** Resolves when the row is committed. Nothing leaves before. */
  recordDisclosure(kinds: readonly ContentKind[], sizeBytes: number): Promise<Ref>
  settleDisclosure(ref: Ref, state: 'sent' | 'failed' | 'unknown'): Promise<void>
  signal: AbortSignal
  /** Until the headers of an answer; the body is bounded by the signal. */
  answerTimeoutMs: number
}

/** The partner gave no answer. `disclosed` says whether content may have left. */
export class PartnerUnreachable extends Error {
  override readonly name = 'PartnerUnreachable'
  readonly disclosed: Disclosed
  readonly isTimeout: boolean

  constructor(disclosed: Disclosed, isTimeout: boolean, cause: unknown) {
    super('the partner gave no answer', { cause })
    this.disclosed = disclosed
    this.isTimeout = isTimeout
  }
}

/** The only place that sends anything to a partner: one host, no redirects, no retries, the disclosure first. */
export function createConnection<Ref>(options: ConnectionOptions<Ref>): PartnerConnection {
  return {
    async sendContent(request, kinds) {
      const url = resolve(options.baseUrl, request.path)
      options.signal.throwIfAborted()
      const ref = await options.recordDisclosure(kinds, sizeOf(request.body))
      try {
        const response = await send(options, url, request)
        await options.settleDisclosure(ref, 'sent')
        return response
      } catch (error) {
        if (!(error instanceof PartnerUnreachable)) throw error
        await options.settleDisclosure(ref, error.disclosed === 'nothing' ? 'failed' : 'unknown')
        throw error
      }
    },
    ask: async (request) => send(options, resolve(options.baseUrl, request.path), request),
  }
}

/** An adapter names a path, never a host: whatever it was told by a partner, it stays below its own base address. */
function resolve(baseUrl: URL, path: string): URL {
  const base = baseUrl.href.endsWith('/') ? baseUrl : new URL(`${baseUrl.href}/`)
  const url = new URL(path.replace(/^\/+/, ''), base)
  if (url.origin !== base.origin || !url.pathname.startsWith(base.pathname)) {
    throw new Error('the path leaves the address of the partner')
  }
  return url
}

async function send<Ref>(
  options: ConnectionOptions<Ref>,
  url: URL,
  request: PartnerRequest,
): Promise<Response> {
  const timeout = new AbortController()
  const timer = setTimeout(() => timeout.abort(), options.answerTimeoutMs)
  try {
    return await fetch(url, {
      method: request.method,
      headers: { ...request.headers, ...options.headers?.() },
      redirect: 'manual',
      signal: AbortSignal.any([options.signal, timeout.signal]),
      ...bodyOf(request.body),
    })
  } catch (error) {
    throw new PartnerUnreachable(
      wasNeverConnected(error) ? 'nothing' : 'unknown',
      timeout.signal.aborted,
      error,
    )
  } finally {
    clearTimeout(timer)
  }
}

const sizeOf = (body: PartnerRequest['body']) =>
  body === undefined ? 0 : body instanceof Uint8Array ? body.byteLength : body.sizeBytes

function bodyOf(body: PartnerRequest['body']): RequestInit {
  if (body === undefined) return {}
  if (body instanceof Uint8Array) return { body: new Uint8Array(body) }
  return { body: ReadableStream.from(body.pieces), duplex: 'half' }
}

const beforeConnection =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS)/

/** True when the failure came before a connection stood, so that no byte of content can have left. */
function wasNeverConnected(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return beforeConnection.test(code)
}
