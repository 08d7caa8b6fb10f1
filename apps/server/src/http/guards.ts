import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'
import { AppError } from '#server/kernel/app-error.ts'

const plainPath = /^\/(?:(?!\.{1,2}(?:\/|$))[\w.-]+(?:\/|$))*$/

/**
 * The path of a request, if it is written in the one way our own addresses are. A router decodes `%61` and walks `..`,
 * and takes a whole address for a path: what the guards compare must be what it compares.
 *
 * @throws AppError http/not-found: no address of ours is written in another way
 */
export function requirePlainPath(request: IncomingMessage): string {
  const path = request.url?.split('?')[0] ?? ''
  if (!plainPath.test(path)) throw new AppError('http/not-found')
  return path
}

/** @throws AppError http/wrong-host: another name for this server is a way around cookies and guards (DNS rebinding) */
export function checkHost(request: IncomingMessage, publicUrl: URL): void {
  const { host } = request.headers
  if (host !== publicUrl.host) throw new AppError('http/wrong-host', { address: publicUrl.origin })
}

/**
 * True for a program on this machine that asked this very port: no proxy stands between, and the name it used is one
 * that no page in a browser can bend to here.
 */
export function isAskedDirectly(request: IncomingMessage): boolean {
  if (!isLoopbackAddress(request.socket.remoteAddress ?? '') || isForwarded(request)) return false
  const address = `http://${request.headers.host ?? ''}`
  const name = URL.canParse(address) ? new URL(address).hostname.replace(/^\[|\]$/g, '') : ''
  return name === 'localhost' || isIP(name) !== 0
}

/** True when a proxy says that it brings this for somebody else. */
export function isForwarded({ headers }: IncomingMessage): boolean {
  return headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined
}

/**
 * Lets a request with an effect pass only when the browser says that our own page sent it. A program sends `Origin`
 * itself. What `isFromAnywhere` is for whoever has its path. Reading by fetch from another site is refused too: its answer would be of no use there, but it costs.
 *
 * @see https://web.dev/articles/fetch-metadata (read 2026-11-24)
 * @throws AppError http/cross-site
 */
export function checkOrigin(
  request: IncomingMessage,
  { publicUrl, isFromAnywhere }: { publicUrl: URL; isFromAnywhere: boolean },
): void {
  const site = request.headers['sec-fetch-site']
  const { origin } = request.headers
  const isReading = request.method === 'GET' || request.method === 'HEAD'
  if (isReading) {
    const isOurs = site === undefined || site === 'same-origin' || site === 'none'
    if (!isOurs && request.url?.startsWith('/api/') === true) throw new AppError('http/cross-site')
    return
  }
  if (isFromAnywhere) return
  if (origin === undefined ? site !== 'same-origin' : origin !== publicUrl.origin) {
    throw new AppError('http/cross-site')
  }
  if (site !== undefined && site !== 'same-origin') throw new AppError('http/cross-site')
}

/** @throws AppError http/not-found: to anyone else it is as if there were nothing */
export function requireOperator({ role }: { role: 'person' | 'operator' }): void {
  if (role !== 'operator') throw new AppError('http/not-found')
}

function isLoopbackAddress(address: string): boolean {
  return /^(?:::ffff:)?127\.|^::1$/.test(address)
}

/**
 * Finds the address of a client: the last one in X-Forwarded-For that is not a trusted proxy, if a trusted proxy asks.
 * `trustedProxies` are addresses, and networks as `10.0.0.0/8`.
 */
export function createClientFinder(trustedProxies: readonly string[]): (request: IncomingMessage) => string {
  const trusted = new BlockList()
  for (const proxy of trustedProxies) {
    const [address = '', bits] = proxy.split('/')
    const family = familyOf(address)
    if (bits === undefined) trusted.addAddress(address, family)
    else trusted.addSubnet(address, Number(bits), family)
  }
  const isTrusted = (address: string) => isIP(address) !== 0 && trusted.check(address, familyOf(address))
  return (request) => {
    const forwarded = String(request.headers['x-forwarded-for'] ?? '')
      .split(',')
      .map(plainAddress)
      .filter((address) => address !== '')
    let client = plainAddress(request.socket.remoteAddress ?? '')
    while (isTrusted(client) && forwarded.length > 0) client = forwarded.pop() ?? client
    return client
  }
}

const plainAddress = (address: string) => address.trim().replace(/^::ffff:/, '')
const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')
