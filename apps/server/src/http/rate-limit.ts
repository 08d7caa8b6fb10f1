import { isIPv6 } from 'node:net'
import { AppError } from '#server/kernel/app-error.ts'

interface Bucket {
  tokens: number
  at: number
}

const clientsAtMost = 10_000

/**
 * A token bucket for each client, in memory; the oldest is forgotten when there are many. It slows a guesser down; what
 * it must not do is keep addresses, so nothing is written anywhere.
 */
export function createRateLimit(options: { burst: number; perSecond: number; now?: () => number }) {
  const now = options.now ?? performance.now.bind(performance)
  const buckets = new Map<string, Bucket>()
  return {
    /** @throws AppError http/too-many-requests */
    take(address: string): void {
      const client = networkOf(address)
      const at = now()
      const known = buckets.get(client) ?? { tokens: options.burst, at }
      const tokens = Math.min(options.burst, known.tokens + ((at - known.at) / 1000) * options.perSecond)
      buckets.delete(client)
      if (buckets.size >= clientsAtMost) {
        const oldest = buckets.keys().next()
        if (oldest.done !== true) buckets.delete(oldest.value)
      }
      buckets.set(client, { tokens: Math.max(0, tokens - 1), at })
      if (tokens < 1) {
        throw new AppError('http/too-many-requests', {
          retryAfterSeconds: Math.ceil((1 - tokens) / options.perSecond),
        })
      }
    },
  }
}

/** One client has a whole /64 of IPv6 to ask from (RFC 6177), so its addresses there are one. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('::')
  const first = head.split(':').filter((group) => group !== '')
  const last = tail?.split(':').filter((group) => group !== '') ?? []
  const groups = [...first, ...Array.from({ length: 8 - first.length - last.length }, () => '0'), ...last]
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16))
    .join(':')
}
