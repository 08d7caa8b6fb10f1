import type { PolicyFacts } from '../facts.ts'

/** RFC 9116 recommends less than a year. */
const lastsDays = 180
const dayMs = 86_400_000

/** How to report a weakness. Undefined where nobody is named: a file without a contact is none. @see RFC 9116 */
export function makeSecurityTxt({ operator, publicUrl }: PolicyFacts, now: Date): string | undefined {
  if (operator.securityEmail === undefined) return undefined
  const expires = new Date(Math.floor(now.getTime() / dayMs) * dayMs + lastsDays * dayMs)
  return [
    `Contact: mailto:${operator.securityEmail}`,
    `Expires: ${expires.toISOString().replace('.000Z', 'Z')}`,
    `Canonical: ${publicUrl.origin}/.well-known/security.txt`,
    'Preferred-Languages: en, zh',
    `Policy: ${publicUrl.origin}/terms#fair`,
    '',
  ].join('\n')
}
