import { type Answer, tellsOfInside } from '#server/domains/trust/index.ts'

const yearSeconds = 31_536_000

/** What must not be missing in any answer, whatever it says. Written from the cheat sheet, not from our own list. */
const wanted: readonly (readonly [string, RegExp])[] = [
  ['x-content-type-options', /^nosniff$/],
  ['referrer-policy', /^(?:no-referrer|same-origin)$/],
  ['cross-origin-opener-policy', /^same-origin$/],
  ['cross-origin-resource-policy', /^same-origin$/],
  ['permissions-policy', /camera=\(\).*microphone=\(\)|microphone=\(\).*camera=\(\)/],
  ['content-security-policy', /(?:^|; )default-src 'none'(?:;|$)/],
  ['content-security-policy', /(?:^|; )script-src 'self'(?:;|$)/],
  ['content-security-policy', /(?:^|; )frame-ancestors 'none'(?:;|$)/],
  ['content-security-policy', /(?:^|; )base-uri 'none'(?:;|$)/],
  ['content-security-policy', /(?:^|; )form-action 'self'(?:;|$)/],
]

/**
 * What an answer lacks or says too much of.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html (read 2026-11-24)
 */
export function judgeHeaders(what: string, { headers }: Answer, { isTls }: { isTls: boolean }): string[] {
  const faults = wanted
    .filter(([name, pattern]) => !pattern.test(headers.get(name) ?? ''))
    .map(([name, pattern]) => `${what} has no good ${name} (${pattern.source}).`)
  if (/'unsafe-|\*/.test(headers.get('content-security-policy') ?? ''))
    faults.push(`${what} lets scripts or styles in by its content-security-policy.`)
  const [, seconds = '0'] = /max-age=(\d+)/.exec(headers.get('strict-transport-security') ?? '') ?? []
  if (isTls && Number(seconds) < yearSeconds)
    faults.push(`${what} does not keep browsers to https for a year.`)
  for (const name of ['server', 'x-powered-by'])
    if (headers.has(name)) faults.push(`${what} says what it runs on (${name}).`)
  return faults
}

/** Cookies that scripts can read, that other sites can send, or that have another place than the whole of this host. */
export function judgeCookies(what: string, { headers }: Answer, { isTls }: { isTls: boolean }): string[] {
  return headers.getSetCookie().flatMap((cookie) => {
    const [pair = '', ...flags] = cookie.split(/;\s*/)
    const name = pair.split('=')[0] ?? ''
    const has = (flag: RegExp) => flags.some((one) => flag.test(one))
    const isGood =
      has(/^HttpOnly$/i) &&
      has(/^SameSite=(?:Lax|Strict)$/i) &&
      has(/^Path=\/$/i) &&
      !has(/^Domain=/i) &&
      (!isTls || (has(/^Secure$/i) && name.startsWith('__Host-')))
    return isGood ? [] : [`${what} sets the cookie ${name} without what protects it.`]
  })
}

/** An answer that says where in the program something failed. */
export const judgeBody = (what: string, { bytes }: Answer): string[] =>
  tellsOfInside(bytes.toString('utf8')) ? [`${what} shows where in the program something failed.`] : []
