import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deriveKey, encodeContext, randomKey, unwrap, wrap } from './index.ts'

const key = randomKey()
const context = Buffer.from('a vault')

test('a wrapped record opens under its key and context only, and never changed', () => {
  const wrapped = wrap(key, Buffer.from('a private key'), context)
  expect(unwrap(key, wrapped, context).toString()).toBe('a private key')
  expect(() => unwrap(randomKey(), wrapped, context)).toThrow()
  expect(() => unwrap(key, wrapped, Buffer.from('another'))).toThrow()
  for (let at = 0; at < wrapped.length; at += 1) {
    const changed = Buffer.from(wrapped)
    changed[at] = (changed[at] ?? 0) ^ 0x80
    expect(() => unwrap(key, changed, context)).toThrow()
    expect(() => unwrap(key, wrapped.subarray(0, at), context)).toThrow()
  }
})

test('no two wrappings of one record are alike', () => {
  expect(wrap(key, Buffer.from('x'), context)).not.toEqual(wrap(key, Buffer.from('x'), context))
})

test('different contexts never give the same bytes', () => {
  const parts = fc.dictionary(fc.string({ maxLength: 4 }), fc.string({ maxLength: 4 }), { maxKeys: 3 })
  fc.assert(
    fc.property(parts, parts, (one, other) => {
      const isSame = JSON.stringify(Object.entries(one)) === JSON.stringify(Object.entries(other))
      expect(encodeContext(one).equals(encodeContext(other))).toBe(isSame)
    }),
  )
})

test('keys of different purposes differ, and one is the same each time', () => {
  const secret = Buffer.alloc(32, 1)
  expect(deriveKey({ secret, purpose: 'one' })).toEqual(deriveKey({ secret, purpose: 'one' }))
  expect(deriveKey({ secret, purpose: 'one' })).not.toEqual(deriveKey({ secret, purpose: 'two' }))
  expect(deriveKey({ secret, purpose: 'one' })).toHaveLength(32)
})
