import type { ErrorCode } from '#contract'
import type { AskOptions } from '../../parts.ts'

/** Stands in everything that is sent, and must come back with nothing. */
export const planted = 'planted-by-a-stranger'

/** What a stranger sends, and how it must end. Without a code it is not even read. */
export interface Attack {
  what: string
  path: string
  options: AskOptions
  ends: Ending
}

type Ending = readonly [status: number, code?: ErrorCode]
type Row = readonly [what: string, path: string, options: AskOptions, ends: Ending]

const crossSite: Ending = [403, 'http/cross-site']
const nothing: Ending = [404, 'http/not-found']
const unreadable: Ending = [400, 'http/invalid-body']

const evil = `https://${planted}.example`
/** Of the shape that ours have, and nobody's. */
const receiptKey = `rky_${planted}x`
const token = Buffer.alloc(32, planted).toString('base64url')
const overTheBody = planted.repeat(4_000)
const overTheHead = planted.repeat(800)

/**
 * Nothing of it has an effect, is counted at the sign-in, or takes anybody's place in a limit. What a proxy before the
 * program answers by itself, or mends, is sent to the program's own port only.
 */
export function listAttacks(publicUrl: URL, { isDirect }: { isDirect: boolean }): Attack[] {
  const rows = [
    ...crossing(publicUrl.origin),
    ...bodies,
    ...forging(publicUrl.port || '80'),
    ...(isDirect ? atThePort : []),
  ]
  return rows.map(([what, path, options, ends]) => ({ what, path, options, ends }))
}

/** From pages of others. */
const crossing = (origin: string): readonly Row[] => {
  const post = (headers: NonNullable<AskOptions['headers']>) => ({
    method: 'POST',
    headers: { Referer: evil, ...headers },
  })
  const other = { Origin: evil, 'Sec-Fetch-Site': 'cross-site' }
  return [
    ['an order from another site', '/auth/signout', post(other), crossSite],
    ['one under our name', '/contact', post({ 'Sec-Fetch-Site': 'cross-site' }), crossSite],
    ['one from a sister site', '/report', post({ Origin: `${origin}.${planted}.example` }), crossSite],
    ['one from nowhere', '/api/rights/receipt', post({ Origin: 'null' }), crossSite],
    ['one that does not say from where', '/api/quotes', post({ Origin: undefined }), crossSite],
    ['reading for another site', '/api/session', { headers: other }, crossSite],
  ]
}

const receipts = '/api/rights/receipt'
const written = (text: string, type: string): AskOptions => ({
  method: 'POST',
  text,
  headers: { 'Content-Type': type },
})
const json = (text: string) => written(text, 'application/json')
const form = (text: string) => written(text, 'application/x-www-form-urlencoded')
const hidden = `{"__proto__":{"key":"${receiptKey}"},"constructor":{"prototype":{"key":"${receiptKey}"}}}`

/** Bodies that are not what is asked for, and words that nobody was given. */
const bodies: readonly Row[] = [
  ['JSON under another type', receipts, written(`{"key":"${receiptKey}"}`, 'text/plain'), unreadable],
  ['a form where JSON is asked for', receipts, form(`key=${receiptKey}`), unreadable],
  ['JSON that breaks off', receipts, json(`{"key":"${planted}`), unreadable],
  ['JSON that is too deep to be meant', receipts, json('['.repeat(9_000) + planted), unreadable],
  ['more than a body may have', receipts, json(`"${overTheBody}"`), [413, 'http/body-too-large']],
  ['more than a form may have', '/receipt', form(`number=${overTheBody}`), [413, 'http/body-too-large']],
  ['keys that change what objects are', receipts, json(hidden), [400, 'http/invalid-parameter']],
  ['a list for a word', receipts, json(`{"key":["${planted}"]}`), [400, 'http/invalid-parameter']],
  ['reading with a body', '/privacy', { text: planted }, unreadable],
  [
    'a key to a receipt that nobody was given',
    receipts,
    json(`{"key":"${receiptKey}"}`),
    [404, 'rights/receipt-unknown'],
  ],
  [
    'a number that nobody was given',
    '/receipt',
    form(`number=${planted}'--`),
    [404, 'correspondence/number-unknown'],
  ],
  [
    'a form that was not opened here',
    '/contact',
    form(`words=${planted}`),
    [400, 'correspondence/form-unknown'],
  ],
  ['a link that was not sent', `/unsubscribe/${planted}`, form(planted), [404, 'news/link-unknown']],
]

const forging = (port: string): readonly Row[] => {
  const signedOut: Ending = [401, 'identity/not-signed-in']
  const cookie = (value: string) => `__Host-session=${value}; session-${port}=${value}`
  const asOperator = {
    cookie: cookie(token),
    headers: { 'X-Role': 'operator', Authorization: `Bearer ${planted}` },
  }
  const overridden = { method: 'POST', headers: { 'X-HTTP-Method-Override': 'GET', 'X-Planted': planted } }
  return [
    ['a session that was made up', '/api/session', { cookie: cookie(token) }, signedOut],
    ['one that is no token', '/api/session', { cookie: cookie(`${planted}'%20or%201=1`) }, signedOut],
    ['two sessions at once', '/api/session', { cookie: `${cookie(token)}; ${cookie(planted)}` }, signedOut],
    ['a role that was made up', '/operator', asOperator, nothing],
    ['figures, for whoever a proxy brings', '/metrics', { headers: { 'X-Forwarded-For': planted } }, nothing],
    ['a method that the place does not know', '/api/session', { method: 'PUT', text: planted }, nothing],
    ['a method in the place of another', '/api/session', overridden, nothing],
    ['a place that is not there', `/${planted}`, {}, nothing],
  ]
}

/** Heads and paths that a proxy would not let through as they are. */
const atThePort: readonly Row[] = [
  ['another name for the server', '/', { headers: { Host: `${planted}.example` } }, [421, 'http/wrong-host']],
  [
    'a request that asks for itself',
    `/?${planted}`,
    { method: 'TRACE', headers: { Origin: undefined } },
    crossSite,
  ],
  ['more than a head may have', '/', { headers: { 'X-Planted': overTheHead } }, [431]],
  ['a cookie that is too large', '/', { cookie: overTheHead }, [431]],
  [
    'a head that ends twice',
    `/?${planted}`,
    { headers: { 'Content-Length': '5', 'Transfer-Encoding': 'chunked' } },
    [400],
  ],
  ...[
    `/assets/../../${planted}`,
    `/assets/%2e%2e/%2e%2e/${planted}`,
    `/assets/..%2f..%2f${planted}`,
    `/assets/..%5c..%5c${planted}`,
    `/assets/%252e%252e/${planted}`,
    `/assets/${planted}%00.css`,
    `//${planted}.example/api/session`,
    `/%61pi/session?${planted}`,
    `/auth/signin%0d%0aSet-Cookie:%20${planted}=1`,
  ].map((path): Row => ['a path that climbs, or is written in another way', path, {}, nothing]),
]
