import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createNetworkPseudonyms } from './index.ts'

test.each([
  ['192.0.2.1', '192.0.2.255', true],
  ['192.0.2.1', '192.0.3.1', false],
  ['2001:db8:1:2::1', '2001:db8:1:ffff:ffff:ffff:ffff:ffff', true],
  ['2001:db8:1:2::1', '2001:0db8:0001:0000:0:0:0:9', true],
  ['2001:db8:1:2::1', '2001:db8:2:2::1', false],
  ['::1', '::2', true],
  ['unknown', '192.0.2.1', false],
])('%s and %s are of one network: %s', (one, other, isOne) => {
  const nameNetwork = createNetworkPseudonyms()
  expect(nameNetwork(one) === nameNetwork(other)).toBe(isOne)
})

test('a code is the same for a day, then another, and another in each process', () => {
  let now = 0
  const nameNetwork = createNetworkPseudonyms(() => now)
  const name = nameNetwork('192.0.2.1')
  now = 24 * 60 * 60 * 1000 - 1
  expect(nameNetwork('192.0.2.9')).toBe(name)
  now += 1
  expect(nameNetwork('192.0.2.1')).not.toBe(name)
  expect(createNetworkPseudonyms()('192.0.2.1')).not.toBe(name)
})

test('nothing of an address stands in its code', () => {
  const nameNetwork = createNetworkPseudonyms()
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
      expect(nameNetwork(address)).toMatch(/^[\w-]{43}$/)
    }),
  )
})
