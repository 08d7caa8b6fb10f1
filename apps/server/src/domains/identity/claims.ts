import * as z from 'zod/mini'

/** Who a provider says somebody is, as far as it is kept. */
export interface Person {
  issuer: string
  subject: string
  name: string
  /** Empty when the provider gave none, or has not verified it. */
  email: string
  pictureUrl?: string
}

const longestName = 200
const longestEmail = 254
const longestPictureUrl = 2048

const required = z.object({
  iss: z.string().check(z.minLength(1), z.maxLength(255)),
  // At most 255 ASCII characters: OpenID Connect Core 1.0, section 2.
  sub: z.string().check(z.regex(/^[\x20-\x7e]{1,255}$/)),
  iat: z.number(),
  azp: z.optional(z.string()),
})

export interface ClaimChecks {
  clientId: string
  now: Date
  /** No token is older than the sign-in it belongs to. */
  longestAgeMs: number
  toleranceMs: number
}

/**
 * Reads verified claims. What the library does not judge is judged here: an `azp` that is somebody else, a moment of
 * issue in the future or long past. @throws Error for claims no sign-in may rest on
 */
export function readPerson(claims: Readonly<Record<string, unknown>>, checks: ClaimChecks): Person {
  const { iss, sub, iat, azp } = required.parse(claims)
  const age = checks.now.getTime() - iat * 1000
  if (azp !== undefined && azp !== checks.clientId) throw new Error('the token was issued to another client')
  if (age < -checks.toleranceMs) throw new Error('the token was issued in the future')
  if (age > checks.longestAgeMs + checks.toleranceMs) throw new Error('the token is old')
  const pictureUrl = readPictureUrl(claims['picture'])
  return {
    issuer: iss,
    subject: sub,
    name: readName(claims['name']),
    email: readEmail(claims),
    ...(pictureUrl === undefined ? {} : { pictureUrl }),
  }
}

function readName(value: unknown): string {
  if (typeof value !== 'string') return ''
  const plain = value.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, ' ').trim()
  return Array.from(plain.slice(0, 2 * longestName))
    .slice(0, longestName)
    .join('')
}

/** NOTE: an address that the provider has not verified may be anybody's, so it is not kept. */
function readEmail(claims: Readonly<Record<string, unknown>>): string {
  const { email, email_verified: isVerified } = claims
  if (typeof email !== 'string' || isVerified !== true || email.length > longestEmail) return ''
  return /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u.test(email) ? email : ''
}

function readPictureUrl(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > longestPictureUrl || !URL.canParse(value)) return undefined
  return new URL(value).protocol === 'https:' ? value : undefined
}
