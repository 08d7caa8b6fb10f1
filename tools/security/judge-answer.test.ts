import { expect, test } from 'vitest'
import type { Answer } from '#server/domains/trust/index.ts'
import { judgeBody, judgeCookies, judgeHeaders } from './judge-answer.ts'

const good: Record<string, string> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
}
const answer = (headers: Record<string, string> = good, body = ''): Answer => ({
  status: 200,
  headers: new Headers(headers),
  bytes: Buffer.from(body),
})
const isTls = true

test('an answer with all that protects it has no fault', () => {
  expect(judgeHeaders('/', answer(), { isTls })).toEqual([])
})

test.each(Object.keys(good))('without %s it is one', (name) => {
  const { [name]: _, ...headers } = good
  expect(judgeHeaders('/', answer(headers), { isTls })).not.toEqual([])
})

test.each([
  ['content-security-policy', `${good['content-security-policy'] ?? ''}; style-src 'unsafe-inline'`],
  ['strict-transport-security', 'max-age=300'],
  ['server', 'node'],
])('with %s: %s it is one', (name, value) => {
  const headers = { ...good, [name]: value }
  expect(judgeHeaders('/', answer(headers), { isTls })).toHaveLength(1)
})

test('on loopback nobody is kept to https', () => {
  const { 'strict-transport-security': _, ...headers } = good
  expect(judgeHeaders('/', answer(headers), { isTls: false })).toEqual([])
})

const cookie = '__Host-session=x; Path=/; HttpOnly; Secure; SameSite=Lax'
test.each([
  [cookie, true, 0],
  ['session=x; Path=/; HttpOnly; SameSite=Lax', false, 0],
  ['session=x; Path=/; HttpOnly; Secure; SameSite=Lax', true, 1],
  [cookie.replace('; HttpOnly', ''), true, 1],
  [cookie.replace('Lax', 'None'), true, 1],
  [`${cookie}; Domain=example.org`, true, 1],
])('%s under TLS %s', (text, tls, faults) => {
  expect(judgeCookies('/', answer({ 'set-cookie': text }), { isTls: tls })).toHaveLength(faults)
})

test('a stack in an answer is a fault', () => {
  const { stack = '' } = new Error('broken')
  expect(judgeBody('/', answer(good, stack))).toHaveLength(1)
  expect(judgeBody('/', answer(good, 'Come at 10:00:00 (or later).'))).toEqual([])
})
