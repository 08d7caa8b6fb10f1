import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCookies } from './cookies.ts'
import { readDeviceFamily } from './device-family.ts'
import { hashToken, makeToken, parseToken, writeToken } from './token.ts'

const secure = createCookies(new URL('https://studio.example'))
const loopback = createCookies(new URL('http://localhost:3000'))

describe('cookies', () => {
  test('over https they belong to this host alone', () => {
    expect(secure.set('session', 'v', 60_000)).toEqual([
      'Set-Cookie',
      '__Host-session=v; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60',
    ])
    expect(secure.clear('session')[1]).toMatch(/^__Host-session=; Path=\/; .*Secure; Max-Age=0$/)
  })

  test('on loopback two installations keep apart by their port', () => {
    expect(loopback.set('signin', 'v', 60_000)[1]).toBe(
      'signin-3000=v; Path=/; HttpOnly; SameSite=Lax; Max-Age=60',
    )
    expect(loopback.read('session', 'session-3001=a; session-3000=b')).toBe('b')
    expect(secure.read('session', 'session=planted; session-3000=planted')).toBeUndefined()
  })

  test.each([
    ['none', undefined, undefined],
    ['an empty one', '__Host-session=', undefined],
    ['one among others', 'a=b; __Host-session=v; c=d', 'v'],
    ['one in other letters', '__host-session=v', undefined],
    ['the same twice', '__Host-session=v; __Host-session=v', 'v'],
    ['two that differ', '__Host-session=v; __Host-session=w', undefined],
    ['one with equals signs', '__Host-session=v=w==', 'v=w=='],
  ])('%s is read as it is', (_name, header, value) => {
    expect(secure.read('session', header)).toBe(value)
  })

  test('whatever a header holds, reading it does not throw, and a token is 32 bytes or nothing', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(';', '=', '__Host-session', '__Host-session=', ' ', 'A'.repeat(43)),
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const token = parseToken(secure.read('session', pieces.join('')))
        return token === undefined || token.length === 32
      }),
    )
  })
})

describe('a token', () => {
  test('is read back from its one spelling and from no other', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.nat(42),
        fc.string({ maxLength: 3 }),
        (bytes, at, other) => {
          const text = writeToken(Buffer.from(bytes))
          expect(parseToken(text)).toEqual(Buffer.from(bytes))
          const changed = text.slice(0, at) + other + text.slice(at + 1)
          const parsed = parseToken(changed)
          expect(parsed === undefined || writeToken(parsed) === changed).toBe(true)
        },
      ),
    )
  })

  test('is known by another hash for each use, and by none of its own', () => {
    const token = makeToken()

    expect(hashToken('session', token)).not.toEqual(hashToken('sign-in', token))
    expect(hashToken('session', token)).toHaveLength(32)
  })
})

describe('the family of a device', () => {
  test.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox on Linux'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
      'Safari on macOS',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
      'Chrome on Windows',
    ],
    ['', undefined],
    [undefined, undefined],
    ['x'.repeat(600), undefined],
  ])('of "%s" is %s', (userAgent, family) => {
    expect(readDeviceFamily(userAgent)).toBe(family)
  })

  test('is short and plain whatever the browser claims to be', () => {
    fc.assert(
      fc.property(fc.string(), (userAgent) => {
        const family = readDeviceFamily(userAgent)
        return family === undefined || /^[\w .-]{1,60}$/.test(family)
      }),
    )
  })
})
