import { expect, test } from 'vitest'
import { type Route, routes } from '#contract'
import { makeSecurityHeaders } from '#server/http/index.ts'
import type { Answer, AskServer, Look } from '../../parts.ts'
import type { Result } from '../../result.ts'
import { checkAccess } from './access.ts'
import { checkHeaders } from './headers.ts'
import { checkOperator } from './operator.ts'
import { checkPages } from './pages.ts'
import { checkPolicy } from './policy.ts'
import { checkRecipients } from './recipients.ts'
import { checkSignal } from './signal.ts'

/* Each check of what the server answers is good of the answer it wants, and bad of one with its fault in it. */

const publicUrl = new URL('https://images.example.org')
const headers = new Headers(
  makeSecurityHeaders(publicUrl).map(([name, value]): [string, string] => [name, value]),
)

function answer(text: string, change: Partial<Answer> = {}): Answer {
  return { status: 200, headers, bytes: Buffer.from(text), ...change }
}

type Answers = Readonly<Record<string, Answer>>
const sitemap = answer('<loc>https://images.example.org/privacy</loc>')
const page =
  '<link rel="stylesheet" href="/a.css"><a href="https://elsewhere.example">x</a><img src="data:,"> Ada GmbH a@b.example'

function look(answers: Answers): Look {
  const ask: AskServer = async (path) => answers[path] ?? answer('', { status: 404 })
  const parts = {
    publicUrl,
    partners: [{ description: { id: 'builtin' } }],
    operator: { name: 'Ada GmbH', privacyEmail: 'a@b.example' },
    policyVersion: 2,
  }
  // Only what these checks are handed.
  return { parts, startedAt: new Date(), server: { pid: 1, isDirect: true, ask } } as unknown as Look // oxlint-disable-line typescript/no-unsafe-type-assertion
}

const pagesWith = (text: string, change: Partial<Answer> = {}, style = 'a { color: red }'): Answers => ({
  '/sitemap.xml': sitemap,
  '/privacy': answer(text, change),
  '/a.css': answer(style),
})
const without = (name: string) => new Headers([...headers].filter(([key]) => key !== name))
const everywhere = (change: Partial<Answer>): Answers => ({
  '/': answer('', change),
  '/privacy': answer(''),
  '/api/session': answer(''),
  '/nowhere': answer(''),
})

test.each<[string, string, (look: Look) => Promise<Result>, Answers]>([
  ['good', 'every header', checkHeaders, everywhere({})],
  ['bad', 'no content policy', checkHeaders, everywhere({ headers: without('content-security-policy') })],
  ['bad', 'plain http allowed', checkHeaders, everywhere({ headers: without('strict-transport-security') })],
  ['good', 'a page that loads its own', checkPages, pagesWith(page)],
  ['bad', 'no pages at all', checkPages, {}],
  ['bad', 'a picture from elsewhere', checkPages, pagesWith(`${page}<img src="https://ads.example/x">`)],
  ['bad', 'one from elsewhere without a scheme', checkPages, pagesWith(`${page}<img src="//ads.example/x">`)],
  ['bad', 'a form that goes elsewhere', checkPages, pagesWith(`${page}<form action="https://ads.example/">`)],
  ['bad', 'a script', checkPages, pagesWith(`${page}<script>x</script>`)],
  ['bad', 'a cookie', checkPages, pagesWith(page, { headers: new Headers({ 'Set-Cookie': 'a=b' }) })],
  [
    'bad',
    'a font from elsewhere',
    checkPages,
    pagesWith(page, {}, '@font-face{src:url("https://f.example/f")}'),
  ],
  ['bad', 'a page that is broken', checkPages, pagesWith(page, { status: 500 })],
  ['bad', 'routes that answer', checkAccess, { '/api/session': answer('{}') }],
  [
    'good',
    'the signal',
    checkSignal,
    { '/.well-known/gpc.json': answer('{"gpc":true,"lastUpdate":"2026-11-29"}') },
  ],
  [
    'bad',
    'no signal',
    checkSignal,
    { '/.well-known/gpc.json': answer('{"gpc":false,"lastUpdate":"2026-11-29"}') },
  ],
  ['bad', 'no file', checkSignal, {}],
  [
    'good',
    'its partners',
    checkRecipients,
    { '/.well-known/partners.json': answer('{"partners":[{"id":"builtin"}]}') },
  ],
  [
    'bad',
    'a partner more',
    checkRecipients,
    { '/.well-known/partners.json': answer('{"partners":[{"id":"builtin"},{"id":"other"}]}') },
  ],
  ['bad', 'a partner less', checkRecipients, { '/.well-known/partners.json': answer('{"partners":[]}') }],
  ['good', 'its operator', checkOperator, { '/privacy': answer(page), '/terms': answer(page) }],
  ['bad', 'another operator', checkOperator, { '/privacy': answer('Bob'), '/terms': answer('Bob') }],
  ['bad', 'no terms', checkOperator, { '/privacy': answer(page) }],
  ['good', 'its version', checkPolicy, { '/.well-known/privacy.json': answer('{"dct:hasVersion":"2"}') }],
  ['bad', 'another version', checkPolicy, { '/.well-known/privacy.json': answer('{"dct:hasVersion":"1"}') }],
  ['bad', 'no JSON', checkPolicy, { '/.well-known/privacy.json': answer('<html>') }],
])('%s: a server with %s', async (outcome, _what, check, answers) => {
  expect(await check(look(answers))).toMatchObject({ outcome })
})

test('every route that refuses as it must is good', async () => {
  const closed = Object.values<Route>(routes)
  const statusOf = (path: string) =>
    closed.some((route) => route.access === 'session' && route.path.replaceAll(/:\w+/g, 'nobody') === path)
      ? 401
      : 404
  const server = {
    pid: 1,
    isDirect: true,
    ask: async (path: string) => answer('', { status: statusOf(path) }),
  }

  const { outcome, scanned } = await checkAccess({ ...look({}), server })

  expect(outcome).toBe('good')
  expect(scanned.routes).toBeGreaterThan(30)
})
