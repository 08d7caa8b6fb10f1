import type { ErrorBody, ErrorCode, PageErrorCode } from '#contract'

/** What went wrong with a call: one of the server's codes, but of its own pages none, or one of the two only a browser can meet. */
export type CallCode = Exclude<ErrorCode, PageErrorCode> | 'studio/offline' | 'studio/unreadable'

export class CallError extends Error {
  override readonly name = 'CallError'
  readonly code: CallCode
  readonly facts: Readonly<Record<string, string | number | boolean>>
  readonly incident: string | undefined
  readonly retryAfterMs: number | undefined

  constructor(code: CallCode, found: Partial<Pick<CallError, 'facts' | 'incident' | 'retryAfterMs'>> = {}) {
    super(code)
    this.code = code
    this.facts = found.facts ?? {}
    this.incident = found.incident
    this.retryAfterMs = found.retryAfterMs
  }
}

export interface CallOptions {
  method?: 'GET' | 'POST' | 'DELETE'
  body?: unknown
  headers?: Record<string, string>
  /** Lets the call outlive the page, for what must still be said while it closes. */
  keepalive?: boolean
  signal?: AbortSignal
}

/** Calls our own server and answers its response, or throws a CallError. Nothing is sent anywhere else. */
export async function request(path: string, options: CallOptions = {}): Promise<Response> {
  const response = await reach(path, options)
  if (response.ok) return response
  throw await readFault(response)
}

async function reach(path: string, { body, headers, signal, ...options }: CallOptions): Promise<Response> {
  try {
    return await fetch(path, {
      ...options,
      ...(signal === undefined ? {} : { signal }),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      headers: {
        ...headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      credentials: 'same-origin',
      redirect: 'error',
    })
  } catch (error) {
    if (signal?.aborted === true) throw error
    throw new CallError('studio/offline')
  }
}

/** What an answer says of a fault, to a page that the studio made. */
export type CallFault = Omit<ErrorBody['error'], 'code'> & { code: CallCode }

async function readFault(response: Response): Promise<CallError> {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  const retryAfterMs = Number.isFinite(seconds) ? seconds * 1000 : undefined
  const body: { error?: CallFault } | undefined = await response.json().catch(() => undefined)
  const fault = body?.error
  // A proxy's own page is not an answer of ours; it is shown as unreadable, with nothing of its text.
  const code: CallCode =
    fault?.code ?? (response.status === 401 ? 'identity/not-signed-in' : 'studio/unreadable')
  return new CallError(code, {
    ...(fault?.facts === undefined ? {} : { facts: fault.facts }),
    ...(fault?.incident === undefined ? {} : { incident: fault.incident }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  })
}
