import { PartnerFault } from './partner-fault.ts'

const longestAddress = 4_096

/**
 * Reads an address at which a partner says that a result lies. It may name one of the partner's own hosts, by TLS, and
 * nothing else; plain HTTP only at a port of this machine that is among them.
 *
 * @throws PartnerFault malformed-answer for any other
 */
export function readResultAddress(address: string, hosts: readonly string[]): URL {
  const url = address.length <= longestAddress && URL.canParse(address) ? new URL(address) : undefined
  const isSafe =
    url !== undefined &&
    hosts.includes(url.host) &&
    url.username === '' &&
    url.password === '' &&
    (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url)))
  if (!isSafe) throw new PartnerFault('malformed-answer', 'sent')
  return url
}

const isLoopback = ({ hostname, port }: URL) => hostname === '127.0.0.1' && port !== ''
