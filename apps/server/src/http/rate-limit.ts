import { AppError } from '#server/kernel/app-error.ts'

interface Bucket {
  tokens: number
  at: number
}

const networksAtMost = 10_000

/**
 * A token bucket for each network, known by its code, in memory; the oldest is forgotten when there are many. It slows a
 * guesser down; what it must not do is keep addresses: it is handed none, and nothing is written anywhere.
 */
export function createRateLimit(options: { burst: number; perSecond: number; now?: () => number }) {
  const now = options.now ?? performance.now.bind(performance)
  const buckets = new Map<string, Bucket>()
  return {
    /** @throws AppError http/too-many-requests */
    take(network: string): void {
      const at = now()
      const known = buckets.get(network) ?? { tokens: options.burst, at }
      const tokens = Math.min(options.burst, known.tokens + ((at - known.at) / 1000) * options.perSecond)
      buckets.delete(network)
      if (buckets.size >= networksAtMost) {
        const oldest = buckets.keys().next()
        if (oldest.done !== true) buckets.delete(oldest.value)
      }
      // Who is refused pays nothing: asked too early, and again when they were told to, they are let in.
      buckets.set(network, { tokens: tokens < 1 ? tokens : tokens - 1, at })
      if (tokens < 1) {
        throw new AppError('http/too-many-requests', {
          retryAfterSeconds: Math.ceil((1 - tokens) / options.perSecond),
        })
      }
    },
  }
}
