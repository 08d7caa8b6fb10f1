import type { CustomFetch } from 'openid-client'

const longestAnswerBytes = 64 * 1024
const loopbackHost = /^(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\]|localhost)$/

export interface ProviderFetch {
  fetch: CustomFetch
  /** True when the provider could not be reached, did not end in time, or answered with a status from 500 on. */
  isProviderDown(): boolean
}

/** True for what may be spoken to at all: https, and http with this machine. */
export function isSafeAddress(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopbackHost.test(url.hostname))
}

/**
 * The way to the identity provider for one discovery or one sign-in: only to addresses that were expected, no redirects,
 * a time limit over the whole answer, and at most 64 KiB of it. Nothing a person wrote ever takes this way.
 */
export function createProviderFetch(options: {
  isExpected(url: URL): boolean
  timeoutMs: number
  headers?: Readonly<Record<string, string>>
}): ProviderFetch {
  let isDown = false
  const send: CustomFetch = async (address, init) => {
    const url = new URL(address)
    if (!isSafeAddress(url) || !options.isExpected(url)) throw new Error('not an address of the provider')
    const limit = AbortSignal.timeout(options.timeoutMs)
    const signal = init.signal === undefined ? limit : AbortSignal.any([limit, init.signal])
    const headers = { ...init.headers, ...options.headers }
    let bytes: Buffer | undefined
    let response: Response
    try {
      response = await fetch(url, { ...init, body: init.body ?? null, headers, redirect: 'manual', signal })
      bytes = await readBounded(response)
    } catch (error) {
      isDown = true
      throw error
    }
    if (bytes === undefined) throw new Error('the answer of the provider is too large')
    if (response.status >= 500) isDown = true
    const { status, headers: received } = response
    return new Response(bytes.length === 0 ? null : new Uint8Array(bytes), { status, headers: received })
  }
  return { fetch: send, isProviderDown: () => isDown }
}

/** Undefined when there is more than a provider has to say. */
async function readBounded(response: Response): Promise<Buffer | undefined> {
  const pieces: Uint8Array[] = []
  let total = 0
  for await (const piece of response.body ?? []) {
    total += piece.length
    // Leaving the loop cancels the rest.
    if (total > longestAnswerBytes) return undefined
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
