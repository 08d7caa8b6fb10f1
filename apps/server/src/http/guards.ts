import type { IncomingMessage } from 'node:http'
import { AppError } from '#server/kernel/app-error.ts'

/** @throws AppError http/wrong-host: another name for this server is a way around cookies and guards (DNS rebinding) */
export function checkHost(request: IncomingMessage, publicUrl: URL): void {
  const { host } = request.headers
  if (host !== publicUrl.host) throw new AppError('http/wrong-host', { address: publicUrl.origin })
}

/**
 * Lets a request with an effect pass only when the browser says that our own page sent it. A program sends `Origin`
 * itself. Reading by fetch from another site is refused too: its answer would be of no use there, but it costs.
 *
 * @see https://web.dev/articles/fetch-metadata (read 2026-11-24)
 * @throws AppError http/cross-site
 */
export function checkOrigin(request: IncomingMessage, publicUrl: URL): void {
  const site = request.headers['sec-fetch-site']
  const { origin } = request.headers
  const isReading = request.method === 'GET' || request.method === 'HEAD'
  if (isReading) {
    const isOurs = site === undefined || site === 'same-origin' || site === 'none'
    if (!isOurs && request.url?.startsWith('/api/') === true) throw new AppError('http/cross-site')
    return
  }
  if (origin === undefined ? site !== 'same-origin' : origin !== publicUrl.origin) {
    throw new AppError('http/cross-site')
  }
  if (site !== undefined && site !== 'same-origin') throw new AppError('http/cross-site')
}

export function isLoopbackAddress(address: string): boolean {
  return /^(?:::ffff:)?127\.|^::1$/.test(address)
}

/** The address of the client: the last one in X-Forwarded-For that is not a trusted proxy, if a trusted proxy asks. */
export function findClientAddress(request: IncomingMessage, trustedProxies: readonly string[]): string {
  const plain = (address: string) => address.trim().replace(/^::ffff:/, '')
  const peer = plain(request.socket.remoteAddress ?? '')
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map(plain)
    .filter((address) => address !== '')
  let client = peer
  while (trustedProxies.includes(client) && forwarded.length > 0) client = forwarded.pop() ?? client
  return client
}
