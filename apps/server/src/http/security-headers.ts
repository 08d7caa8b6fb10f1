/**
 * What every answer carries. No inline script or style, no frame, nothing from another origin.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html (read 2026-11-24)
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

const always: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy':
    'camera=(), microphone=(), geolocation=(), browsing-topics=(), payment=(), usb=(), interest-cohort=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cache-Control': 'no-store',
}

/** Our own pages post forms to us; with the stricter policy a browser would send `Origin: null` with them. */
export const formHeaders: readonly (readonly [string, string])[] = [['Referrer-Policy', 'same-origin']]

/** Two years, as the preload lists ask. */
const strictTransport = 'max-age=63072000; includeSubDomains'

export function makeSecurityHeaders(publicUrl: URL): readonly (readonly [string, string])[] {
  const headers = Object.entries(always)
  return publicUrl.protocol === 'https:'
    ? [...headers, ['Strict-Transport-Security', strictTransport]]
    : headers
}
