import { isIPv4, isIPv6 } from 'node:net'
import { prove, randomKey, zero } from '#server/platform/content-crypto/index.ts'

/** Names the network that an address is of. */
export type NameNetwork = (address: string) => string

const keyLastsMs = 24 * 60 * 60 * 1000

/**
 * Networks by codes: a /24 of IPv4, a /48 of IPv6, under a key that lives in memory and is another each day. No address is
 * kept by whoever counts by it, and nobody can try out later which address a code was.
 */
export function createNetworkPseudonyms(now: () => number = performance.now.bind(performance)): NameNetwork {
  let key = randomKey()
  let madeAt = now()
  return (address) => {
    if (now() - madeAt >= keyLastsMs) {
      zero(key)
      key = randomKey()
      madeAt = now()
    }
    return prove(key, Buffer.from(networkOf(address), 'utf8')).toString('base64url')
  }
}

/** One network of 256 neighbours, or one site (RFC 6177); what is no address is itself. */
function networkOf(address: string): string {
  if (isIPv4(address)) return address.split('.').slice(0, 3).join('.')
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('::')
  const first = head.split(':').filter((group) => group !== '')
  const last = tail?.split(':').filter((group) => group !== '') ?? []
  const groups = [...first, ...Array.from({ length: 8 - first.length - last.length }, () => '0'), ...last]
  return groups
    .slice(0, 3)
    .map((group) => Number.parseInt(group, 16))
    .join(':')
}
